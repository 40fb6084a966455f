import { defineWords } from '#app/locale/words.ts'

/** What stands there once somebody said that it was solved. */
export const solvedWords = defineWords('find/solved', {
  meta: 'Solved',
  title: 'Good that it’s solved.',
  text: '<helped>{title}</helped> helped you, and nothing had to be asked. Thank you for telling us: it shows which answers work.',
  plain: 'Thank you for telling us: it shows which answers work.',
  home: 'Back to the start',
})
