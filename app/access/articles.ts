import { isMember, isModerator, isStaff, type Viewer } from '#app/kernel/roles.ts'
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

/** May this viewer read the article? A published one like its category; others staff and who began it. */
export function mayReadArticle(viewer: Viewer, article: ArticleFacts): boolean {
  if (!mayReadCategory(viewer, article.category)) return false
  if (article.isPublished) return true
  return isStaff(viewer) || (isMember(viewer) && viewer.id === article.createdBy)
}

/** May this viewer see revisions that are not published, their comments and the sources of each sentence? */
export function maySeeRevisions(viewer: Viewer): boolean {
  return isStaff(viewer)
}

/** May this viewer write an article or an edit? Any member who may write; others review it first. */
export function mayWriteArticle(viewer: Viewer, now: number): Verdict {
  return mayWrite(viewer, now)
}

/**
 * May this viewer attach documents for readers to download? Staff: unlike pictures they can't be encoded
 * anew, so that who reads them trusts who sent them.
 */
export function mayAttach(viewer: Viewer, now: number): Verdict {
  if (!isStaff(viewer)) return refused('Only staff attach files that are no pictures.')
  return mayWrite(viewer, now)
}

/** May this viewer make drafts from topics and threads, and keep them? Staff. */
export function mayDraft(viewer: Viewer): Verdict {
  return isStaff(viewer) ? ALLOWED : refused('Only staff make drafts.')
}

/** May this viewer review the revision? Staff who did not write it. */
export function mayReviewRevision(viewer: Viewer, revision: RevisionFacts): Verdict {
  if (!isStaff(viewer)) return refused('Only staff review articles.')
  if (revision.state !== 'review') return refused('This revision does not wait for a review.')
  return viewer.id === revision.by ? refused('You wrote this, so somebody else reviews it.') : ALLOWED
}

/** May this viewer publish the revision? Staff, once another person approved it. */
export function mayPublishRevision(viewer: Viewer, revision: RevisionFacts): Verdict {
  if (!isStaff(viewer)) return refused('Only staff publish articles.')
  return revision.state === 'approved'
    ? ALLOWED
    : refused('Another person has to approve this revision before it is published.')
}

/** May this viewer mark an article as outdated or verified, name its owner, and settle what readers said? */
export function mayKeepArticle(viewer: Viewer): Verdict {
  return isStaff(viewer) ? ALLOWED : refused('Only staff look after articles.')
}

/** May this viewer take an article off the site? Moderators and admins. */
export function mayWithdrawArticle(viewer: Viewer): Verdict {
  return isModerator(viewer) ? ALLOWED : refused('Only moderators and admins withdraw articles.')
}

/** May this viewer arrange the sections of the help centre? Moderators and admins. */
export function mayArrangeSections(viewer: Viewer): Verdict {
  return isModerator(viewer) ? ALLOWED : refused('Only moderators and admins arrange sections.')
}
