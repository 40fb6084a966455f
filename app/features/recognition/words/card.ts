import { defineWords } from '#app/locale/words.ts'

/** The small card about somebody. */
export const cardWords = defineWords('recognition/card', {
  since: 'Here since {year}',
  accepted: '{accepted, plural, one {# accepted answer} other {# accepted answers}}',
  helpful: '{helpful, plural, one {found helpful once} other {found helpful # times}}',
  knows: 'Knows {subjects}',
})
