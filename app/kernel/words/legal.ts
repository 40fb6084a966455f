import { defineWords } from '#app/locale/words.ts'

/** The legal texts: as titles, and inside a sentence. */
export const legalWords = defineWords('legal', {
  'title.imprint': 'Legal notice',
  'title.privacy': 'Privacy policy',
  'title.terms': 'Terms of use',
  'inside.imprint': 'legal notice',
  'inside.privacy': 'privacy policy',
  'inside.terms': 'terms of use',
})
