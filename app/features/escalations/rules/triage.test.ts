import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY } from '#app/kernel/clock.ts'
import { DEFAULT_WEIGHTS, type SeverityLevel, type TriageFacts } from '../types.ts'
import { triage } from './triage.ts'

const NOTHING: TriageFacts = {
  kind: 'question',
  severity: null,
  sameHere: 0,
  similar: 0,
  customer: 0,
  plan: '',
  accepted: 0,
  run: 0,
  waited: 0,
}
const severity = (level: SeverityLevel) => ({ level, class: 'money' as const, words: 'charged twice' })
const score = (facts: Partial<TriageFacts>) => triage({ ...NOTHING, ...facts }, DEFAULT_WEIGHTS)

describe('the triage score', () => {
  test('is the sum of its parts, as the published formula says', () => {
    expect(score({})).toMatchObject({ severity: 0, spread: 0, influence: 0, waiting: 0, score: 0 })
    expect(score({ severity: severity(4), sameHere: 4, similar: 6, customer: 3, run: 1.6 })).toMatchObject({
      severity: 40,
      spread: 14, // 20 × log2(11) / log2(33)
      influence: 15,
      waiting: 20, // 25 × 1.6 / 2
      score: 89,
    })
  })

  test.each([
    ['a problem is severity 1 at least', { kind: 'problem' }, { severity: 20 }],
    ['severity 2', { severity: severity(2) }, { severity: 28 }],
    ['severity 3', { severity: severity(3) }, { severity: 34 }],
    ['one more who has it', { sameHere: 1 }, { spread: 4 }],
    ['thirty-two', { sameHere: 32 }, { spread: 20 }],
    ['a thousand', { sameHere: 1000 }, { spread: 20 }],
    ['three quarters of the promised time', { run: 0.75 }, { waiting: 9 }],
    ['the promised time', { run: 1 }, { waiting: 13 }],
    ['twice the promised time', { run: 2 }, { waiting: 25 }],
    ['a hundred times', { run: 100 }, { waiting: 25 }],
    ['a week without a promise', { run: null, waited: 7 * DAY }, { waiting: 13 }],
    ['fifty accepted answers', { accepted: 50 }, { influence: 9 }],
    ['a customer that counts somewhat', { customer: 1 }, { influence: 6 }],
    ['a clock that went back', { run: -3, waited: -DAY }, { waiting: 0 }],
  ])('%s', (_what, facts, parts) => {
    expect(score(facts)).toMatchObject(parts)
  })

  const anyFacts = fc.record({
    kind: fc.constantFrom('question', 'problem'),
    severity: fc.option(fc.constantFrom<SeverityLevel>(0, 1, 2, 3, 4).map(severity), { nil: null }),
    sameHere: fc.nat(10_000),
    similar: fc.nat(10_000),
    customer: fc.integer({ min: 0, max: 3 }),
    plan: fc.constant(''),
    accepted: fc.nat(100_000),
    run: fc.option(fc.double({ min: 0, max: 1000, noNaN: true }), { nil: null }),
    waited: fc.nat(),
  })
  const anyWeights = fc.record({
    severity: fc.integer({ min: 1, max: 100 }),
    spread: fc.integer({ min: 0, max: 100 }),
    influence: fc.integer({ min: 0, max: 100 }),
    waiting: fc.integer({ min: 0, max: 100 }),
  })

  test('influence alone never reaches severity 1, whatever the weights are', () => {
    fc.assert(
      fc.property(anyFacts, anyWeights, (facts, weights) => {
        const influential = triage({ ...NOTHING, customer: 3, accepted: facts.accepted }, weights)
        const one = triage({ ...NOTHING, severity: severity(1) }, weights)
        expect(influential.influence).toBeLessThan(Math.max(1, one.severity))
      }),
    )
  })

  test('every part is a whole number within its weight, and more of anything never lowers the score', () => {
    fc.assert(
      fc.property(anyFacts, anyWeights, fc.nat(50), (facts, weights, more) => {
        const made = triage(facts, weights)
        for (const part of ['severity', 'spread', 'influence', 'waiting'] as const) {
          expect(Number.isInteger(made[part])).toBe(true)
          expect(made[part]).toBeGreaterThanOrEqual(0)
          expect(made[part]).toBeLessThanOrEqual(weights[part])
        }
        expect(made.score).toBe(made.severity + made.spread + made.influence + made.waiting)
        const grown = { ...facts, sameHere: facts.sameHere + more, accepted: facts.accepted + more }
        expect(triage(grown, weights).score).toBeGreaterThanOrEqual(made.score)
        if (facts.run !== null)
          expect(triage({ ...facts, run: facts.run + more }, weights).score).toBeGreaterThanOrEqual(made.score)
      }),
    )
  })
})
