import type { Role } from '#app/kernel/roles.ts'

/** What a mailed or printed link is for. Each is single use; a newer one of a kind ends the older. */
export type TokenKind = 'email' | 'reset' | 'setup'

/** What a confirmation link would do, told before it is done. */
export type ConfirmationView =
  | {
      /** Makes an account for somebody who signed up, or whom an admin invited. */
      readonly kind: 'join'
      readonly email: string
      readonly name: string
      readonly handle: string
      readonly invitedAs: Role | null
    }
  | {
      /** Makes an address the one of a member's account. */
      readonly kind: 'email'
      readonly email: string
      readonly handle: string
      readonly memberId: number
    }
  /** Was used before. */
  | { readonly kind: 'done' }

/** One place where a member is signed in. */
export interface SessionView {
  readonly id: string
  readonly isHere: boolean
  readonly startedAt: number
  readonly endsAt: number
  /** The browser and system in words, e.g. "Firefox on Linux". */
  readonly device: string
}

/** What becomes of the posts of a member who erases their account. */
export type PostsAfter = 'keep' | 'remove'

/** Somebody who was invited and has not come yet. */
export interface InvitationView {
  readonly email: string
  readonly role: Role
  readonly invitedAt: number
  readonly endsAt: number
}
