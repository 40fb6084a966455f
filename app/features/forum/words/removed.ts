import { defineWords } from '#app/locale/words.ts'

/** What stands in place of words that their author took back. */
export const removedWords = defineWords('forum/removed', {
  post: 'Removed by its author.',
})
