import { expect, test } from 'vitest'
import { isEnough, learnOrder, likelyTaken, type Verdict } from './learnt-order.ts'
import { worthOf } from './verdict.ts'

const verdicts = (count: number): readonly Verdict[] =>
  Array.from({ length: count }, (_, n) => ({ features: { 'how-to': n % 2, length: 0.3 }, worth: n % 2 }))

test('the order follows verdicts only once there are enough of both kinds', () => {
  expect(isEnough(verdicts(28))).toBe(false)
  expect(isEnough(verdicts(30))).toBe(true)
  expect(isEnough(verdicts(80).map(({ worth }) => ({ worth: worth * 0 })))).toBe(false)
})

test('what editors take is likelier to be taken, and the same verdicts give the same order', () => {
  const learnt = learnOrder(verdicts(40))
  expect(likelyTaken({ 'how-to': 1 }, learnt)).toBeGreaterThan(0.6)
  expect(likelyTaken({ 'how-to': 0 }, learnt)).toBeLessThan(0.4)
  expect(learnOrder(verdicts(40))).toEqual(learnt)
})

test('a verdict is worth what an editor kept', () => {
  const parts = ['Open the menu.', 'Choose Options.']
  const of = (title: string, body: string): number => worthOf({ parts, title: 'How', published: { title, body } })
  expect(of('How', 'Open the menu. Choose Options.')).toBeGreaterThan(95)
  expect(of('Another', 'Open the menu. Choose Options.')).toBeLessThan(95)
  expect(of('How', 'Open the menu.')).toBeLessThan(60)
  expect(of('How', 'All is new here.')).toBe(0)
})
