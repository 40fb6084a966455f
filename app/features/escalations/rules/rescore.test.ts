import { expect, test } from 'vitest'
import { DAY, HOUR } from '#app/kernel/clock.ts'
import { DEFAULT_WEIGHTS, type TriageFacts } from '../types.ts'
import { byNeed, factsOf, scoredBy } from './rescore.ts'
import { triage } from './triage.ts'

const FACTS: TriageFacts = {
  kind: 'question',
  severity: null,
  sameHere: 0,
  similar: 0,
  customer: 0,
  plan: '',
  accepted: 0,
  run: null,
  waited: 0,
}
const CASES: readonly Partial<TriageFacts>[] = [
  {},
  { kind: 'problem' },
  { kind: 'problem', severity: { level: 3, class: 'money', words: 'charged twice' } },
  { severity: { level: 2, class: 'stuck', words: 'asap' }, sameHere: 4, similar: 3 },
  { customer: 3, plan: 'Gold', accepted: 12 },
  { run: 0.37 },
  { run: 1.8, sameHere: 40 },
  { waited: 3 * DAY + 7 * HOUR },
]

test.each(CASES)('a stored score is counted anew from its reasons: %j', (given) => {
  const facts = { ...FACTS, ...given }
  for (const weights of [DEFAULT_WEIGHTS, { severity: 10, spread: 90, influence: 100, waiting: 0 }]) {
    const { score, why } = triage(facts, weights)
    expect(triage(factsOf(why, facts.waited), weights)).toMatchObject({ score, why })
    expect(scoredBy(7, why, facts.waited, weights)).toMatchObject({ id: 7, score })
  }
})

test('other weights make another order; of two with the same score the older one comes first', () => {
  const many = triage({ ...FACTS, sameHere: 32 }, DEFAULT_WEIGHTS).why
  const serious = triage({ ...FACTS, kind: 'problem' }, DEFAULT_WEIGHTS).why
  const order = (spread: number) => {
    const weights = { severity: 40, spread, influence: 0, waiting: 0 }
    return [scoredBy(3, serious, 0, weights), scoredBy(2, many, 0, weights), scoredBy(1, serious, 0, weights)]
      .sort(byNeed)
      .map((one) => one.id)
  }
  expect(order(10)).toEqual([1, 3, 2])
  expect(order(30)).toEqual([2, 1, 3])
})
