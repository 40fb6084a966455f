import { defineWords } from '#app/locale/words.ts'

/** What the product itself writes into articles: heads, stand-ins and what marks are called, in the first language of the place. */
export const draftingWords = defineWords('knowledge/drafting', {
  problem: 'What happens',
  steps: 'What to do',
  untitled: 'Untitled: the person who asked removed the question',
  removed: 'Removed',
  source: 'Source {number}',
})
