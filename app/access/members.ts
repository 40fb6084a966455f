import { ALLOWED, refused, type Verdict } from '#app/kernel/verdict.ts'
import { type Actor, isAdmin, isModerator, type Role } from '#app/kernel/roles.ts'

/** Facts about the member that is acted on. */
export interface MemberFacts {
  readonly id: number
  readonly role: Role
}

/** May this actor write at all: signed in, confirmed, not suspended. `now` in UTC milliseconds. */
export function mayWrite(actor: Actor, now: number): Verdict {
  if (actor.id === null) return refused(actor.role === 'guest' ? 'Sign in first.' : 'Only people write here.')
  if (actor.suspendedUntil !== null && actor.suspendedUntil > now) {
    return refused(
      'Your account is suspended, so you can read but not write. The mail that told you says why and until when.',
    )
  }
  if (!actor.emailConfirmed) {
    return refused('Confirm your e-mail address first: the link is in the mail that was sent to you.')
  }
  return ALLOWED
}

/** May this actor suspend or restore that member? Nobody suspends themselves or someone above them. */
export function maySuspend(actor: Actor, member: MemberFacts): Verdict {
  if (!isModerator(actor)) return refused('Only moderators and admins suspend members.')
  if (actor.id === member.id) return refused('You can’t suspend yourself.')
  if (member.role === 'admin') return refused('An admin must be made something else before being suspended.')
  if (member.role === 'moderator' && !isAdmin(actor)) return refused('Only an admin suspends a moderator.')
  return ALLOWED
}

/** May this actor give that member another role? */
export function mayChangeRole(actor: Actor, member: MemberFacts): Verdict {
  if (!isAdmin(actor)) return refused('Only admins change roles.')
  if (actor.id === member.id) return refused('You can’t change your own role: another admin does it.')
  return ALLOWED
}

/** May this actor invite somebody? Admins: an invitation gives a role, and works where nobody can sign up. */
export function mayInvite(actor: Actor): Verdict {
  return isAdmin(actor) ? ALLOWED : refused('Only admins invite people.')
}

/** May this actor change what runs the place: settings, categories? */
export function mayAdminister(actor: Actor): Verdict {
  return isAdmin(actor) ? ALLOWED : refused('Only admins change this.')
}
