import { defineWords } from '#app/locale/words.ts'

/** The field for tags. */
export const tagWords = defineWords('catalogue/tags', {
  label: 'Tags',
  offers: 'Tags in use',
  synonym: 'for “{synonym}”',
  count: '{count, plural, one {# tag} other {# tags}} to choose from.',
})
