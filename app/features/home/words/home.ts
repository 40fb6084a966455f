import { defineWords } from '#app/locale/words.ts'

/** The first page. */
export const homeWords = defineWords('home/home', {
  title: 'Ask well.{line}Someone here knows.',
  often: 'Often asked: {searches}',
  fresh: 'Latest',
  allThreads: 'All threads',
  popular: 'Popular this week',
  categories: 'Categories',
  helpers: 'Top helpers this week',
  accepted: '{count, plural, one {# accepted} other {# accepted}}',
  needsAnswer: 'Needs an answer',
  allWaiting: 'All {count, number} waiting',
  'empty.title': 'Nobody has asked yet.',
  'empty.text': 'The first question already helps the second person.',
  'covered.title': 'Nothing is waiting.',
  'covered.text': 'Every question here has an answer. The next one is yours, or yours to answer.',
  ask: 'Ask a question',
  depth: 'What happened to last month’s {count, plural, one {# question} other {# questions}}',
  'depth.byMembers': '<b>{count, number}</b> answered by members',
  'depth.byStaff': '<b>{count, number}</b> answered by the support team',
  'depth.waiting': '<b>{count, number}</b> still waiting',
  'depth.closed': '<b>{count, number}</b> closed without an answer, or waiting for the asker',
})
