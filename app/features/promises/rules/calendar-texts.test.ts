import { describe, expect, test } from 'vitest'
import type { Span } from '../types.ts'
import { sourceSentence } from '#app/locale/saying.ts'
import { holidaysText, readHolidays } from './holidays-text.ts'
import { hoursText, readHours, type Reading } from './hours-text.ts'
import { minutesText, readMinutes } from './minutes-text.ts'

const OFFICE: readonly (readonly Span[])[] = [1, 2, 3, 4, 5].map(() => [{ from: 540, until: 1020 }])

/** What was read, written out again; or the reason. */
function said<T>(read: Reading<T>, write: (value: T) => string): string {
  return read.ok ? write(read.value) : sourceSentence(read.why)
}

describe('the hours of a day', () => {
  test.each([
    ['09:00–17:00', '09:00–17:00'],
    ['9-17', '09:00–17:00'],
    ['9:00 - 17:30', '09:00–17:30'],
    ['9.30—17.30', '09:30–17:30'],
    ['9h–17h30', '09:00–17:30'],
    ['09:00–12:00, 13:00–17:00', '09:00–12:00, 13:00–17:00'],
    ['13-17;9-12', '09:00–12:00, 13:00–17:00'],
    ['9-12 13-17', '09:00–12:00, 13:00–17:00'],
    ['9-12 and 13-17', '09:00–12:00, 13:00–17:00'],
    ['9-12, 11-17', '09:00–17:00'],
    ['9-12, 12-17', '09:00–17:00'],
    ['9 am – 5 pm', '09:00–17:00'],
    ['9-5pm', '09:00–17:00'],
    ['1-5 pm', '13:00–17:00'],
    ['9-11 am', '09:00–11:00'],
    ['12am-12pm', '00:00–12:00'],
    ['0-24', '00:00–24:00'],
    ['22:00–24:00, 0-6', '00:00–06:00, 22:00–24:00'],
    ['9 to 17', '09:00–17:00'],
    ['', ''],
    ['  ', ''],
    ['closed', ''],
    ['Closed', ''],
    ['–', ''],
  ])('%j is %j', (typed, hours) => {
    expect(said(readHours(typed), hoursText)).toBe(hours)
  })

  test.each([
    ['22:00–06:00', '22:00–06:00 ends before it begins.'],
    ['9-9', '09:00–09:00 ends before it begins.'],
    ['9', '“9” can’t be read as hours.'],
    ['9-25', '“9-25” can’t be read as hours.'],
    ['9:75-17', 'can’t be read as hours.'],
    ['24:30-25', 'can’t be read as hours.'],
    ['13 pm - 14 pm', 'can’t be read as hours.'],
    ['9-17x', 'can’t be read as hours.'],
    ['nine to five', 'can’t be read as hours.'],
    ['9-17, lunch', 'can’t be read as hours.'],
  ])('%j is refused', (typed, why) => {
    expect(said(readHours(typed), hoursText)).toContain(why)
  })
})

describe('holidays', () => {
  test('each line is a date, hours where some are left, and a name', () => {
    const typed = `
      2026-12-25 Christmas Day
      2026-12-24 09:00–12:00 Christmas Eve
      1.1.2027\tNeujahr
      2026-05-01; Labour Day
      2026-10-03, Tag der Deutschen Einheit
      2026-11-01
      2026-12-24, 9-12, 13-14: Two spans`

    expect(said(readHolidays(typed), holidaysText)).toBe(
      [
        '2026-05-01 Labour Day',
        '2026-10-03 Tag der Deutschen Einheit',
        '2026-11-01',
        '2026-12-24 09:00–12:00, 13:00–14:00 Two spans',
        '2026-12-25 Christmas Day',
        '2027-01-01 Neujahr',
      ].join('\n'),
    )
  })

  test('what is written out is read again', () => {
    const text = '2026-12-24 09:00–12:00, 13:00–14:00 Christmas Eve\n2026-12-25 1st Christmas day\n2026-12-26'

    expect(said(readHolidays(text), holidaysText)).toBe(text)
  })

  test('the text of a calendar file is read as its whole days', () => {
    const file = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'DTSTART;VALUE=DATE:20261225',
      'DTEND;VALUE=DATE:20261227',
      'SUMMARY:Christmas\\, and the day ',
      ' after',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'DTSTART:20261231T230000Z',
      'SUMMARY:A party',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'SUMMARY:New Year',
      'DTSTART;VALUE=DATE:20270101',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n')

    expect(said(readHolidays(file), holidaysText)).toBe(
      '2026-12-25 Christmas, and the day after\n2026-12-26 Christmas, and the day after\n2027-01-01 New Year',
    )
  })

  test.each([
    ['Christmas', 'Line 1 can’t be read: “Christmas”.'],
    ['2026-12-25 Christmas\n\n25/12/2026', 'Line 3 can’t be read: “25/12/2026”.'],
    ['2026-02-30 No day', 'Line 1: there’s no such day as 2026-02-30.'],
    ['2026-12-24 17:00–09:00 Backwards', '17:00–09:00 ends before it begins.'],
    ['BEGIN:VCALENDAR\nEND:VCALENDAR', 'There are no whole days in this calendar file.'],
  ])('%j is refused', (typed, why) => {
    expect(said(readHolidays(typed), holidaysText)).toContain(why)
  })

  test('there is a most', () => {
    const lines = Array.from({ length: 1001 }, (_, at) => new Date(at * 86_400_000).toISOString().slice(0, 10))

    expect(said(readHolidays(lines.join('\n')), holidaysText)).toContain('at most 1,000 holidays')
  })
})

describe('a length of working time', () => {
  test.each([
    ['8 h', 480, '8 h'],
    ['8h', 480, '8 h'],
    ['8 hours', 480, '8 h'],
    ['1.5 h', 90, '1 h 30 min'],
    ['1,5 h', 90, '1 h 30 min'],
    ['90 min', 90, '1 h 30 min'],
    ['1 h 30 min', 90, '1 h 30 min'],
    ['1 hour and 30 minutes', 90, '1 h 30 min'],
    ['30 minutes', 30, '30 min'],
    ['', null, ''],
  ])('%j is %j minutes, shown as %j', (typed, minutes, shown) => {
    const read = readMinutes(typed, { week: OFFICE })

    expect(read).toEqual({ ok: true, value: minutes })
    expect(read.ok && minutesText(read.value)).toBe(shown)
  })

  test.each([
    ['0', 'An answer in no time at all can’t be promised.'],
    ['0 h', 'An answer in no time at all can’t be promised.'],
    ['0 min', 'An answer in no time at all can’t be promised.'],
    ['8', 'Write hours or minutes'],
    ['-8 h', 'Write hours or minutes'],
    ['soon', 'Write hours or minutes'],
    ['2 days', 'with these hours a week has 40 working hours.'],
    ['1 week', 'with these hours a week has 40 working hours.'],
    ['99999 h', 'too long to promise'],
  ])('%j is refused', (typed, why) => {
    expect(said(readMinutes(typed, { week: OFFICE }), minutesText)).toContain(why)
  })
})
