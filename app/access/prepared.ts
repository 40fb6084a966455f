import { saying } from '#app/locale/saying.ts'
import { accessRefusals } from '#app/access/words/refusals.ts'
import { isStaff, type Actor } from '#app/kernel/roles.ts'
import { ALLOWED, refused, type Verdict } from '#app/kernel/verdict.ts'
import { mayActAtDesk, mayWorkDesk } from './escalations.ts'

/** What decides who may do what with a prepared answer. */
export interface PreparedFacts {
  /** Who wrote its present words. */
  readonly authorId: number | null
  readonly isReviewed: boolean
  readonly isRetired: boolean
}

/** May this actor see prepared answers? Staff. */
export function maySeePrepared(actor: Actor): Verdict {
  return mayWorkDesk(actor)
}

/** May this actor write prepared answers, retire them and bring them back? Staff who are not suspended. */
export function mayWritePrepared(actor: Actor, now: number): Verdict {
  return mayActAtDesk(actor, now)
}

/** May this actor review one? Staff who did not write its present words. */
export function mayReviewPrepared(actor: Actor, prepared: PreparedFacts, now: number): Verdict {
  const write = mayWritePrepared(actor, now)
  if (!write.ok) return write
  return actor.id === prepared.authorId ? refused(saying(accessRefusals, 'ownPrepared')) : ALLOWED
}

/** Is one offered to this actor while they answer? Reviewed ones to all staff, drafts to who wrote them. */
export function isOffered(actor: Actor, prepared: PreparedFacts): boolean {
  if (!isStaff(actor) || prepared.isRetired) return false
  return prepared.isReviewed || actor.id === prepared.authorId
}
