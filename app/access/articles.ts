import { saying } from '#app/locale/saying.ts'
import { accessRefusals } from '#app/access/words/refusals.ts'
import { isMember, isModerator, isStaff, type Actor } from '#app/kernel/roles.ts'
import { ALLOWED, refused, type Verdict } from '#app/kernel/verdict.ts'
import { mayReadCategory, type CategoryFacts } from './categories.ts'
import { mayWrite } from './members.ts'

/** What decides who may see an article and act on it. */
export interface ArticleFacts {
  readonly id: number
  readonly category: CategoryFacts
  /** A revision of it was published, and it was not withdrawn since. */
  readonly isPublished: boolean
  readonly createdBy: number | null
}

/** What decides who may act on one revision. */
export interface RevisionFacts {
  readonly by: number | null
  readonly state: 'draft' | 'review' | 'approved' | 'declined' | 'published'
}

/** May this actor read the article? A published one like its category; others staff and who began it. */
export function mayReadArticle(actor: Actor, article: ArticleFacts): boolean {
  if (!mayReadCategory(actor, article.category)) return false
  if (article.isPublished) return true
  return isStaff(actor) || (isMember(actor) && actor.id === article.createdBy)
}

/** May this actor see revisions that are not published, their comments and the sources of each sentence? */
export function maySeeRevisions(actor: Actor): boolean {
  return isStaff(actor)
}

/** May this actor write an article or an edit? Any member who may write; others review it first. */
export function mayWriteArticle(actor: Actor, now: number): Verdict {
  return mayWrite(actor, now)
}

/**
 * May this actor attach documents for readers to download? Staff: unlike pictures they can't be encoded
 * anew, so that who reads them trusts who sent them.
 */
export function mayAttach(actor: Actor, now: number): Verdict {
  if (!isStaff(actor)) return refused(saying(accessRefusals, 'staffAttachFiles'))
  return mayWrite(actor, now)
}

/** May this actor make drafts from topics and threads, and keep them? Staff. */
export function mayDraft(actor: Actor): Verdict {
  return isStaff(actor) ? ALLOWED : refused(saying(accessRefusals, 'staffDraft'))
}

/** May this actor review the revision? Staff who did not write it. */
export function mayReviewRevision(actor: Actor, revision: RevisionFacts): Verdict {
  if (!isStaff(actor)) return refused(saying(accessRefusals, 'staffReview'))
  if (revision.state !== 'review') return refused(saying(accessRefusals, 'revisionNotWaiting'))
  return actor.id === revision.by ? refused(saying(accessRefusals, 'ownRevision')) : ALLOWED
}

/** May this actor publish the revision? Staff, once another person approved it. */
export function mayPublishRevision(actor: Actor, revision: RevisionFacts): Verdict {
  if (!isStaff(actor)) return refused(saying(accessRefusals, 'staffPublish'))
  return revision.state === 'approved' ? ALLOWED : refused(saying(accessRefusals, 'approvalMissing'))
}

/** May this actor mark an article as outdated or verified, name its owner, and settle what readers said? */
export function mayKeepArticle(actor: Actor): Verdict {
  return isStaff(actor) ? ALLOWED : refused(saying(accessRefusals, 'staffMindArticles'))
}

/** May this actor take an article off the site? Moderators and admins. */
export function mayWithdrawArticle(actor: Actor): Verdict {
  return isModerator(actor) ? ALLOWED : refused(saying(accessRefusals, 'moderatorsWithdraw'))
}

/** May this actor arrange the sections of the help centre? Moderators and admins. */
export function mayArrangeSections(actor: Actor): Verdict {
  return isModerator(actor) ? ALLOWED : refused(saying(accessRefusals, 'moderatorsArrange'))
}
