import { defineWords } from '#app/locale/words.ts'

/** An answer that a model worded from what stands here. */
export const answerWords = defineWords('find/answer', {
  meta: 'Worded answer',
  title: 'An answer from what’s here',
  lead: 'A language model puts together what articles and accepted answers here say about your question, and links to each of them.',
  label: 'Your question',
  word: 'Word an answer',
  again: 'Try again',
  marked: 'Worded by a machine from the sources below. It can be wrong: look at the sources before you rely on it.',
  shortened: 'Something was left out because no source says it.',
  source: 'Source {number, number}',
  sources: 'Sources',
  found: 'What we found instead',
  'kind.article': 'article',
  'kind.thread': 'accepted answer',
  solvedIt: 'This solved it',
  'state.thin': 'Not enough here answers this.',
  'state.unfounded': 'The model wrote something that our sources don’t say, so we’re not showing it.',
  'state.dangerous':
    'The answer would tell you to delete, reset or switch off something. Read about that where people wrote it, with everything around it.',
  'state.busy': 'Others are having answers worded right now. Try again in a moment.',
  'state.away': 'The model can’t be reached right now. Nothing is wrong with your question.',
  results: 'All search results',
  ask: 'Ask your question',
})
