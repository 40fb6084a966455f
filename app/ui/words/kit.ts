import { defineWords } from '#app/locale/words.ts'

/** What the parts that every page is built from say. */
export const kitWords = defineWords('kit', {
  'search.threads': 'Search threads',
  'search.count': '{threads, plural, one {Search # thread} other {Search # threads}}',
  'search.hint': 'The problem, in your own words',
  'search.button': 'Search',
  copy: 'Copy',
  copied: 'Copied.',
  'diff.added': 'Added: ',
  'diff.removed': 'Removed: ',
  'diff.same': '{lines, plural, one {# unchanged line} other {# unchanged lines}}',
  'errors.count': '{fields, plural, one {One thing needs another look.} other {# things need another look.}}',
  'errors.kept': 'Nothing you wrote is lost.',
  'hue.other': 'Current colour, {hue}°',
  'line.promise': '{percent, number} % of the promised time has passed',
  'noCategory.first': 'An admin needs to add the first one.',
  'noCategory.add': 'Add category',
  'paging.newer': 'Newer',
  'paging.older': 'Older',
  'paging.label': 'Pages',
  'role.advocate': 'Advocate',
  'role.agent': 'Second tier',
  'role.moderator': 'Moderator',
  'role.admin': 'Admin',
  formerMember: 'a former member',
  'promise.waits': 'We’re waiting for you: somebody asked for details.',
  'promise.lateNow': 'We’re late. The second tier is on it.',
  'promise.late': 'We’re late by {span}. The second tier is on it.',
  'promise.by': 'You’ll hear from someone by {when}.',
  'again.wrote': 'What you wrote',
  'again.send': 'Send it again',
  'weeks.chart':
    '{weeks, plural, one {Requests per week over # week, oldest first: {figures}} other {Requests per week over # weeks, oldest first: {figures}}}',
  'weeks.chartArticle':
    '{weeks, plural, one {Requests per week over # week, oldest first: {figures}. An article was published on {day}} other {Requests per week over # weeks, oldest first: {figures}. An article was published on {day}}}',
})
