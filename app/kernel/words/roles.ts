import { defineWords } from '#app/locale/words.ts'

/** Roles: as they stand in a list or beside a name, and said to somebody, "You are … now." */
export const roleWords = defineWords('roles', {
  'name.customer': 'Customer',
  'name.advocate': 'Advocate',
  'name.agent': 'Agent (second tier)',
  'name.moderator': 'Moderator',
  'name.admin': 'Admin',
  'phrase.customer': 'a member',
  'phrase.advocate': 'an advocate',
  'phrase.agent': 'an agent (second tier)',
  'phrase.moderator': 'a moderator',
  'phrase.admin': 'an admin',
})
