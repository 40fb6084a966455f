import { saying } from '#app/locale/saying.ts'
import { accessRefusals } from '#app/access/words/refusals.ts'
import { isAdmin, isMember, isStaff, type Actor } from '#app/kernel/roles.ts'
import { ALLOWED, refused, type Verdict } from '#app/kernel/verdict.ts'
import { mayWrite } from './members.ts'
import { mayPostIn, type ThreadFacts } from './threads.ts'

/** May this actor see the queue of escalations, and what staff know of a customer? Staff. */
export function mayWorkDesk(actor: Actor): Verdict {
  return isStaff(actor) ? ALLOWED : refused(saying(accessRefusals, 'staffWorkDesk'))
}

/** May this actor claim, hand over, put off and resolve? Staff who are not suspended; asked beside `mayReadThread`. */
export function mayActAtDesk(actor: Actor, now: number): Verdict {
  const write = mayWrite(actor, now)
  return write.ok ? mayWorkDesk(actor) : write
}

/** May this actor send a thread to the second tier? Staff by hand; an advocate asks for it, where they may write. */
export function mayEscalate(actor: Actor, thread: ThreadFacts, now: number): Verdict {
  const write = mayWrite(actor, now)
  if (!write.ok) return write
  if (isStaff(actor)) return ALLOWED
  return actor.role === 'advocate'
    ? mayPostIn(actor, thread, now)
    : refused(saying(accessRefusals, 'advocatesEscalate'))
}

/** May this actor ask a member by name to help with a thread? Staff and advocates. */
export function mayInvite(actor: Actor, thread: ThreadFacts, now: number): Verdict {
  return mayEscalate(actor, thread, now)
}

/**
 * May this actor close a question with a reason, and open it again? Staff: agents too, since second-tier work needs it.
 * Whoever asked may open theirs again, as a dispute.
 */
export function mayCloseThread(actor: Actor, now: number): Verdict {
  return mayActAtDesk(actor, now)
}

/** May this actor dispute that a thread was closed? Whoever asked it, while it may be written to otherwise. */
export function mayDisputeClosing(actor: Actor, thread: ThreadFacts, now: number): Verdict {
  const write = mayWrite(actor, now)
  if (!write.ok) return write
  if (!isMember(actor) || actor.id !== thread.authorId) return refused(saying(accessRefusals, 'askerSays'))
  return mayPostIn(actor, { ...thread, isClosed: false }, now)
}

/** May this actor set when a member of staff works and how much they take? Staff their own, admins everybody's. */
export function maySetDuty(actor: Actor, memberId: number, now: number): Verdict {
  const act = mayActAtDesk(actor, now)
  if (!act.ok || actor.id === memberId) return act
  return isAdmin(actor) ? ALLOWED : refused(saying(accessRefusals, 'adminsSetDuty'))
}

/** May this actor set how the second tier works: rules, weights, teams, what a customer weighs? Admins. */
export function mayMindSecondTier(actor: Actor): Verdict {
  return isAdmin(actor) ? ALLOWED : refused(saying(accessRefusals, 'adminsMindSecondTier'))
}
