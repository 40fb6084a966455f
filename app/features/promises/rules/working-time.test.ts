import { DateTime } from 'luxon'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CategoryPromise, Span, WorkingCalendar } from '../types.ts'
import { DAY, HOUR, MINUTE } from '#app/kernel/clock.ts'
import { dueTimes, ranUntil } from './due.ts'
import { inOrder } from './stored-hours.ts'
import { addWorking, LONGEST_DAYS, subtractWorking, workingBetween } from './working-time.ts'

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Africa/Cairo', // its summer begins at midnight
  'Pacific/Kiritimati',
]

const nine: readonly Span[] = [{ from: 9 * 60, until: 17 * 60 }]
const allDay: readonly Span[] = [{ from: 0, until: 1440 }]
const OFFICE = [nine, nine, nine, nine, nine, [], []]
const ROUND = [allDay, allDay, allDay, allDay, allDay, allDay, allDay]

function aCalendar(given: Partial<WorkingCalendar> = {}): WorkingCalendar {
  return { id: 1, name: 'Hours', zone: 'Europe/Berlin', week: OFFICE, days: {}, closures: [], ...given }
}

/** The instant of a local time: "2026-03-27 17:00". */
function at(local: string, zone = 'Europe/Berlin'): number {
  return DateTime.fromSQL(local, { zone }).toMillis()
}

function shown(instant: number | null, zone = 'Europe/Berlin'): string | null {
  return instant === null ? null : DateTime.fromMillis(instant, { zone }).toFormat('yyyy-MM-dd HH:mm')
}

