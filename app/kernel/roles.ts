/** What a member is, from the fewest rights to the most. Staff are agent, moderator and admin. */
export const ROLES = ['customer', 'advocate', 'agent', 'moderator', 'admin'] as const
export type Role = (typeof ROLES)[number]

export const STAFF_ROLES: readonly Role[] = ['agent', 'moderator', 'admin']

/** Who is looking: a guest has no id. */
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
      /** Unread notices, for the header. */
      readonly unread: number
    }

export type MemberViewer = Exclude<Viewer, { id: null }>

export const GUEST: Viewer = { id: null, role: 'guest' }

export function isStaff(viewer: { readonly role: Role | 'guest' }): boolean {
  return viewer.role === 'agent' || viewer.role === 'moderator' || viewer.role === 'admin'
}

export function isMember(viewer: Viewer): viewer is MemberViewer {
  return viewer.id !== null
}

/** Moderators and admins: hide, move, merge, suspend. */
export function isModerator(viewer: { readonly role: Role | 'guest' }): boolean {
  return viewer.role === 'moderator' || viewer.role === 'admin'
}
