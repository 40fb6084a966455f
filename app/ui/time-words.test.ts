import { expect, test } from 'vitest'
import {
  agoWords,
  byWords,
  dayWords,
  dueWords,
  noneYetWords,
  fullWords,
  spanWords,
  tookWords,
  waitWords,
  stampWords,
} from './time-words.ts'

const now = Date.UTC(2026, 2, 30, 15, 0) // Monday
const utc = { now, zone: 'UTC', locale: 'en' } as const
const minutes = (count: number) => count * 60_000
const hours = (count: number) => minutes(60 * count)

test.each([
  [now - 5_000, 'just now'],
  [now + minutes(3), 'just now'],
  [now - minutes(1), '1 minute ago'],
  [now - minutes(59), '59 minutes ago'],
  [now - hours(1), '1 hour ago'],
  [now - hours(11.9), '11 hours ago'],
  [now - hours(14), 'today 01:00'],
  [now - hours(20), 'yesterday 19:00'],
  [now - hours(72), 'Friday 15:00'],
  [Date.UTC(2026, 0, 23, 13, 28), '23 January, 13:28'],
  [Date.UTC(2019, 0, 23, 13, 28), '23 January 2019'],
])('what happened at %d is said as %s', (at, words) => {
  expect(agoWords(at, utc)).toBe(words)
})

test.each([
  [now, 'today'],
  [now - hours(20), 'yesterday'],
  [now - hours(72), 'Friday'],
  [Date.UTC(2026, 0, 23), '23 January'],
  [Date.UTC(2019, 4, 15), '15 May 2019'],
])('the day of %d is said as %s', (at, words) => {
  expect(dayWords(at, utc)).toBe(words)
})

test.each([
  [-400, 'due now'],
  [400, 'due now'],
  [-minutes(25), '25 min late'],
  [-minutes(130), '2 h 10 min late'],
  [-hours(80), '3 days late'],
  [minutes(45), 'due in 45 min'],
  [hours(2.25), 'due today 17:15'],
  [hours(18), 'due tomorrow 09:00'],
  [hours(96), 'due Friday 15:00'],
  [hours(24 * 10), 'due 9 April, 15:00'],
])('a promise %d ms away is said as %s', (away, words) => {
  expect(dueWords(now + away, utc)).toBe(words)
})

test.each([
  [40_000, '40 s'],
  [minutes(50), '50 min'],
  [minutes(89), '1 h 29 min'],
  [hours(5), '5 h'],
  [hours(30), '30 h'],
  [hours(24 * 12), '12 days'],
  [hours(24 * 100), '3 months'],
  [hours(24 * 800), '2 years'],
])('a span of %d ms is said as %s', (span, words) => {
  expect(spanWords(span, 'en')).toBe(words)
})

test.each([
  [0, 'within a minute', 'asked just now', 'none yet'],
  [minutes(5), 'after 5 min', 'waiting 5 min', 'none yet after 5 min'],
])('%d ms are no figure of seconds: %s, %s, %s', (span, took, waits, none) => {
  expect([tookWords(span, 'en'), waitWords(span, 'en'), noneYetWords(span, 'en')]).toEqual([took, waits, none])
})

test('the reader sees the clock on their own wall, through a change of summer time', () => {
  const amsterdam = { now, zone: 'Europe/Amsterdam', locale: 'en' } as const

  expect(byWords(now + hours(1), amsterdam)).toBe('today 18:00')
  expect(stampWords(Date.UTC(2026, 2, 28, 12), amsterdam)).toBe('28 Mar, 13:00')
  expect(fullWords(Date.UTC(2026, 2, 29, 12), amsterdam)).toBe('Sunday 29 March 2026, 14:00')
  expect(dayWords(now - hours(16), { now, zone: 'Asia/Kolkata', locale: 'en' })).toBe('today')
})
