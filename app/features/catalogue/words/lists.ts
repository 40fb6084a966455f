import { defineWords } from '#app/locale/words.ts'

/** Categories with what lies in them. */
export const categoryWords = defineWords('catalogue/lists', {
  late: '{count, plural, one {# late} other {# late}}',
  membersOnly: 'members only',
  someRoles: 'for some roles',
})
