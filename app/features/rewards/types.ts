import type { PersonView } from '#app/features/catalogue/types.ts'

/** How a reward reaches its member: posted to an address, as a code, or arranged with them. */
export const REWARD_KINDS = ['posted', 'code', 'arranged'] as const
export type RewardKind = (typeof REWARD_KINDS)[number]

/** Where a redemption stands. Refused and cancelled ones have given points and stock back. */
export const REDEMPTION_STATES = ['asked', 'approved', 'sent', 'received', 'refused', 'cancelled'] as const
export type RedemptionState = (typeof REDEMPTION_STATES)[number]

/** One line of the catalogue, for whoever looks at it. */
export interface RewardView {
  readonly id: number
  readonly title: string
  readonly description: string
  readonly kind: RewardKind
  /** In spendable points. */
  readonly price: number
  /** How many there are; null = always there. */
  readonly left: number | null
  /** How often one person can have it; null = as often as their points allow. */
  readonly mostEach: number | null
  /** How often the viewer has had it or waits for it; counted only where that is limited. */
  readonly had: number
  readonly needsApproval: boolean
  readonly isRetired: boolean
  /** The points that the viewer has too few; null for whoever has no balance. */
  readonly missing: number | null
}

/** The catalogue and what the viewer may spend; `balance` is null for guests and staff. */
export interface RewardsView {
  readonly balance: number | null
  readonly rewards: readonly RewardView[]
}

/** Where a reward is posted to. */
export interface Shipping {
  readonly name: string
  readonly address: string
}

/** What a member asked for, as they see it. Times in UTC milliseconds. */
export interface OwnRedemption {
  readonly id: number
  readonly title: string
  readonly kind: RewardKind
  readonly price: number
  readonly state: RedemptionState
  /** When it came into its state; when it was asked for where that is not known. */
  readonly at: number
  /** Why it was refused, or what was said when it was sent. */
  readonly reason: string
  /** The code, once it was handed out. */
  readonly code: string | null
  /** Where it goes, as long as that is kept. */
  readonly shipping: Shipping | null
  readonly mayCancel: boolean
  readonly mayConfirm: boolean
}

/** A redemption in the list of the desk. */
export interface RedemptionRow {
  readonly id: number
  readonly title: string
  readonly kind: RewardKind
  readonly price: number
  readonly state: RedemptionState
  readonly at: number
  /** Null for a former member. */
  readonly person: PersonView | null
}

/** One redemption at the desk. */
export interface RedemptionView extends RedemptionRow {
  readonly rewardId: number
  readonly askedAt: number
  readonly approvedAt: number | null
  readonly sentAt: number | null
  readonly receivedAt: number | null
  readonly refusedAt: number | null
  readonly reason: string
  /** For admins only; empty for others. */
  readonly taxNote: string
  /** For who sends it, until it is erased. */
  readonly shipping: Shipping | null
  readonly shippingErasedAt: number | null
  readonly mayApprove: boolean
  readonly mayRefuse: boolean
  readonly maySend: boolean
}

/** A reward as staff see it. */
export interface RewardDeskView {
  readonly id: number
  readonly title: string
  readonly kind: RewardKind
  readonly price: number
  readonly left: number | null
  readonly isRetired: boolean
  /** Redemptions that still count: asked, approved, sent and received. */
  readonly redeemed: number
}

/** What became of a list of codes; lines are counted from 1, empty ones too. */
export interface CodesResult {
  readonly added: number
  /** Lines that repeat an earlier line of the same list. */
  readonly twice: readonly number[]
  /** Lines with a code that was there already. */
  readonly known: readonly number[]
}
