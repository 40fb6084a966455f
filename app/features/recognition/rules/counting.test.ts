import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY } from '#app/kernel/clock.ts'
import type { Level } from '../types.ts'
import { countClaims, type Claim } from './caps.ts'
import { reputationAt, shareOf, sumWorth } from './decay.ts'
import { nextStanding } from './levels.ts'
import { dayOf, monthSpan, periodsOf } from './periods.ts'

const claim = fc.record({
  id: fc.integer({ min: 1, max: 1_000_000 }),
  at: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 2, 31) }),
  giver: fc.option(fc.constantFrom('1', '2', 'ring 3')),
  worth: fc.integer({ min: 1, max: 40 }),
  isBarred: fc.boolean(),
})
const claims = fc
  .uniqueArray(claim, { selector: ({ id }) => id, maxLength: 60 })
  .map((all): Claim[] => all.map((one) => ({ ...one, day: dayOf(one.at), reason: 'accepted' })))
const CAPS = { pairCap: 50, dayCap: 70 }

describe('caps', () => {
  test('no giver brings more in a month, and no day more, than its cap; nothing counts more than it is worth', () => {
    fc.assert(
      fc.property(claims, (all) => {
        const counted = countClaims(all, CAPS)
        const sums = new Map<string, number>()
        for (const one of all) {
          const points = counted.get(one.id)?.points ?? -1
          expect(points).toBeGreaterThanOrEqual(0)
          expect(points).toBeLessThanOrEqual(one.isBarred ? 0 : one.worth)
          const day = `day ${one.day}`
          sums.set(day, (sums.get(day) ?? 0) + points)
          if (one.giver === null) continue
          const pair = `pair ${one.giver} ${monthSpan(one.day).first}`
          sums.set(pair, (sums.get(pair) ?? 0) + points)
        }
        for (const [key, sum] of sums)
          expect(sum, key).toBeLessThanOrEqual(key.startsWith('day') ? CAPS.dayCap : CAPS.pairCap)
      }),
    )
  })

  test('the order in which entries are read changes nothing', () => {
    fc.assert(
      fc.property(claims, (all) => {
        expect([...countClaims([...all].reverse(), CAPS)].sort()).toEqual([...countClaims(all, CAPS)].sort())
      }),
    )
  })
})

describe('decay', () => {
  test('after a half-life a point is worth half, whenever it is asked', () => {
    const at = Date.UTC(2026, 4, 1)
    const share = shareOf(10, at, 90)
    expect(reputationAt(share, at, 90)).toBeCloseTo(10, 6)
    expect(reputationAt(share, at + 90 * DAY, 90)).toBeCloseTo(5, 6)
    expect(sumWorth(10, at, 90)).toBeCloseTo(share, 6)
  })

  test('two sums keep their order while time passes, and stay finite for fifty years', () => {
    const early = shareOf(100, Date.UTC(2026, 0, 1), 30)
    const late = shareOf(60, Date.UTC(2026, 1, 1), 30)
    for (const now of [2027, 2030, 2076].map((year) => Date.UTC(year, 0, 1)))
      expect(reputationAt(late, now, 30) > reputationAt(early, now, 30)).toBe(late > early)
    expect(Number.isFinite(shareOf(1000, Date.UTC(2076, 0, 1), 30))).toBe(true)
  })
})

describe('periods', () => {
  test.each([
    ['2026-11-30', '2026-W49', '2026-Q4'],
    ['2027-01-03', '2026-W53', '2027-Q1'],
    ['2027-01-04', '2027-W01', '2027-Q1'],
    ['2024-12-30', '2025-W01', '2024-Q4'],
    ['1970-01-01', '1970-W01', '1970-Q1'],
  ])('%s lies in %s and %s', (day, week, quarter) => {
    const names = periodsOf(dayOf(Date.parse(`${day}T12:00:00Z`)))
    expect(names).toMatchObject({ week, quarter, year: day.slice(0, 4), month: day.slice(0, 7) })
  })
})

describe('levels', () => {
  const level = (position: number, threshold: number): Level => ({
    id: position + 10,
    position,
    name: `Level ${position}`,
    threshold,
    rights: [],
    perks: '',
    givesAdvocate: false,
    needsApplication: false,
  })
  const LEVELS = [level(0, 0), level(1, 50), level(2, 300)]
  const on = (levelId: number | null, fallsAt: number | null = null) => ({ levelId, fallsAt })

  test.each([
    ['begins on the lowest', 0, on(null), on(10)],
    ['rises at once, past one', 300, on(10), on(12)],
    ['stays where it belongs', 60, on(11), on(11)],
    ['falls with grace', 40, on(11), on(11, 1000 + 30 * DAY)],
    ['keeps the first day of grace', 40, on(11, 5000), on(11, 5000)],
    ['earns it back in time', 55, on(11, 5000), on(11)],
    ['falls when the time is over', 40, on(12, 500), on(10)],
    ['counts fifty earned a minute ago as fifty', 49.99, on(10), on(11)],
  ])('%s', (_what, reputation, had, expected) => {
    expect(nextStanding(LEVELS, reputation, 1000, had, 30)).toEqual(expected)
  })
})
