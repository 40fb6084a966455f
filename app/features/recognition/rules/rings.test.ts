import { describe, expect, test } from 'vitest'
import { findFed, findRings, type Credit } from './rings.ts'

const credit = (from: number, to: number, times: number): Credit => ({ from, to, times, worth: 20 * times })
const everyPair = (members: readonly number[], times: number): readonly Credit[] =>
  members.flatMap((from) => members.filter((to) => to !== from).map((to) => credit(from, to, times)))
/** Askers 100 to 139 who each accepted two answers of one of four helpers, as in an honest place. */
const HONEST = Array.from({ length: 40 }, (_, n) => credit(100 + n, 1 + (n % 4), 2))

describe('rings', () => {
  test.each<[string, readonly Credit[], readonly (readonly number[])[]]>([
    ['an honest place', HONEST, []],
    ['two helpers who now and then help each other', [...HONEST, credit(1, 2, 1), credit(2, 1, 1)], []],
    ['two who credit each other', [credit(50, 51, 4), credit(51, 50, 3)], [[50, 51]]],
    ['two who do so once each', [credit(50, 51, 1), credit(51, 50, 1)], []],
    ['six who spread it thinly', everyPair([50, 51, 52, 53, 54, 55], 1), [[50, 51, 52, 53, 54, 55]]],
    ['a circle in which nothing comes back', [credit(50, 51, 3), credit(51, 52, 3), credit(52, 50, 3)], [[50, 51, 52]]],
    ['a chain', [credit(50, 51, 9), credit(51, 52, 9), credit(52, 53, 9)], []],
    ['somebody with one’s own account', [credit(50, 50, 20)], []],
  ])('%s', (_what, credits, members) => {
    expect(findRings(credits).map((ring) => ring.members)).toEqual(members)
  })

  test('a ring is found within an honest place, without those who get most of their credit elsewhere', () => {
    const ring = everyPair([50, 51, 52], 3)
    // Helper 1 answers them too, and one of them once accepted something of hers.
    const touching = [credit(50, 1, 1), credit(1, 50, 1)]
    const found = findRings([...HONEST, ...ring, ...touching])
    expect(found.map(({ members }) => members)).toEqual([[50, 51, 52]])
    expect(found[0]?.inside).toBeGreaterThan(0.9)
  })

  test('a ring of a thousand is found without a deep stack', () => {
    const members = Array.from({ length: 1000 }, (_, n) => n + 1)
    const credits = members.map((from) => credit(from, (from % 1000) + 1, 3))
    expect(findRings(credits)[0]?.members).toHaveLength(1000)
  })
})

describe('fed', () => {
  test('whoever lives on accounts that do nothing else is found; who has other credit, or feeders with a life, is not', () => {
    const fed = [credit(60, 70, 3), credit(61, 70, 3)]
    expect(findFed(fed, () => true)).toEqual([{ member: 70, feeders: [60, 61], times: 6, share: 1 }])
    expect(findFed(fed, (member) => member !== 60)).toEqual([])
    expect(findFed([...fed, credit(60, 71, 1)], () => true)).toEqual([])
    expect(findFed([...fed, ...HONEST.map(({ from }) => credit(from, 70, 2))], () => true)).toEqual([])
  })
})