describe('adding working time', () => {
  test.each<[string, Partial<WorkingCalendar>, string, number, string]>([
    ['over a weekend', {}, '2026-03-20 17:00', 4, '2026-03-23 13:00'],
    ['within a day', {}, '2026-03-20 09:30', 4, '2026-03-20 13:30'],
    ['to the end of a day, not to the next morning', {}, '2026-03-19 09:00', 8, '2026-03-19 17:00'],
    ['asked before work begins', {}, '2026-03-19 03:00', 1, '2026-03-19 10:00'],
    ['asked on Saturday', {}, '2026-03-21 12:00', 1, '2026-03-23 10:00'],
    ['over a holiday', { days: { '2026-03-23': [] } }, '2026-03-20 17:00', 4, '2026-03-24 13:00'],
    ['a short day', { days: { '2026-03-23': [{ from: 540, until: 720 }] } }, '2026-03-20 17:00', 4, '2026-03-24 10:00'],
    ['a working Saturday', { days: { '2026-03-21': nine } }, '2026-03-20 17:00', 4, '2026-03-21 13:00'],
    [
      'over a closure',
      { closures: [{ from: at('2026-03-23 10:00'), until: at('2026-03-23 12:00') }] },
      '2026-03-20 17:00',
      4,
      '2026-03-23 15:00',
    ],
    [
      'a lunch break',
      {
        week: ROUND.map(() => [
          { from: 540, until: 720 },
          { from: 780, until: 1020 },
        ]),
      },
      '2026-03-20 11:00',
      2,
      '2026-03-20 14:00',
    ],
    ['round the clock', { week: ROUND }, '2026-03-20 17:00', 8, '2026-03-21 01:00'],
    [
      'a night shift',
      {
        week: ROUND.map(() => [
          { from: 0, until: 360 },
          { from: 1320, until: 1440 },
        ]),
      },
      '2026-03-20 23:00',
      4,
      '2026-03-21 03:00',
    ],
    ['round the clock in the night that has 23 hours', { week: ROUND }, '2026-03-28 20:00', 8, '2026-03-29 05:00'],
    ['round the clock in the night that has 25 hours', { week: ROUND }, '2026-10-24 20:00', 8, '2026-10-25 03:00'],
    ['days on both sides of the change keep their hours', {}, '2026-03-27 13:00', 8, '2026-03-30 13:00'],
    [
      'the hour that is skipped',
      { week: ROUND.map(() => [{ from: 150, until: 240 }]) },
      '2026-03-29 00:00',
      1,
      '2026-03-29 04:00',
    ],
    [
      'the hour that comes twice',
      { week: ROUND.map(() => [{ from: 150, until: 240 }]) },
      '2026-10-25 00:00',
      2,
      '2026-10-25 03:30',
    ],
  ])('%s', (_name, given, from, hours, due) => {
    const calendar = aCalendar(given)

    const found = addWorking(calendar, at(from), hours * HOUR)

    expect(shown(found)).toBe(due)
  })

  test('half an hour of summer is half an hour', () => {
    const calendar = aCalendar({ zone: 'Australia/Lord_Howe', week: ROUND })
    const day = (from: string, until: string): number =>
      workingBetween(calendar, at(`${from} 00:00`, calendar.zone), at(`${until} 00:00`, calendar.zone))

    expect(day('2026-10-04', '2026-10-05')).toBe(23.5 * HOUR)
    expect(day('2026-10-10', '2026-10-11')).toBe(DAY)
    expect(day('2026-04-05', '2026-04-06')).toBe(24.5 * HOUR)
  })

  test('a zone that leaves summer for a month keeps its office hours', () => {
    // Morocco went back an hour for Ramadan from 18 February to 22 March 2026.
    const calendar = aCalendar({ zone: 'Africa/Casablanca' })
    const from = at('2026-02-13 17:00', calendar.zone)

    expect(shown(addWorking(calendar, from, 4 * HOUR), calendar.zone)).toBe('2026-02-16 13:00')
    expect(shown(addWorking(calendar, from, 44 * HOUR), calendar.zone)).toBe('2026-02-23 13:00')
  })

  test('a day that a zone left out has no hours', () => {
    // Samoa went from the 29th to the 31st of December 2011.
    const calendar = aCalendar({ zone: 'Pacific/Apia' })

    const due = addWorking(calendar, at('2011-12-29 13:00', calendar.zone), 5 * HOUR)

    expect(shown(due, calendar.zone)).toBe('2012-01-02 10:00')
  })

  test('a day that begins at one o’clock is an hour shorter', () => {
    const calendar = aCalendar({ zone: 'Africa/Cairo', week: ROUND })
    const midnight = at('2026-04-24 01:00', calendar.zone)

    expect(workingBetween(calendar, midnight - HOUR, midnight)).toBe(HOUR)
    expect(workingBetween(calendar, midnight, at('2026-04-25 00:00', calendar.zone))).toBe(23 * HOUR)
  })

  test('what would take more than five years is never due', () => {
    const none = aCalendar({ week: [[], [], [], [], [], [], []] })
    const little = aCalendar({ week: [[{ from: 0, until: 1 }], [], [], [], [], [], []] })
    const from = at('2026-03-20 17:00')

    expect(addWorking(none, from, 1)).toBeNull()
    expect(subtractWorking(none, from, 1)).toBeNull()
    expect(addWorking(little, from, 5 * HOUR)).toBeNull()
    expect(addWorking(little, from, 250 * MINUTE)).toBeLessThan(from + LONGEST_DAYS * DAY)
    expect(addWorking(none, from, 0)).toBe(from)
  })
})

