import { defineWords } from '#app/locale/words.ts'

/** Why a calendar or a promise is not there, or not saved as it was sent. */
export const promiseRefusals = defineWords('promises/refusals', {
  missing: 'This calendar doesn’t exist any more.',
  name: 'Give the calendar a name.',
  'name.long': 'A name can have at most 60 characters.',
  'name.taken': 'Another calendar already has this name.',
  zone: 'Choose a time zone from the list.',
  always: 'Choose when somebody works.',
  'hours.unreadable':
    '“{text}” can’t be read as hours. Write them like 09:00–17:00, with a comma between two spans, or leave the day empty.',
  'hours.backwards':
    '{from}–{until} ends before it begins. If it goes past midnight, write {from}–24:00 here and 00:00–{until} on the next day.',
  'hours.none':
    'With no working hours at all, no promise would ever be due. Enter hours for at least one day, or choose around the clock.',
  'holidays.line': 'Line {line, number} can’t be read: “{text}”. Begin each line with a date like 2026-12-25.',
  'holidays.date': 'Line {line, number}: there’s no such day as {date}.',
  'holidays.many': 'A calendar can have at most {most, number} holidays. Remove old ones first.',
  'holidays.calendar': 'There are no whole days in this calendar file.',
  'text.long': 'This is too long.',
  'closure.name': 'A name can have at most 80 characters.',
  'closure.time': 'Enter a date and a time.',
  'closure.order': 'It must end after it begins.',
  'closure.long': 'It can be closed for a year at most.',
  'closure.missing': 'This closure is already removed.',
  'closure.many': 'A calendar can have at most {most, number} closures. Remove old ones first.',
  never: 'With these hours, a promise of {span} would take more than five years.',
  'remove.default': 'This is the default calendar. Make another one the default first.',
  'minutes.unreadable': 'Write hours or minutes, such as 8 h, 90 min or 1 h 30 min.',
  'minutes.days':
    'A day could mean a working day or a whole one. Write it in hours: with these hours a week has {hours, number} working hours.',
  'minutes.zero': 'An answer in no time at all can’t be promised. Leave it empty to promise nothing.',
  'minutes.long': 'This is too long to promise. Leave it empty to promise nothing.',
  'solve.sooner': 'It can’t be solved sooner than the first answer comes.',
  calendar: 'Choose a calendar from the list.',
  button: 'Press one of the buttons.',
})
