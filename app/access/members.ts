import { ALLOWED, refused, type Verdict } from '#app/kernel/verdict.ts'
import { isModerator, type Role, type Viewer } from '#app/kernel/roles.ts'

/** Facts about the member that is acted on. */
export interface MemberFacts {
  readonly id: number
  readonly role: Role
}

/** May this viewer write at all: signed in, confirmed, not suspended. `now` in UTC milliseconds. */
export function mayWrite(viewer: Viewer, now: number): Verdict {
  if (viewer.id === null) return refused('Sign in first.')
  if (viewer.suspendedUntil !== null && viewer.suspendedUntil > now) {
    return refused(
      'Your account is suspended, so you can read but not write. The mail that told you says why and until when.',
    )
  }
  if (!viewer.emailConfirmed) {
    return refused('Confirm your e-mail address first: the link is in the mail that was sent to you.')
  }
  return ALLOWED
}

/** May this viewer suspend or restore that member? Nobody suspends themselves or someone above them. */
export function maySuspend(viewer: Viewer, member: MemberFacts): Verdict {
  if (!isModerator(viewer)) return refused('Only moderators and admins suspend members.')
  if (viewer.id === member.id) return refused('You can’t suspend yourself.')
  if (member.role === 'admin') return refused('An admin must be made something else before being suspended.')
  if (member.role === 'moderator' && viewer.role !== 'admin') return refused('Only an admin suspends a moderator.')
  return ALLOWED
}

/** May this viewer give that member another role? */
export function mayChangeRole(viewer: Viewer, member: MemberFacts): Verdict {
  if (viewer.role !== 'admin') return refused('Only admins change roles.')
  if (viewer.id === member.id) return refused('You can’t change your own role: another admin does it.')
  return ALLOWED
}

/** May this viewer invite somebody? Admins: an invitation gives a role, and works where nobody can sign up. */
export function mayInvite(viewer: Viewer): Verdict {
  return viewer.role === 'admin' ? ALLOWED : refused('Only admins invite people.')
}

/** May this viewer change what runs the place: settings, categories? */
export function mayAdminister(viewer: Viewer): Verdict {
  return viewer.role === 'admin' ? ALLOWED : refused('Only admins change this.')
}
