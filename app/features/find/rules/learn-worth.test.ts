import { expect, test } from 'vitest'
import { learnWorth, LEAST_FACTOR, MOST_FACTOR, type SeenSearch } from './learn-worth.ts'

const search = (opened: readonly string[], solved: readonly string[] = []): SeenSearch => ({
  shown: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
  opened: new Set(opened),
  solved: new Set(solved),
})
const times = (count: number, one: SeenSearch): SeenSearch[] => Array.from({ length: count }, () => one)
const factorOf = (searches: readonly SeenSearch[], hit: string): number =>
  learnWorth(searches).find((one) => one.hit === hit)?.factor ?? 1

test('a hit further down that is opened as often as the first is worth more than the first', () => {
  const searches = [...times(10, search(['a'])), ...times(10, search(['e']))]

  expect(factorOf(searches, 'e')).toBeGreaterThan(factorOf(searches, 'a'))
  expect(factorOf(searches, 'e')).toBeGreaterThan(1.05)
})

test('what solved the question says more than what was opened', () => {
  const opened = [...times(6, search(['a'])), ...times(6, search(['c']))]
  const solved = [...times(6, search(['a'])), ...times(6, search(['c'], ['c']))]

  expect(factorOf(solved, 'c')).toBeGreaterThan(factorOf(opened, 'c'))
})

test('however much speaks for a hit or against it, its worth stays in bounds', () => {
  const searches = times(10_000, search(['h'], ['h']))

  const factors = learnWorth(searches).map(({ factor }) => factor)
  expect(Math.max(...factors)).toBe(MOST_FACTOR)
  expect(Math.min(...factors)).toBe(LEAST_FACTOR)
})

test('a few searches and a few clicks teach nothing', () => {
  expect(learnWorth(times(4, search(['h'], ['h'])))).toEqual([])
  expect(learnWorth([...times(20, search([])), search(['h'])])).toEqual([])
})
