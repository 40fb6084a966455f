import { describe, expect, test } from 'vitest'
import { dueAwards, matchesAll, progressOf, readRule, type Measured } from './badge-rule.ts'
import { waterOf } from './pail.ts'

const measured = (best: number, ...reachedAt: (number | null)[]): Measured => ({
  memberId: 1,
  period: '',
  best,
  reachedAt,
})

describe('a badge', () => {
  test.each([
    ['once', measured(3, 10), [{ step: 0, at: 10 }]],
    ['once', measured(3, null), []],
    [
      'steps',
      measured(7, 10, 20, null),
      [
        { step: 1, at: 10 },
        { step: 2, at: 20 },
      ],
    ],
    ['yearly', { ...measured(7, 10), period: '2026' }, [{ step: 0, at: 10, period: '2026' }]],
  ] as const)('of the kind %s is due by what was measured', (kind, given, expected) => {
    expect(dueAwards(kind, [given])).toMatchObject(expected)
    expect(dueAwards(kind, [given])).toHaveLength(expected.length)
  })

  test.each([
    [[5], undefined, null],
    [[5], measured(0, null), null],
    [[5], measured(3, null), { have: 3, need: 5 }],
    [[5], measured(9, null), { have: 4, need: 5 }],
    [[5], measured(9, 1), null],
    [[1, 3, 5], measured(4, 1, 2, null), { have: 4, need: 5 }],
  ] as const)('with the needs %j and %j has the progress %j', (needs, given, expected) => {
    expect(progressOf(needs, given)).toEqual(expected)
  })

  test('in three steps is filled by a third, two thirds and to the brim', () => {
    expect([waterOf(1, 3), waterOf(2, 3), waterOf(3, 3), waterOf(0, 1), waterOf(1, 2), waterOf(2, 2)]).toEqual([
      1, 2, 3, 3, 1, 3,
    ])
  })

  test.each([
    [4, 4, false],
    [5, 5, true],
    [8, 10, false],
    [9, 10, true],
  ])('that %i of %i would get is for everybody: %s', (would, known, expected) => {
    expect(matchesAll(would, known)).toBe(expected)
  })

  test('of a former version asks for nothing that it did not know', () => {
    expect(readRule('{"outcomes":["accepted","posting"],"count":2}')).toMatchObject({
      outcomes: ['accepted'],
      count: 2,
      words: [],
      people: null,
    })
  })
})
