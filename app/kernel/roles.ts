import type { Right } from './rights.ts'
import type { Locale } from '#app/locale/locales.ts'

/** What a member is, from the fewest rights to the most. Staff are agent, moderator and admin. */
export const ROLES = ['customer', 'advocate', 'agent', 'moderator', 'admin'] as const
export type Role = (typeof ROLES)[number]

export const STAFF_ROLES: readonly Role[] = ['agent', 'moderator', 'admin']

/** Who is in front of a page: a guest has no id. */
export type Viewer =
  | { readonly id: null; readonly role: 'guest' }
  | {
      readonly id: number
      readonly role: Role
      readonly handle: string
      readonly name: string
      readonly avatarUrl: string | null
      /** Set while suspended: may read, may not write. UTC milliseconds. */
      readonly suspendedUntil: number | null
      readonly emailConfirmed: boolean
      /** IANA name of the zone they read times in; null = the site's. */
      readonly zone: string | null
      /** The language they chose to read in; null = their browser's. */
      readonly locale: Locale | null
      /** What their level lets them do. */
      readonly rights: readonly Right[]
      /** Unread notices, for the header. */
      readonly unread: number
    }

export type MemberViewer = Exclude<Viewer, { id: null }>

export const GUEST: Viewer = { id: null, role: 'guest' }

/** What another tool may do with a token. */
export const SCOPES = ['requests.write'] as const
export type Scope = (typeof SCOPES)[number]

/** Another tool, by the token it brings along. It may do what its scopes say, and reads what guests read. */
export interface TokenActor {
  readonly id: null
  readonly role: 'token'
  readonly tokenId: number
  /** What its admin called it; the source of what it sends. */
  readonly name: string
  readonly scopes: readonly Scope[]
}

/** The product itself: a job that does by rule what staff would do, or somebody at the machine's command line. */
export interface SystemActor {
  readonly id: null
  readonly role: 'system'
}

export const SYSTEM: SystemActor = { id: null, role: 'system' }

/** Who acts: the same commands and the same rules of access hold for all of them. */
export type Actor = Viewer | TokenActor | SystemActor

type WithRole = Pick<Actor, 'role'>

export function isStaff({ role }: WithRole): boolean {
  return role === 'agent' || isModerator({ role })
}

/** Somebody with a session; only people write, vote and follow. */
export function isMember(actor: Actor): actor is MemberViewer {
  return actor.id !== null
}

/** Moderators and admins: hide, move, merge, suspend. The system does it by rule. */
export function isModerator({ role }: WithRole): boolean {
  return role === 'moderator' || isAdmin({ role })
}

/** Admins, and whoever has the machine in their hands. */
export function isAdmin({ role }: WithRole): boolean {
  return role === 'admin' || role === 'system'
}

/** Whether this is a tool whose token may do that. */
export function hasScope(actor: Actor, scope: Scope): boolean {
  return actor.role === 'token' && actor.scopes.includes(scope)
}
