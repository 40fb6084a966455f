import { describe, expect, test } from 'vitest'
import { HOUR } from '#app/kernel/clock.ts'
import { DEFAULT_RULES, type EscalationRules, type Reason } from '../types.ts'
import { isOver, newSince, nextLook, reasonsHolding, type Situation } from './reasons.ts'

const ASKED = 1_000 * HOUR
const DUE = ASKED + 4 * HOUR
const QUIET: Situation = {
  isOpen: true,
  isPrivate: false,
  askedAt: ASKED,
  needsAnswer: true,
  pausedAt: null,
  dueAt: DUE,
  solveDueAt: ASKED + 40 * HOUR,
  reopenedAt: null,
  severity: null,
  sameHere: [],
  askerBack: [],
  wrongAt: null,
  customer: 0,
}
const money = { level: 3 as const, class: 'money' as const, words: 'charged twice' }
const at = (situation: Partial<Situation>, now = ASKED + HOUR, rules: EscalationRules = DEFAULT_RULES) =>
  reasonsHolding({ ...QUIET, ...situation }, rules, now).map(({ reason }) => reason)

describe('the reasons for the second tier', () => {
  test.each<[string, Partial<Situation>, number, readonly Reason[]]>([
    ['nothing before the promised time is over', {}, DUE - 1, []],
    ['the promised time is over', {}, DUE, ['due']],
    ['three days late it is the same', {}, DUE + 72 * HOUR, ['due']],
    ['only a time for the solution is promised, and it is over', { dueAt: null }, ASKED + 41 * HOUR, ['solve-due']],
    [
      'the answers did not help, and the time for a solution is over',
      { reopenedAt: ASKED + HOUR },
      ASKED + 41 * HOUR,
      ['due', 'did-not-help', 'solve-due'],
    ],
    ['the clock stands', { pausedAt: DUE - HOUR }, DUE + HOUR, []],
    ['somebody answered', { needsAnswer: false }, DUE + HOUR, []],
    ['it was solved, closed or is gone', { isOpen: false, severity: money, isPrivate: true }, DUE + HOUR, []],
    ['nothing is promised', { dueAt: null, solveDueAt: null }, DUE + 1000 * HOUR, []],
    ['it is private from the first minute', { isPrivate: true }, ASKED, ['private']],
    ['words that say so', { severity: money }, ASKED, ['severity']],
    ['less serious words', { severity: { ...money, level: 2 } }, ASKED, []],
    ['the answers did not help', { reopenedAt: ASKED + HOUR }, ASKED + HOUR, ['did-not-help']],
    ['the asker came back once', { askerBack: [1], needsAnswer: false }, DUE, []],
    ['the asker came back twice', { askerBack: [1, 2], needsAnswer: false }, DUE, ['came-back']],
    ['staff found the answer wrong', { wrongAt: ASKED + 1 }, ASKED + HOUR, ['wrong']],
    ['five have it within three hours', { sameHere: [5, 4, 3, 2, 1].map((n) => n * HOUR * 0.7) }, ASKED, ['spread']],
    ['five have it in a week', { sameHere: [5, 4, 3, 2, 1].map((n) => n * 24 * HOUR) }, ASKED, []],
    ['an important customer', { customer: 2 }, ASKED, ['influence']],
    ['a customer that counts somewhat', { customer: 1 }, ASKED, []],
    [
      'it was answered, its asker is not content, and the time for a solution is over',
      { needsAnswer: false, askerBack: [ASKED + HOUR] },
      ASKED + 41 * HOUR,
      ['solve-due'],
    ],
    ['it was answered and its asker never wrote again', { needsAnswer: false }, ASKED + 400 * HOUR, []],
  ])('%s', (_what, situation, now, reasons) => {
    expect(at(situation, now)).toEqual(reasons)
  })

  test('a rule that is switched off gives none', () => {
    const all: Partial<Situation> = { isPrivate: true, severity: money, customer: 3, reopenedAt: 1, wrongAt: 1 }
    const off = Object.fromEntries(
      Object.entries(DEFAULT_RULES).map(([name, rule]) => [name, { ...rule, on: false }]),
    ) as unknown as EscalationRules
    expect(at(all, DUE + 90 * HOUR)).not.toEqual([])
    expect(at(all, DUE + 90 * HOUR, off)).toEqual([])
  })

  test('what was dealt with does not open again; what is newer does, and what still has no answer', () => {
    const holding = reasonsHolding({ ...QUIET, reopenedAt: DUE + HOUR }, DEFAULT_RULES, DUE + 2 * HOUR)
    expect(newSince(holding, null).map(({ reason }) => reason)).toEqual(['due', 'did-not-help'])
    const wrong = reasonsHolding({ ...QUIET, needsAnswer: false, wrongAt: DUE + HOUR }, DEFAULT_RULES, DUE + 2 * HOUR)
    expect(newSince(wrong, DUE).map(({ reason }) => reason)).toEqual(['wrong'])
    expect(newSince(wrong, DUE + HOUR)).toEqual([])
  })

  test('an unclaimed one is over when all its reasons were about waiting and none holds', () => {
    expect(isOver(['due'], [])).toBe(true)
    expect(isOver(['due', 'severity'], [])).toBe(false)
    expect(isOver(['by-hand'], [])).toBe(false)
    expect(isOver(['due'], [{ reason: 'due', since: 1, detail: '' }])).toBe(false)
  })

  test('it is looked at again at the nearest time to come', () => {
    expect(nextLook([5, null, 12, 20], 10)).toBe(12)
    expect(nextLook([5, null], 10)).toBeNull()
  })
})
