import { mayDraft } from '#app/access/articles.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { lockRow, type Executor } from '#db/transaction.server.ts'
import { getArticle, type ReadableArticle } from '../queries/facts.server.ts'

/** The article with its row locked, for a command that decides about it. */
export async function getArticleToDecide(
  trx: Executor,
  viewer: Context['viewer'],
  id: number,
): Promise<ReadableArticle> {
  await lockRow(trx, 'articles', id)
  return getArticle(trx, viewer, id)
}

/** The same for what only staff do. */
export async function getArticleToWork(trx: Executor, viewer: Context['viewer'], id: number): Promise<ReadableArticle> {
  demand(mayDraft(viewer))
  return getArticleToDecide(trx, viewer, id)
}
