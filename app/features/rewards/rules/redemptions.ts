import type { RedemptionState, RewardKind } from '../types.ts'

/** Where an address is forgotten that nobody said anything had arrived at, in days after it was sent. */
export const SHIPPING_DAYS = 60

/** The state that a redemption begins with. What needs no approval is approved; its code is handed out with it. */
export function firstState(kind: RewardKind, needsApproval: boolean): RedemptionState {
  if (needsApproval) return 'asked'
  return kind === 'code' ? 'sent' : 'approved'
}

/** The state that approval leads to. */
export function approvedState(kind: RewardKind): RedemptionState {
  return kind === 'code' ? 'sent' : 'approved'
}

/** Whether a redemption may go from one state to another. What was sent can't be refused any more. */
export function mayBecome(
  from: RedemptionState,
  to: 'approved' | 'sent' | 'received' | 'refused' | 'cancelled',
): boolean {
  switch (to) {
    case 'approved':
    case 'cancelled':
      return from === 'asked'
    case 'sent':
      return from === 'approved'
    case 'received':
      return from === 'sent'
    case 'refused':
      return from === 'asked' || from === 'approved'
  }
}

/** Whether a code is shown to whom it was given: not before it is handed out. */
export function showsCode(state: RedemptionState): boolean {
  return state === 'sent' || state === 'received'
}
