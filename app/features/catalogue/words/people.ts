import { defineWords } from '#app/locale/words.ts'

/** Names of people who are gone, inside a line and at its start. */
export const peopleWords = defineWords('catalogue/people', {
  former: 'a former member',
  formerFirst: 'A former member',
})
