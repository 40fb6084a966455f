import { defineWords } from '#app/locale/words.ts'

/** Kinds of threads, as a word before a thread's facts. */
export const kindWords = defineWords('forum/kinds', {
  question: 'Question',
  problem: 'Problem',
  idea: 'Idea',
  praise: 'Praise',
})
