import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import type { Span, WorkingCalendar } from '../types.ts'
import { HOUR } from '#app/kernel/clock.ts'
import { askedDueWords, promiseWords, weekWords } from './promise-words.ts'
import { addWorking } from './working-time.ts'

const at = (from: number, until: number): Span => ({ from: from * 60, until: until * 60 })
const nine = [at(9, 17)]
const OFFICE = [nine, nine, nine, nine, nine, [], []]
const ROUND = Array.from({ length: 7 }, () => [at(0, 24)])
const calendar: WorkingCalendar = { id: 1, name: '', zone: 'Europe/Berlin', week: OFFICE, days: {}, closures: [] }
const READER = { locale: 'en', zone: 'Europe/Berlin' } as const

describe('a promise in words', () => {
  test.each<[number | null, number | null, readonly (readonly Span[])[], string]>([
    [480, null, OFFICE, 'First answer within 8 working hours (Monday to Friday, 09:00–17:00).'],
    [
      480,
      2400,
      OFFICE,
      'First answer within 8 working hours, solved within 40 working hours (Monday to Friday, 09:00–17:00).',
    ],
    [null, 60, OFFICE, 'Solved within 1 working hour (Monday to Friday, 09:00–17:00).'],
    [90, null, OFFICE, 'First answer within 1 working hour and 30 minutes (Monday to Friday, 09:00–17:00).'],
    [30, null, OFFICE, 'First answer within 30 working minutes (Monday to Friday, 09:00–17:00).'],
    [480, null, ROUND, 'First answer within 8 hours, day and night.'],
    [480, 4320, ROUND, 'First answer within 8 hours, solved within 3 days, day and night.'],
  ])('%j and %j', (firstMinutes, solveMinutes, week, words) => {
    expect(promiseWords({ firstMinutes, solveMinutes, calendar: { ...calendar, week } }, READER)).toBe(words)
  })

  test('a reader elsewhere is told whose hours they are', () => {
    const promise = { firstMinutes: 480, solveMinutes: null, calendar: { ...calendar, zone: 'America/New_York' } }

    expect(promiseWords(promise, READER)).toBe(
      'First answer within 8 working hours (Monday to Friday, 09:00–17:00, New York time).',
    )
  })

  test.each<[readonly (readonly Span[])[], string]>([
    [[nine, nine, nine, nine, [at(9, 13)], [], []], 'Monday to Thursday, 09:00–17:00; Friday, 09:00–13:00'],
    [[nine, [], nine, [], nine, [], []], 'Monday, Wednesday and Friday, 09:00–17:00'],
    [OFFICE.map(() => [at(9, 12), at(13, 17)]), 'every day, 09:00–12:00 and 13:00–17:00'],
    [[nine, nine, [], [], [], [], []], 'Monday and Tuesday, 09:00–17:00'],
    [
      [[at(9, 17)], [at(10, 17)], [at(11, 17)], [], [], [], []],
      'Monday, 09:00–17:00; Tuesday, 10:00–17:00; Wednesday, 11:00–17:00',
    ],
    [ROUND, 'day and night'],
    [[[], [], [], [], [], [], []], 'never'],
  ])('hours of a week %#', (week, words) => {
    expect(weekWords({ ...calendar, week }, READER)).toBe(words)
  })
})

describe('asked and due', () => {
  const asked = DateTime.fromISO('2026-03-20T17:00', { zone: 'Europe/Berlin' }).toMillis()

  test.each([
    [4, 'Asked on Friday at 17:00, due on Monday at 13:00.'],
    [40, 'Asked on Friday 20 March at 17:00, due on Friday 27 March at 17:00.'],
  ])('within %j working hours', (hours, words) => {
    expect(askedDueWords(asked, addWorking(calendar, asked, hours * HOUR), READER)).toBe(words)
  })

  test('never', () => {
    expect(askedDueWords(asked, null, READER)).toBe(
      'Asked on Friday 20 March at 17:00, it would take more than five years.',
    )
  })
})
