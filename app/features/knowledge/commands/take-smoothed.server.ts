import { saying, sayingText } from '#app/locale/saying.ts'
import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { AppError } from '#app/kernel/errors.ts'
import type { Context } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { getRevision } from '../queries/facts.server.ts'
import { getArticleToWork } from './decide-article.server.ts'
import { insertRevision } from './revision-rows.server.ts'

/** Makes a configured model's wording of the newest draft a revision of its own. */
export async function takeSmoothed({ db, viewer, clock }: Context, articleId: number): Promise<void> {
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const { article } = await getArticleToWork(trx, viewer, articleId)
    const revision = await getRevision(trx, articleId, article.revision)
    if (revision.smoothed === '' || revision.state !== 'draft') {
      throw new AppError('conflict', saying(knowledgeRefusals, 'thereIsNoWording'))
    }
    await insertRevision(trx, articleId, article.revision + 1, {
      text: {
        title: revision.title,
        body: revision.smoothed,
        aliases: JSON.parse(revision.aliases) as string[],
        tags: JSON.parse(revision.tags) as string[],
      },
      by: viewer.id,
      at: now,
      state: 'draft',
      basedOn: revision.based_on,
      reason: sayingText(knowledgeRefusals, 'reason.worded'),
    })
    await trx
      .updateTable('articles')
      .set({ revision: article.revision + 1, updated_at: now })
      .where('id', '=', articleId)
      .execute()
  })
}

/** Asks the configured model for its wording of the newest draft, once more. */
export async function askToSmooth({ db, viewer, clock, env }: Context, articleId: number): Promise<void> {
  if (env.aiBaseUrl === null) throw new AppError('unavailable', saying(knowledgeRefusals, 'noModelIsConfigured'))
  await inTransaction(db, async (trx) => {
    const { article } = await getArticleToWork(trx, viewer, articleId)
    const payload = { article: articleId, revision: article.revision }
    await enqueue(trx, 'article.smooth', payload, { now: clock.now() })
  })
}
