import { defineWords } from '#app/locale/words.ts'

/** What a category promises, in words that everybody reads. */
export const promiseWordsOf = defineWords('promises/promise', {
  first: 'First answer within {first} ({hours}).',
  solve: 'Solved within {solve} ({hours}).',
  both: 'First answer within {first}, solved within {solve} ({hours}).',
  'first.always': 'First answer within {first}, day and night.',
  'solve.always': 'Solved within {solve}, day and night.',
  'both.always': 'First answer within {first}, solved within {solve}, day and night.',
  workingMinutes: '{minutes, plural, one {# working minute} other {# working minutes}}',
  workingHours: '{hours, plural, one {# working hour} other {# working hours}}',
  workingHoursMinutes:
    '{hours, plural, one {# working hour} other {# working hours}} and {minutes, plural, one {# minute} other {# minutes}}',
  minutes: '{minutes, plural, one {# minute} other {# minutes}}',
  hours: '{hours, plural, one {# hour} other {# hours}}',
  hoursMinutes: '{hours, plural, one {# hour} other {# hours}} and {minutes, plural, one {# minute} other {# minutes}}',
  days: '{days, plural, one {# day} other {# days}}',
  'week.always': 'day and night',
  'week.never': 'never',
  'week.days': '{days}, {hours}',
  'week.more': '{first}; {rest}',
  'week.zone': '{hours}, {place} time',
  'days.range': '{first} to {last}',
  'days.all': 'every day',
  'hours.span': '{from}–{until}',
  works: 'Somebody works {hours}.',
  nothing: 'Nothing is promised here. Threads have no due time.',
  'within.first': 'A first answer promised within {span}:',
  'within.solve': 'A solution promised within {span}:',
  asked: 'Asked on {asked} at {askedTime}, due on {due} at {dueTime}.',
  'asked.never': 'Asked on {asked} at {askedTime}, it would take more than five years.',
})
