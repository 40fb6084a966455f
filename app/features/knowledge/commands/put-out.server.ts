import { RENDERER_VERSION } from '#app/platform/markdown-limits.server.ts'
import type { ArticleRow } from '#db/schema/knowledge.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { Revision } from '../queries/facts.server.ts'
import { articleSlug } from '../rules/article-slug.ts'
import { contentsOf, linksIn, summaryOf } from '../rules/page.ts'
import { REVIEW_AFTER } from '../rules/revisions.ts'

type Published = Pick<ArticleRow, 'id' | 'published_at' | 'translation_of' | 'translated_revision'>

/**
 * Writes a revision as what readers see. `by`: the person who publishes it and so verifies it; null for the product
 * itself, which verifies nothing. Gives the article's slug; what follows is the caller's to tell.
 */
export async function putOut(
  trx: Executor,
  article: Published,
  revision: Revision,
  {
    html,
    by,
    at,
    baseUrl,
  }: { readonly html: string; readonly by: number | null; readonly at: number; readonly baseUrl: string },
): Promise<string> {
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
      published_revision: revision.number,
      published_at: article.published_at ?? at,
      published_by: by,
      verified_at: by === null ? null : at,
      verified_by: by,
      review_by_at: at + REVIEW_AFTER,
      reminded_at: null,
      outdated_at: null,
      outdated_reason: null,
      flagged_at: null,
      flagged_reason: null,
      state: 'published',
      listed: 1,
      updated_at: at,
    })
    .where('id', '=', article.id)
    .execute()
  await trx
    .updateTable('article_revisions')
    .set({ state: 'published' })
    .where('article_id', '=', article.id)
    .where('number', '=', revision.number)
    .execute()
  await keepLinks(trx, article.id, linksIn(html, baseUrl))
  return slug
}

/** Which revision of the original a translation follows: the one its translator could see. */
async function followedRevision(
  trx: Executor,
  { translation_of, translated_revision }: Published,
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
