import { saying } from '#app/locale/saying.ts'
import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { maySeeRevisions } from '#app/access/articles.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { demand, refused } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { getArticleToWork } from './decide-article.server.ts'

/** A remark on a revision, for whoever works on it. */
export async function commentRevision(
  { db, viewer, clock }: Context,
  articleId: number,
  remark: { readonly revision: number; readonly body: string },
): Promise<void> {
  if (remark.body === '') {
    const why = saying(knowledgeRefusals, 'writeSomethingFirst')
    throw new AppError('invalid', why, { fields: { reason: why } })
  }
  await inTransaction(db, async (trx) => {
    const { article } = await getArticleToWork(trx, viewer, articleId)
    await trx
      .insertInto('article_comments')
      .values({
        article_id: articleId,
        revision: Math.min(Math.max(1, remark.revision), article.revision),
        by_id: viewer.id,
        body: remark.body,
        at: clock.now(),
      })
      .execute()
  })
}

/** Marks a remark as dealt with. Pressed twice, nothing more happens. */
export async function resolveComment(
  { db, viewer, clock }: Context,
  articleId: number,
  commentId: number,
): Promise<void> {
  demand(maySeeRevisions(viewer) ? { ok: true } : refused(saying(knowledgeRefusals, 'onlyStaffDo')))
  const row = await db
    .updateTable('article_comments')
    .set({ resolved_at: clock.now(), resolved_by: viewer.id })
    .where('id', '=', commentId)
    .where('article_id', '=', articleId)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound(saying(knowledgeRefusals, 'thisRemark'))
}
