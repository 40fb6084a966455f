import { tell } from '#app/platform/events/tell.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { ReadableArticle } from '../queries/facts.server.ts'
import { stateAfter } from '../rules/revisions.ts'
import type { RevisionState } from '../types.ts'

/** Brings the article's own state in line with its newest revision and what is published. */
export async function settleState(
  trx: Executor,
  { article }: Pick<ReadableArticle, 'article'>,
  newest: RevisionState,
  now: number,
): Promise<void> {
  const state = stateAfter({
    isPublished: article.published_revision !== null,
    isOutdated: article.outdated_at !== null,
    isWithdrawn: article.state === 'withdrawn',
    newest,
  })
  await trx.updateTable('articles').set({ state, updated_at: now }).where('id', '=', article.id).execute()
  await tell(trx, 'article.worked-on', { article: article.id }, now)
}
