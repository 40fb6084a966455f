import { defineWords } from '#app/locale/words.ts'

/** Which brand a category or a source of requests belongs to. */
export const brandWords = defineWords('catalogue/brands', {
  brand: 'Brand (optional)',
  known: 'Brands so far',
})
