import type { ArticleState, RevisionState } from '../types.ts'

/** Letters and counts that one article may hold. */
export const MAX_ALIASES = 12
export const MAX_ALIAS = 150

/** How an article stands, from what is published of it and its newest revision. */
export function stateAfter(facts: {
  readonly isPublished: boolean
  readonly isOutdated: boolean
  readonly isWithdrawn: boolean
  readonly newest: RevisionState
}): ArticleState {
  if (facts.isWithdrawn) return 'withdrawn'
  if (facts.isPublished) return facts.isOutdated ? 'outdated' : 'published'
  return facts.newest === 'review' || facts.newest === 'approved' ? 'review' : 'draft'
}

/** Why a revision can't go out although it was approved; null when it can. */
export function staleness(facts: {
  readonly basedOn: number
  readonly publishedRevision: number | null
}): string | null {
  return facts.publishedRevision !== null && facts.basedOn < facts.publishedRevision
    ? `Revision ${facts.publishedRevision} was published after this one was begun. Put its changes in first.`
    : null
}

/** An article that was verified, or published, so long ago is looked at again: half a year. */
export const REVIEW_AFTER = 182 * 24 * 3_600_000

/** What an article waits for, as a sentence of the desk. */
export function waitsFor(state: ArticleState, newest: RevisionState): string {
  if (state === 'withdrawn') return 'withdrawn'
  switch (newest) {
    case 'draft':
      return 'to be submitted'
    case 'review':
      return 'for a review'
    case 'approved':
      return 'to be published'
    case 'declined':
      return 'to be changed'
    case 'published':
      return state === 'outdated' ? 'to be brought up to date' : 'for nothing'
  }
}
