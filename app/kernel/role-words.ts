import type { Role } from './roles.ts'

/** What a role is called in a list or beside a name. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  customer: 'Customer',
  advocate: 'Advocate',
  agent: 'Agent (second tier)',
  moderator: 'Moderator',
  admin: 'Admin',
}

/** What somebody is who has the role, said to them: "You are … now." */
export const ROLE_PHRASES: Readonly<Record<Role, string>> = {
  customer: 'a member',
  advocate: 'an advocate',
  agent: 'an agent (second tier)',
  moderator: 'a moderator',
  admin: 'an admin',
}
