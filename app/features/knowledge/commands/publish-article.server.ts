import { mayPublishRevision } from '#app/access/articles.ts'
import { AppError } from '#app/kernel/errors.ts'
import { articleAddress } from '#app/kernel/addresses.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { RENDERER_VERSION } from '#app/platform/markdown.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { getArticle, getRevision, revisionFacts, type Revision } from '../queries/facts.server.ts'
import { personalDataIn } from '../queries/personal-data.server.ts'
import { numberedSources } from '../queries/sources.server.ts'
import { articleHtml, contentsOf, linksIn, summaryOf, withSources } from '../rules/page.ts'
import { joinParts, partsOf } from '../rules/parts.ts'
import { REVIEW_AFTER, staleness } from '../rules/revisions.ts'
import { articleSlug, enqueueSettling, getArticleToWork } from './steps.server.ts'

/**
 * Puts an approved revision before the readers. Refused while personal data stands in it. What follows —
 * search, the source threads' links, notices, credits, the topic's coverage — is enqueued with it.
 */
export async function publishRevision(
  context: Context,
  articleId: number,
  number: number,
): Promise<{ readonly address: string }> {
  const { db, viewer, clock } = context
  const seen = await getArticle(db, viewer, articleId)
  const toRender = await getRevision(db, articleId, number)
  demand(mayPublishRevision(viewer, revisionFacts(toRender)))
  refusePersonalData(toRender)
  const html = await renderArticle(context, articleId, toRender.body)

  return inTransaction(db, async (trx) => {
    const now = clock.now()
    const { article } = await getArticleToWork(trx, viewer, articleId)
    const revision = await getRevision(trx, articleId, number)
    demand(mayPublishRevision(viewer, revisionFacts(revision)))
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
    await keepLinks(trx, articleId, html)
    await logAct(trx, { at: now, by: viewer.id, verb: 'publish', kind: 'article', id: articleId, detail: { revision: number } }) // prettier-ignore
    await enqueueSettling(trx, seen.article, now)
    return { address: articleAddress({ id: articleId, slug }) }
  })
}

/** A revision's Markdown as the page has it: parts, heads with ids, sources as small marks. */
export async function renderArticle(
  { db, markdown }: Pick<Context, 'db' | 'markdown'>,
  articleId: number,
  body: string,
): Promise<string> {
  const marks = (await numberedSources(db, articleId)).marks
  const parts = partsOf(withSources(body, marks))
  const rendered: string[] = []
  for (const part of parts) rendered.push(await markdown.render(part.markdown))
  return articleHtml(joinParts(parts, rendered))
}

function refusePersonalData(revision: Revision): void {
  const found = personalDataIn(revision)
  if (found.length === 0) return
  const list = found.map(({ what, quote }) => `${what.toLowerCase()} (${quote})`).join(', ')
  throw new AppError('invalid', `Personal data stands in it: ${list}. Take it out, then submit again.`) // prettier-ignore
}

async function keepLinks(trx: Executor, articleId: number, html: string): Promise<void> {
  await trx.deleteFrom('article_links').where('article_id', '=', articleId).execute()
  const links = linksIn(html).filter((link) => link.kind !== 'article' || link.id !== articleId)
  if (links.length === 0) return
  await trx
    .insertInto('article_links')
    .values(links.map(({ kind, id }) => ({ article_id: articleId, kind, subject_id: id })))
    .execute()
}
