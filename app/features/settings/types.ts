import type { LegalText } from '#app/kernel/legal.ts'
import type { Kept, KeptKind } from '#app/kernel/retention.ts'
import type { MailTrouble } from '#app/kernel/mail-trouble.ts'

/** A legal text as everybody reads it. */
export interface LegalTextView {
  readonly name: LegalText
  /** Sanitised. */
  readonly html: string
  readonly at: number
}

/** One time at which somebody wrote a legal text, or took it away. */
export interface LegalVersionView {
  readonly number: number
  readonly at: number
  /** Null once they have left. */
  readonly by: string | null
  readonly isEmpty: boolean
}

/** A legal text at the desk; `newest` is null where there never was one. */
export interface LegalTextState {
  readonly name: LegalText
  readonly newest: LegalVersionView | null
}

/** A legal text as it is edited. */
export interface LegalEditView {
  readonly name: LegalText
  /** Number of the newest version, 0 where there is none: what the editor began from. */
  readonly number: number
  readonly body: string
  /** The former version that `body` is of; null when it is the newest. */
  readonly former: LegalVersionView | null
  /** Newest first. */
  readonly versions: readonly LegalVersionView[]
}

/** The mail server as it is set in the environment. */
export interface MailServerView {
  readonly host: string
  readonly port: number
  /** Encrypted from the first byte; else as soon as the server offers it. */
  readonly isSecure: boolean
  readonly hasLogin: boolean
  readonly from: string
}

/** What became of a test mail. */
export type TestMailOutcome =
  | { readonly kind: 'no-server' }
  | { readonly kind: 'taken'; readonly to: string }
  | {
      readonly kind: 'refused'
      readonly to: string
      readonly trouble: MailTrouble
      /** What the server said; '' when nothing. */
      readonly answer: string
    }

/** How many of each kind would be removed at once. */
export type KeptCounts = Readonly<Record<KeptKind, number>>

/** What became of a change of retention: saved, or to be confirmed first with `sure`. */
export type RetentionChange =
  | { readonly kind: 'saved' }
  | {
      readonly kind: 'unsure'
      readonly kept: Kept
      readonly before: Kept
      readonly counts: KeptCounts
      readonly sure: string
    }
