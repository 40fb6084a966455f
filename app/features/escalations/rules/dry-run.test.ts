import { expect, test } from 'vitest'
import { HOUR } from '#app/kernel/clock.ts'
import { DEFAULT_RULES } from '../types.ts'
import { wouldHold, type PastThread, type RuleName } from './dry-run.ts'

const NOW = 1000 * HOUR
const ASKED = 900 * HOUR
const at = (hours: number): number => ASKED + hours * HOUR

const QUIET: PastThread = {
  askedAt: ASKED,
  answeredAt: at(1),
  endedAt: null,
  didNotHelp: [],
  pausedAt: null,
  riskAt: at(6),
  dueAt: at(8),
  solveDueAt: at(40),
  severity: null,
  sameHere: [],
  turns: [],
  wrongAt: null,
  privateAt: null,
  askedForAt: null,
  customer: 0,
}
const turn = (from: number, until: number | null = null, count = 1) => ({
  at: at(from),
  until: until === null ? null : at(until),
  count,
})
const NEVER = { answeredAt: null } as const
const five = (hours: number, apart: number) => [4, 3, 2, 1, 0].map((n) => at(hours) + n * apart * HOUR)

test.each<readonly [RuleName, boolean, Partial<PastThread>]>([
  ['due', false, {}],
  ['due', true, NEVER],
  ['due', true, { answeredAt: at(9) }],
  ['due', false, { answeredAt: at(8) }],
  ['due', false, { ...NEVER, endedAt: at(7) }],
  ['due', true, { ...NEVER, endedAt: at(9) }],
  ['due', false, { ...NEVER, pausedAt: at(2) }],
  ['due', true, { ...NEVER, pausedAt: at(20) }],
  ['due', true, { didNotHelp: [at(10)] }],
  ['due', false, { didNotHelp: [at(10)], endedAt: at(9) }],
  ['due', false, { ...NEVER, dueAt: null }],
  ['due', false, { ...NEVER, dueAt: NOW + 1 }],
  ['atRisk', true, { answeredAt: at(7) }],
  ['atRisk', false, { answeredAt: at(5) }],
  ['atRisk', false, { ...NEVER, privateAt: ASKED }],
  ['solve-due', false, {}],
  ['solve-due', false, NEVER],
  ['solve-due', true, { ...NEVER, dueAt: null }],
  ['solve-due', true, { didNotHelp: [at(10)] }],
  ['solve-due', true, { turns: [turn(3)] }],
  ['solve-due', true, { turns: [turn(3, 41)] }],
  ['solve-due', true, { turns: [turn(50, 51)] }],
  ['solve-due', false, { turns: [turn(3, 39)] }],
  ['solve-due', false, { turns: [turn(3)], endedAt: at(39) }],
  ['severity', false, {}],
  ['severity', false, { severity: { level: 2, class: 'stuck', words: 'asap' } }],
  ['severity', true, { severity: { level: 3, class: 'money', words: 'scam' } }],
  ['came-back', false, { turns: [turn(2)] }],
  ['came-back', true, { turns: [turn(2, 3), turn(4, null, 2)] }],
  ['came-back', true, { turns: [turn(4, 28, 2), turn(29, 30, 3)] }],
  ['came-back', false, { turns: [turn(4, 27, 2), turn(29, 30, 3)] }],
  ['came-back', false, { turns: [turn(4, null, 2)], endedAt: at(27) }],
  ['did-not-help', false, {}],
  ['did-not-help', true, { didNotHelp: [at(10)] }],
  ['wrong', true, { wrongAt: at(10) }],
  ['spread', true, { ...NEVER, sameHere: five(0, 0.5) }],
  ['spread', false, { ...NEVER, sameHere: five(0, 1) }],
  ['spread', false, { ...NEVER, sameHere: five(0, 0.5).slice(1) }],
  ['spread', false, { sameHere: five(2, 0.1) }],
  ['spread', true, { sameHere: five(2, 0.1), didNotHelp: [at(2)] }],
  ['influence', false, { customer: 1 }],
  ['influence', true, { customer: 2 }],
  ['private', true, { privateAt: ASKED }],
  ['private', false, { privateAt: at(2) }],
  ['asked', true, { askedForAt: at(2) }],
])('the rule “%s” would have held: %s, where %j', (rule, held, given) => {
  expect(wouldHold({ ...QUIET, ...given }, rule, DEFAULT_RULES, NOW)).toBe(held)
})
