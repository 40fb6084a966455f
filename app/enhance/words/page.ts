import { defineWords } from '#app/locale/words.ts'

/** What the small script of every page says. */
export const enhanceWords = defineWords('enhance', {
  article: 'article',
  filter: 'filter',
  answers: '{answers, plural, =0 {no answer yet} one {# answer} other {# answers}}',
  'keys.title': 'Keyboard shortcuts',
  'keys.search': 'Search',
  'keys.next': 'Next row',
  'keys.before': 'Previous row',
  'keys.open': 'Open the row',
  'keys.list': 'Show this list',
  'keys.close': 'Close whatever is open',
  'keys.post': 'Post what you write',
  'keys.bold': 'Bold',
  'keys.italic': 'Italic',
  'keys.link': 'Link',
  'keys.on': 'Use single-key shortcuts',
  'keys.done': 'Close',
  offline: 'You’re offline. You can read what’s open, and what you write stays on this device.',
  online: 'You’re back online.',
  notSent: 'You’re offline, so nothing was sent. What you wrote is still here.',
  copied: 'Link copied.',
  'found.articles': '{articles, plural, one {An article may already help:} other {# articles may already help:}}',
  'found.threads': '{threads, plural, one {One thread may already help:} other {# threads may already help:}}',
  'found.both':
    '{articles, plural, one {{threads, plural, one {An article and one thread may already help:} other {An article and # threads may already help:}}} other {{threads, plural, one {{articles, number} articles and one thread may already help:} other {{articles, number} articles and # threads may already help:}}}}',
  solved: 'This solved it',
  suggested: 'Threads',
})
