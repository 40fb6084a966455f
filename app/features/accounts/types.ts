/** What a mailed or printed link is for. Each is single use; a newer one of a kind ends the older. */
export type TokenKind = 'email' | 'reset' | 'setup'

/** What a confirmation link would do, told before it is done. */
export type ConfirmationView =
  | { readonly kind: 'sign-up'; readonly email: string; readonly handle: string }
  | { readonly kind: 'email'; readonly email: string; readonly handle: string }

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
