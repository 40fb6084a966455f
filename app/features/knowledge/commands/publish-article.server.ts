import { saying } from '#app/locale/saying.ts'
import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { mayPublishRevision } from '#app/access/articles.ts'
import { AppError } from '#app/kernel/errors.ts'
import { articleAddress } from '#app/kernel/addresses.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { RENDERER_VERSION } from '#app/platform/markdown-limits.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { redactionPatterns } from '#app/features/requests/queries/patterns.server.ts'
import type { ArticleRow } from '#db/schema/knowledge.ts'
import { getArticle, getRevision, revisionFacts, type Revision } from '../queries/facts.server.ts'
import { personalDataIn } from '../queries/personal-data.server.ts'
import { renderArticle } from '../queries/render-article.server.ts'
import { contentsOf, linksIn, summaryOf } from '../rules/page.ts'
import { REVIEW_AFTER, staleness } from '../rules/revisions.ts'
import { articleSlug } from '../rules/article-slug.ts'
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
    const slug = articleSlug(revision.title)
    await trx
      .updateTable('articles')
      .set({
        title: revision.title,
        slug,
        html,
        summary: summaryOf(html),
        contents: contentsOf(html),
        aliases: revision.aliases,
        tags: revision.tags,
        renderer: RENDERER_VERSION,
        translated_revision: await followedRevision(trx, article, revision),
        published_revision: number,
        published_at: article.published_at ?? now,
        published_by: viewer.id,
        verified_at: now,
        verified_by: viewer.id,
        review_by_at: now + REVIEW_AFTER,
        reminded_at: null,
        outdated_at: null,
        outdated_reason: null,
        flagged_at: null,
        flagged_reason: null,
        state: 'published',
        listed: 1,
        updated_at: now,
      })
      .where('id', '=', articleId)
      .execute()
    await trx
      .updateTable('article_revisions')
      .set({ state: 'published' })
      .where('article_id', '=', articleId)
      .where('number', '=', number)
      .execute()
    await keepLinks(trx, articleId, linksIn(html, env.baseUrl))
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

/** Which revision of the original a translation follows: the one its translator could see. */
async function followedRevision(
  trx: Executor,
  { translation_of, translated_revision }: Pick<ArticleRow, 'translation_of' | 'translated_revision'>,
  revision: Revision,
): Promise<number | null> {
  if (translation_of === null) return null
  const original = await trx
    .selectFrom('articles')
    .innerJoin('article_revisions', (join) =>
      join
        .onRef('article_revisions.article_id', '=', 'articles.id')
        .onRef('article_revisions.number', '=', 'articles.published_revision'),
    )
    .select(['article_revisions.number', 'article_revisions.reviewed_at'])
    .where('articles.id', '=', translation_of)
    .executeTakeFirst()
  return original && (original.reviewed_at ?? 0) <= revision.at ? original.number : translated_revision
}

async function keepLinks(trx: Executor, articleId: number, found: ReturnType<typeof linksIn>): Promise<void> {
  await trx.deleteFrom('article_links').where('article_id', '=', articleId).execute()
  const links = found.filter((link) => link.kind !== 'article' || link.id !== articleId)
  if (links.length === 0) return
  await trx
    .insertInto('article_links')
    .values(links.map(({ kind, id }) => ({ article_id: articleId, kind, subject_id: id })))
    .execute()
}
