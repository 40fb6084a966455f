import { saying, type Saying } from '#app/locale/saying.ts'
import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import type { ArticleState, DeskWait, RevisionState } from '../types.ts'

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
}): Saying | null {
  return facts.publishedRevision !== null && facts.basedOn < facts.publishedRevision
    ? saying(knowledgeRefusals, 'publishedMeanwhile', { number: facts.publishedRevision })
    : null
}

/** An article that was verified, or published, so long ago is looked at again: half a year. */
export const REVIEW_AFTER = 182 * 24 * 3_600_000

/** What an article waits for, by its state and its newest revision. */
export function waitsFor(state: ArticleState, newest: RevisionState): DeskWait {
  if (state === 'withdrawn') return 'withdrawn'
  switch (newest) {
    case 'draft':
      return 'submitted'
    case 'review':
      return 'reviewed'
    case 'approved':
      return 'published'
    case 'declined':
      return 'changed'
    case 'published':
      return state === 'outdated' ? 'updated' : 'nothing'
  }
}
