import { saying } from '#app/locale/saying.ts'
import { accessRefusals } from '#app/access/words/refusals.ts'
import { ALLOWED, refused, type Verdict } from '#app/kernel/verdict.ts'
import { type Actor, isAdmin, isMember, isModerator, type Role } from '#app/kernel/roles.ts'

/** Facts about the member that is acted on. */
export interface MemberFacts {
  readonly id: number
  readonly role: Role
}

/** May this actor write at all: signed in, confirmed, not suspended. `now` in UTC milliseconds. */
export function mayWrite(actor: Actor, now: number): Verdict {
  if (actor.id === null)
    return refused(
      actor.role === 'guest' ? saying(accessRefusals, 'signInFirst') : saying(accessRefusals, 'peopleWrite'),
    )
  if (actor.suspendedUntil !== null && actor.suspendedUntil > now) {
    return refused(saying(accessRefusals, 'suspended'))
  }
  if (!actor.emailConfirmed) {
    return refused(saying(accessRefusals, 'unconfirmed'))
  }
  return ALLOWED
}

/** May this actor put links to other places into what they write? Staff and advocates, and whose level says so. */
export function mayLink(actor: Actor): boolean {
  return !isMember(actor) || actor.role !== 'customer' || actor.rights.includes('links')
}

/** May this actor put pictures into what they write? The same. */
export function mayShowPictures(actor: Actor): boolean {
  return !isMember(actor) || actor.role !== 'customer' || actor.rights.includes('pictures')
}

/** May this actor suspend or restore that member? Nobody suspends themselves or someone above them. */
export function maySuspend(actor: Actor, member: MemberFacts): Verdict {
  if (!isModerator(actor)) return refused(saying(accessRefusals, 'moderatorsSuspend'))
  if (actor.id === member.id) return refused(saying(accessRefusals, 'suspendYourself'))
  if (member.role === 'admin') return refused(saying(accessRefusals, 'suspendAdmin'))
  if (member.role === 'moderator' && !isAdmin(actor)) return refused(saying(accessRefusals, 'suspendModerator'))
  return ALLOWED
}

/** May this actor give that member another role? */
export function mayChangeRole(actor: Actor, member: MemberFacts): Verdict {
  if (!isAdmin(actor)) return refused(saying(accessRefusals, 'adminsChangeRoles'))
  if (actor.id === member.id) return refused(saying(accessRefusals, 'ownRole'))
  return ALLOWED
}

/** May this actor invite somebody? Admins: an invitation gives a role, and works where nobody can sign up. */
export function mayInvite(actor: Actor): Verdict {
  return isAdmin(actor) ? ALLOWED : refused(saying(accessRefusals, 'adminsInvite'))
}

/** May this actor change what runs the place: settings, categories? */
export function mayAdminister(actor: Actor): Verdict {
  return isAdmin(actor) ? ALLOWED : refused(saying(accessRefusals, 'adminsChange'))
}
