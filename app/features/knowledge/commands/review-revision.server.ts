import { saying } from '#app/locale/saying.ts'
import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { mayReviewRevision } from '#app/access/articles.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand, refused } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { getRevision, revisionFacts, type Revision } from '../queries/facts.server.ts'
import type { RevisionState } from '../types.ts'
import { settleState } from './article-state.server.ts'
import { getArticleToWork } from './decide-article.server.ts'

/** Hands the newest revision to the review. */
export async function submitRevision(context: Context, articleId: number): Promise<void> {
  const { db, viewer, clock } = context
  await inTransaction(db, async (trx) => {
    const found = await getArticleToWork(trx, viewer, articleId)
    const revision = await getRevision(trx, articleId, found.article.revision)
    if (revision.state === 'review') return
    if (revision.state !== 'draft' && revision.state !== 'declined') {
      throw new AppError('conflict', saying(knowledgeRefusals, 'thisRevisionWasReviewedAlready'))
    }
    await setState(trx, revision, 'review', {})
    await settleState(trx, found, 'review', clock.now())
    await logAct(trx, { at: clock.now(), by: viewer.id, verb: 'submit', kind: 'article', id: articleId })
  })
}

/** Approves or declines a revision that waits for a review; who wrote a proposal is told. */
export async function reviewRevision(
  context: Context,
  articleId: number,
  verdict: { readonly revision: number; readonly approved: boolean; readonly reason: string },
): Promise<void> {
  const { db, viewer, clock } = context
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const found = await getArticleToWork(trx, viewer, articleId)
    const revision = await getRevision(trx, articleId, verdict.revision)
    demand(mayReviewRevision(viewer, revisionFacts(revision)))
    if (revision.number !== found.article.revision) {
      demand(refused(saying(knowledgeRefusals, 'newerRevision', { number: found.article.revision })))
    }
    if (!verdict.approved && verdict.reason.length < 3) {
      const why = saying(knowledgeRefusals, 'sayWhatIsMissing')
      throw new AppError('invalid', why, { fields: { reason: why } })
    }
    const state = verdict.approved ? 'approved' : 'declined'
    await setState(trx, revision, state, {
      reviewed_by: viewer.id,
      reviewed_at: now,
      verdict: verdict.reason,
    })
    await settleState(trx, found, state, now)
    await logAct(trx, {
      at: now,
      by: viewer.id,
      verb: verdict.approved ? 'approve' : 'decline',
      kind: 'article',
      id: articleId,
      reason: verdict.reason,
      detail: { revision: revision.number },
    })
    await tell(trx, 'article.reviewed', { article: articleId, revision: revision.number }, now)
  })
}

async function setState(
  trx: Executor,
  revision: Revision,
  state: RevisionState,
  more: Partial<Pick<Revision, 'reviewed_by' | 'reviewed_at' | 'verdict'>>,
): Promise<void> {
  await trx
    .updateTable('article_revisions')
    .set({ state, ...more })
    .where('article_id', '=', revision.article_id)
    .where('number', '=', revision.number)
    .execute()
}
