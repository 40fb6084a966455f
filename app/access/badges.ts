import { saying } from '#app/locale/saying.ts'
import { accessRefusals } from '#app/access/words/refusals.ts'
import { isAdmin, isModerator, isStaff, type Actor } from '#app/kernel/roles.ts'
import { ALLOWED, refused, type Verdict } from '#app/kernel/verdict.ts'
import { mayActAtDesk } from './escalations.ts'

/** May this actor compose badges, retire them, and change the key that signs them? Admins. */
export function mayMindBadges(actor: Actor): Verdict {
  return isAdmin(actor) ? ALLOWED : refused(saying(accessRefusals, 'adminsMindBadges'))
}

/** May this actor see why each badge of a member was given? Staff. */
export function maySeeAwards(actor: Actor): Verdict {
  return isStaff(actor) ? ALLOWED : refused(saying(accessRefusals, 'staffGiveBadges'))
}

/** May this actor give that member a badge? Staff who are not suspended; nobody to themselves. */
export function mayGiveBadge(actor: Actor, memberId: number, now: number): Verdict {
  if (!isStaff(actor)) return refused(saying(accessRefusals, 'staffGiveBadges'))
  if (actor.id === memberId) return refused(saying(accessRefusals, 'ownBadge'))
  return mayActAtDesk(actor, now)
}

/** May this actor revoke an award of that member, or give it again? Moderators and admins; not their own. */
export function mayRevokeBadge(actor: Actor, memberId: number, now: number): Verdict {
  if (!isModerator(actor)) return refused(saying(accessRefusals, 'moderatorsRevokeBadges'))
  return mayGiveBadge(actor, memberId, now)
}
