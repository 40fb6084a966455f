import type { Locale } from '#app/locale/locales.ts'
import type { PersonView } from '#app/features/catalogue/types.ts'
import type { ThreadState, PostKind, ThreadRowView } from '#app/features/forum/types.ts'
import type { Channel, NoticeKind } from '#app/features/notices/types.ts'
import type { Role } from '#app/kernel/roles.ts'

/** What a member shows of themselves, as they edit it. */
export interface OwnProfileView {
  readonly handle: string
  readonly name: string
  readonly bio: string
  readonly zone: string | null
  /** The language they chose to read in; null = their browser's. */
  readonly locale: Locale | null
  readonly avatarUrl: string | null
  readonly role: Role
}

/** A member in the desk's list. */
export interface MemberRowView {
  readonly id: number
  readonly handle: string
  readonly name: string
  readonly email: string | null
  readonly role: Role
  readonly avatarUrl: string | null
  readonly createdAt: number
  readonly suspended: SuspensionView | null
  readonly answerCount: number
}

export interface SuspensionView {
  readonly at: number
  /** Null = until somebody restores the account. */
  readonly until: number | null
  readonly reason: string
  readonly by: string | null
}

/** One thing that was done to a member. */
/** What is done to an account; `other`: something that this version has no words for. */
export const MEMBER_ACTS = ['suspend', 'restore', 'change-role', 'invite', 'other'] as const
export type MemberAct = (typeof MEMBER_ACTS)[number]

export interface MemberActView {
  readonly id: number
  readonly at: number
  readonly by: string | null
  /** "made them an agent", "suspended them". */
  readonly verb: MemberAct
  /** The role it was changed to. */
  readonly to: Role | null
  readonly reason: string
}

/** A member as staff see them. */
export interface MemberDeskView extends MemberRowView {
  readonly bio: string
  readonly acceptedCount: number
  readonly helpfulCount: number
  readonly acts: readonly MemberActView[]
  readonly may: {
    readonly suspend: boolean
    readonly restore: boolean
    readonly changeRole: boolean
    /** Why not, as sentences; null when allowed. */
    readonly suspendRefusal: string | null
    readonly changeRoleRefusal: string | null
  }
}

/** How each kind of notice reaches a member. */
export type NoticeChannels = Readonly<Record<NoticeKind, Channel>>

/** One thing that a member follows. */
export interface FollowView {
  readonly kind: 'thread'
  readonly id: number
  readonly title: string
  readonly address: string
  readonly since: number
}

export interface MemberPostView {
  readonly id: number
  readonly address: string
  readonly threadTitle: string
  readonly threadState: ThreadState
  readonly kind: PostKind
  readonly excerpt: string
  readonly at: number
  readonly helpfulCount: number
  readonly accepted: boolean
}

export interface MemberPageView {
  readonly person: PersonView
  readonly bio: string | null
  /** Where they work, if they say so; else empty. */
  readonly company: string
  readonly since: number
  readonly answerCount: number
  readonly acceptedCount: number
  readonly helpfulCount: number
  readonly threadCount: number
  readonly isSelf: boolean
  /** Seen by staff and the member; others see nothing of it. */
  readonly suspended: { readonly until: number | null; readonly reason: string } | null
  readonly mayManage: boolean
  readonly tab: 'answers' | 'threads'
  readonly posts: readonly MemberPostView[]
  readonly threads: readonly ThreadRowView[]
  readonly newer: string | null
  readonly older: string | null
}
