import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseOwner, type Colleague } from './routing.ts'

const one = (id: number, given: Partial<Colleague> = {}): Colleague => ({
  id,
  open: 0,
  mostOpen: null,
  givenAt: null,
  isHere: true,
  isAgent: true,
  knows: [],
  ...given,
})
const BILLING = { knows: ['billing'] }

describe('who is given the next one', () => {
  test.each<readonly [string, readonly Colleague[], number | null]>([
    ['nobody', [], null],
    ['whoever holds the fewest', [one(1, { open: 2 }), one(2, { open: 1 })], 2],
    ['of those alike whose last one is longest ago', [one(1, { givenAt: 9 }), one(2, { givenAt: 5 })], 2],
    ['of those alike who never had one', [one(1, { givenAt: 9 }), one(2)], 2],
    ['whoever knows the subject, though they hold more', [one(1), one(2, { open: 4, ...BILLING })], 2],
    ['whoever knows more of it', [one(1, BILLING), one(2, { open: 1, knows: ['billing', 'German'] })], 2],
    ['of two who know it whoever holds fewer', [one(1, { open: 3, ...BILLING }), one(2, { open: 2, ...BILLING })], 2],
    ['somebody else where who knows it is away', [one(1), one(2, { isHere: false, ...BILLING })], 1],
    ['somebody else where who knows it is full', [one(1), one(2, { open: 3, mostOpen: 3, ...BILLING })], 1],
  ])('%s', (_who, colleagues, chosen) => {
    expect(chooseOwner(colleagues, null)?.id ?? null).toBe(chosen)
  })

  test('never somebody who is away, full or left out, and always somebody where one can take it', () => {
    const colleague = fc.record({
      open: fc.nat(5),
      mostOpen: fc.option(fc.integer({ min: 1, max: 5 })),
      givenAt: fc.option(fc.nat(9)),
      isHere: fc.boolean(),
      knows: fc.subarray(['billing', 'German']),
    })
    fc.assert(
      fc.property(fc.array(colleague, { maxLength: 6 }), fc.option(fc.nat(4)), fc.nat(6), (some, most, not) => {
        const colleagues = some.map((given, id) => ({ id, isAgent: true, ...given }))
        const able = colleagues.filter(
          ({ id, isHere, open, mostOpen }) => isHere && id !== not && open < (mostOpen ?? most ?? Infinity),
        )
        const chosen = chooseOwner(colleagues, most, [not])
        expect(chosen === null).toBe(able.length === 0)
        if (chosen) {
          expect(able).toContainEqual(chosen)
          expect(able.every(({ knows }) => knows.length <= chosen.knows.length)).toBe(true)
        }
      }),
    )
  })
})