describe('when a promise is over', () => {
  const promised: CategoryPromise = { firstMinutes: 240, solveMinutes: 2400, riskPercent: 75, calendar: aCalendar() }
  const from = at('2026-03-20 17:00')

  test('at risk at three quarters, and each time in its own', () => {
    const due = dueTimes({ from, promise: promised, pauses: [] })

    expect(shown(due.riskAt)).toBe('2026-03-23 12:00')
    expect(shown(due.dueAt)).toBe('2026-03-23 13:00')
    expect(shown(due.solveDueAt)).toBe('2026-03-27 17:00')
  })

  test.each([
    [50, '2026-03-23 11:00'],
    [95, '2026-03-23 12:48'],
    [null, null],
  ])('at risk at %s per cent is at %s', (riskPercent, when) => {
    const due = dueTimes({ from, promise: { ...promised, riskPercent }, pauses: [] })

    expect(due.riskAt === null ? null : shown(due.riskAt)).toBe(when)
    expect(shown(due.dueAt)).toBe('2026-03-23 13:00')
  })

  test('what is not promised is never due', () => {
    const due = dueTimes({ from, promise: { ...promised, firstMinutes: null }, pauses: [] })

    expect(due).toMatchObject({ riskAt: null, dueAt: null })
    expect(shown(due.solveDueAt)).toBe('2026-03-27 17:00')
  })

  test.each<[string, readonly (readonly [string, string | null])[], string]>([
    ['a pause at night changes nothing', [['2026-03-20 18:00', '2026-03-23 08:00']], '2026-03-23 13:00'],
    ['a pause at work moves it by what it took', [['2026-03-23 10:00', '2026-03-23 11:30']], '2026-03-23 14:30'],
    ['a pause that ends at night', [['2026-03-23 12:00', '2026-03-23 20:00']], '2026-03-24 10:00'],
    ['an open one leaves the time where it was', [['2026-03-23 10:00', null]], '2026-03-23 13:00'],
    [
      'pauses that overlap count once',
      [
        ['2026-03-23 10:00', '2026-03-23 12:00'],
        ['2026-03-23 11:00', '2026-03-23 12:00'],
      ],
      '2026-03-23 15:00',
    ],
    ['one from before the question', [['2026-03-19 10:00', '2026-03-23 10:00']], '2026-03-23 14:00'],
    ['one that begins when the time is over', [['2026-03-23 13:00', '2026-03-23 15:00']], '2026-03-23 13:00'],
    [
      'one that ends before it began, since a clock jumped',
      [['2026-03-23 12:00', '2026-03-23 10:00']],
      '2026-03-23 13:00',
    ],
  ])('%s', (_name, stretches, due) => {
    const pauses = stretches.map(([start, end]) => ({ from: at(start), until: end === null ? null : at(end) }))

    expect(shown(dueTimes({ from, promise: promised, pauses }).dueAt)).toBe(due)
  })

  test('what has run stands still in a pause', () => {
    const pauses = [
      { from: at('2026-03-23 10:00'), until: at('2026-03-23 11:00') },
      { from: at('2026-03-23 12:00'), until: null },
    ]
    const ran = (until: string): number => ranUntil({ from, promise: promised, pauses }, at(until)) / HOUR

    expect([
      ran('2026-03-23 09:30'),
      ran('2026-03-23 10:30'),
      ran('2026-03-23 11:30'),
      ran('2026-03-25 10:00'),
    ]).toEqual([0.5, 1, 1.5, 2])
  })
})

// Any calendar: hours of each weekday in quarters of an hour, some dates with other hours, some closures.
const someSpans = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 96 })), { maxLength: 3 })
  .map((pairs) =>
    inOrder(pairs.map(([from, length]) => ({ from: from * 15, until: Math.min(1440, (from + length) * 15) }))),
  )
/** 2026, with the changes of every zone. */
const someTime = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) })
const someSpan = fc.integer({ min: 0, max: 60 * HOUR })
const someStretch = fc
  .tuple(someTime, fc.integer({ min: 1, max: 10 * DAY }))
  .map(([from, length]) => ({ from, until: from + length }))
const someDate = someTime.map((time) => new Date(time).toISOString().slice(0, 10))
const someCalendar = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    week: fc.array(someSpans, { minLength: 7, maxLength: 7 }),
    days: fc.dictionary(someDate, someSpans, { maxKeys: 5 }),
    closures: fc.array(someStretch, { maxLength: 3 }),
  })
  .filter(({ week }) => week.some((spans) => spans.length > 0))
  .map(aCalendar)
const RUNS = { numRuns: 300 }

