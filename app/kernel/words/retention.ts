import { defineWords } from '#app/locale/words.ts'

/** What is removed once it is old enough, inside a sentence, and for how long it is kept. */
export const retentionWords = defineWords('retention', {
  'kind.requests': 'requests',
  'kind.searches': 'searches',
  'kind.log': 'log entries',
  'kind.failures': 'failed jobs',
  'kind.mails': 'emails',
  forEver: 'forever',
  years: '{years, plural, one {# year} other {# years}}',
  days: '{days, plural, one {# day} other {# days}}',
})
