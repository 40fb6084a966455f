import { saying } from '#app/locale/saying.ts'
import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { mayPublishRevision } from '#app/access/articles.ts'
import { AppError } from '#app/kernel/errors.ts'
import { articleAddress } from '#app/kernel/addresses.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { redactionPatterns } from '#app/features/requests/queries/patterns.server.ts'
import { getArticle, getRevision, revisionFacts, type Revision } from '../queries/facts.server.ts'
import { personalDataIn } from '../queries/personal-data.server.ts'
import { renderArticle } from '../queries/render-article.server.ts'
import { staleness } from '../rules/revisions.ts'
import { putOut } from './put-out.server.ts'
import { getArticleToWork } from './decide-article.server.ts'

/**
 * Puts an approved revision before the readers. Refused while personal data stands in it. What follows —
 * search, the source threads' links, notices, credits, the topic's coverage — is enqueued with it.
 */
export async function publishRevision(
  context: Context,
  articleId: number,
  number: number,
): Promise<{ readonly address: string }> {
  const { db, viewer, clock, env } = context
  await getArticle(db, viewer, articleId)
  const toRender = await getRevision(db, articleId, number)
  demand(mayPublishRevision(viewer, revisionFacts(toRender)))
  refusePersonalData(toRender, await redactionPatterns(db))
  const html = await renderArticle(context, articleId, toRender.body)

  return inTransaction(db, async (trx) => {
    const now = clock.now()
    const { article } = await getArticleToWork(trx, viewer, articleId)
    const revision = await getRevision(trx, articleId, number)
    demand(mayPublishRevision(viewer, revisionFacts(revision)))
    if (article.state === 'withdrawn') {
      throw new AppError('conflict', saying(knowledgeRefusals, 'thisArticleWasWithdrawn'))
    }
    if (revision.body !== toRender.body || revision.title !== toRender.title) {
      throw new AppError('conflict', saying(knowledgeRefusals, 'theTextLostASentence'))
    }
    const stale = staleness({
      basedOn: revision.based_on,
      publishedRevision: article.published_revision,
    })
    if (stale !== null) throw new AppError('conflict', stale)
    const slug = await putOut(trx, article, revision, { html, by: viewer.id, at: now, baseUrl: env.baseUrl })
    await logAct(trx, {
      at: now,
      by: viewer.id,
      verb: 'publish',
      kind: 'article',
      id: articleId,
      detail: { revision: number },
    })
    await tell(trx, 'article.published', { article: articleId, topic: article.topic_id }, now)
    return { address: articleAddress({ id: articleId, slug }) }
  })
}

function refusePersonalData(revision: Revision, patterns: Parameters<typeof personalDataIn>[1]): void {
  const found = personalDataIn(revision, patterns)
  if (found.length === 0) return
  const list = found.map((one) => saying(knowledgeRefusals, 'personal.one', { ...one }))
  throw new AppError('invalid', saying(knowledgeRefusals, 'personal.stands', { list }))
}