describe('for any calendar', () => {
  test('as much time has run when it is due as was added', () => {
    fc.assert(
      fc.property(someCalendar, someTime, someSpan, (calendar, from, span) => {
        const due = addWorking(calendar, from, span)
        fc.pre(due !== null)
        expect(due === null ? null : workingBetween(calendar, from, due)).toBe(span)
      }),
      RUNS,
    )
  })

  test('subtracting takes back what was added, and adding what was subtracted', () => {
    fc.assert(
      fc.property(someCalendar, someTime, someSpan, (calendar, time, span) => {
        const due = addWorking(calendar, time, span)
        fc.pre(due !== null && span > 0)
        const back = subtractWorking(calendar, due ?? 0, span)
        // From night to the morning no time runs: taking back ends at the last instant of it.
        expect(back).toBeGreaterThanOrEqual(time)
        expect(workingBetween(calendar, time, back ?? 0)).toBe(0)
        expect(addWorking(calendar, back ?? 0, span)).toBe(due)
        expect(subtractWorking(calendar, addWorking(calendar, back ?? 0, span) ?? 0, span)).toBe(back)
      }),
      RUNS,
    )
  })

  test('who asks later hears later, and more time is due later', () => {
    fc.assert(
      fc.property(someCalendar, someTime, someTime, someSpan, someSpan, (calendar, one, two, span, more) => {
        const [first, second] = [Math.min(one, two), Math.max(one, two)]
        const due = addWorking(calendar, first, span)
        const later = addWorking(calendar, second, span)
        const longer = addWorking(calendar, first, span + more)
        fc.pre(due !== null && later !== null && longer !== null)
        expect(later).toBeGreaterThanOrEqual(due ?? 0)
        expect(longer).toBeGreaterThanOrEqual(due ?? 0)
      }),
      RUNS,
    )
  })

  test('two stretches of time have the working time of both, and adding twice is adding the sum', () => {
    fc.assert(
      fc.property(someCalendar, fc.tuple(someTime, someTime, someTime), someSpan, someSpan, (calendar, times, a, b) => {
        const [one = 0, two = 0, three = 0] = times.toSorted((x, y) => x - y)
        expect(workingBetween(calendar, one, two) + workingBetween(calendar, two, three)).toBe(
          workingBetween(calendar, one, three),
        )
        const first = addWorking(calendar, one, a)
        fc.pre(first !== null)
        expect(addWorking(calendar, first ?? 0, b)).toBe(b === 0 ? first : addWorking(calendar, one, a + b))
      }),
      RUNS,
    )
  })

  test('round the clock every millisecond is working time, in every zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), someTime, someTime, (zone, one, two) => {
        const calendar = aCalendar({ zone, week: ROUND })
        expect(workingBetween(calendar, Math.min(one, two), Math.max(one, two))).toBe(Math.abs(one - two))
      }),
      RUNS,
    )
  })

  test('a closure that is entered later never makes anything due earlier', () => {
    fc.assert(
      fc.property(someCalendar, someTime, someSpan, someStretch, (calendar, from, span, closure) => {
        const due = addWorking(calendar, from, span)
        const closed = addWorking({ ...calendar, closures: [...calendar.closures, closure] }, from, span)
        fc.pre(due !== null)
        if (closed !== null) expect(closed).toBeGreaterThanOrEqual(due ?? 0)
      }),
      RUNS,
    )
  })

  test('a pause is a closure of one thread', () => {
    fc.assert(
      fc.property(someCalendar, someTime, fc.array(someStretch, { maxLength: 3 }), (calendar, from, pauses) => {
        const promise = { firstMinutes: 600, solveMinutes: null, riskPercent: 75, calendar }
        const closed = { ...calendar, closures: [...calendar.closures, ...pauses] }
        const { dueAt } = dueTimes({ from, promise, pauses })
        fc.pre(dueAt !== null)
        expect(dueAt).toBe(addWorking(closed, from, 600 * MINUTE))
        expect(ranUntil({ from, promise, pauses }, dueAt ?? 0)).toBe(600 * MINUTE)
      }),
      RUNS,
    )
  })

  test('asking the zone by instants finds the same hours as asking the clock on the wall', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), someTime, (zone, time) => {
        const calendar = aCalendar({ zone })
        const wall = DateTime.fromMillis(time, { zone })
        const works = wall.weekday <= 5 && wall.hour >= 9 && wall.hour < 17
        expect(workingBetween(calendar, time, time + 1)).toBe(works ? 1 : 0)
      }),
      { numRuns: 2000 },
    )
  })
})
