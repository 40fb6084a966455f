import { listedArticles } from '#app/access/articles.server.ts'
import { mayDraft, mayWriteArticle } from '#app/access/articles.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { articleAddress } from '#app/kernel/addresses.ts'
import { isMember } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { headingsOf, summaryOf } from '../rules/page.ts'
import { choicesOf, showPart } from '../rules/parts.ts'
import type { ArticlePageView } from '../types.ts'
import { getArticle, getRevision, workingRevision, type ReadableArticle } from './facts.server.ts'
import { renderArticle } from './render-article.server.ts'
import { numberedSources } from './sources.server.ts'

type Reading = Pick<Context, 'db' | 'viewer' | 'clock' | 'env' | 'markdown'>
type View = Omit<ArticlePageView, 'related' | 'relatedThreads'>

const MOST_SOURCES = 6
const MOST_LINKED = 6

/** An article as its readers see it; before it is published only staff and its author do. */
export async function getArticlePage(
  context: Reading,
  id: number,
  asked: { readonly part: string | null },
): Promise<View> {
  const { db, viewer, clock, env } = context
  const now = clock.now()
  const found = await getArticle(db, viewer, id)
  const { article, category } = found
  const revision = await getRevision(db, id, article.published_revision ?? (await workingRevision(db, viewer, article)))
  // What was never published was never rendered.
  const isOut = article.published_revision !== null
  const html = isOut ? article.html : await renderArticle(context, id, revision.body)
  const choices = choicesOf(revision.body)
  const chosen = choices.find((one) => one.key === asked.part)?.key ?? choices[0]?.key ?? null
  const said = { title: revision.title, aliases: JSON.parse(revision.aliases) as string[], body: revision.body }
  const sources = await numberedSources(db, id, said, now)
  const credits = await db
    .selectFrom('article_credits')
    .select('member_id')
    .where('article_id', '=', id)
    .orderBy('at')
    .limit(20)
    .execute()
  const people = await findPeople(db, [article.owner_id, article.verified_by, ...credits.map((one) => one.member_id)])
  const vote = isMember(viewer) ? await findVote(db, id, viewer.id) : null
  const address = articleAddress(article)
  const isOver = article.review_by_at !== null && article.review_by_at < now
  const view = {
    id,
    address,
    url: `${env.baseUrl}${address}`,
    title: revision.title,
    aliases: said.aliases,
    description: isOut ? article.summary : summaryOf(html),
    language: article.language,
    html: showPart(html, chosen),
    headings: headingsOf(html),
    choices,
    chosen,
    category: { id: category.id, slug: category.slug, name: category.name },
    section: await sectionOf(db, article.section_id),
    tags: JSON.parse(revision.tags) as string[],
    state: article.state,
    publishedAt: article.published_at,
    updatedAt: article.updated_at,
    verified:
      article.verified_at === null
        ? null
        : {
            at: article.verified_at,
            by: people.get(article.verified_by ?? 0)?.name ?? null,
            until: article.review_by_at,
            isOver,
          },
    owner: people.get(article.owner_id ?? 0) ?? null,
    revisionCount: article.revision,
    outdated: article.outdated_at === null ? null : { at: article.outdated_at, reason: article.outdated_reason ?? '' },
    madeFrom: sources.threads.slice(0, MOST_SOURCES),
    moreThreads: Math.max(0, sources.threads.length - MOST_SOURCES),
    requestCount: sources.requestCount,
    credits: credits.flatMap((one) => people.get(one.member_id) ?? []),
    translations: await translationsOf(db, found),
    originalMovedOn: await originalMovedOn(db, found),
    linkedFrom: await linkedFrom(db, found),
    helpfulCount: article.helpful_count,
    voteCount: article.helpful_count + article.unhelpful_count,
    vote,
    // Whoever published it since stands behind it; what nobody published is nobody's word yet.
    isDemo: article.source === 'demo' && article.published_revision === 1 && article.published_by === null,
    isByMachine: article.door === 'machine' && article.published_by === null,
    may: {
      edit: mayDraft(viewer).ok,
      propose: mayWriteArticle(viewer, now).ok,
      work: mayDraft(viewer).ok,
    },
  }
  return { ...view, structured: structuredData(view) }
}

/** Where an article's readers find it, for an address that gives its number alone. Throws `not-found`. */
export async function getArticleAddress({ db, viewer }: Pick<Reading, 'db' | 'viewer'>, id: number): Promise<string> {
  return articleAddress((await getArticle(db, viewer, id)).article)
}

async function findVote(db: Executor, articleId: number, memberId: number): Promise<ArticlePageView['vote']> {
  const row = await db
    .selectFrom('article_votes')
    .select(['helpful', 'reason'])
    .where('article_id', '=', articleId)
    .where('voter_key', '=', `member ${memberId}`)
    .executeTakeFirst()
  return row ? { helpful: row.helpful === 1, reason: row.reason } : null
}

async function sectionOf(db: Executor, sectionId: number | null): Promise<ArticlePageView['section']> {
  if (sectionId === null) return null
  const row = await db.selectFrom('sections').select(['slug', 'name']).where('id', '=', sectionId).executeTakeFirst()
  return row ?? null
}

/** The same article in other languages: the original, and everything translated from it. */
async function translationsOf(
  db: Executor,
  { article, categories }: ReadableArticle,
): Promise<ArticlePageView['translations']> {
  const original = article.translation_of ?? article.id
  const rows = await db
    .selectFrom('articles')
    .select(['id', 'slug', 'title', 'language'])
    .where((eb) => eb.or([eb('id', '=', original), eb('translation_of', '=', original)]))
    .where('id', '!=', article.id)
    .where(listedArticles(categories.unreadable))
    .orderBy('language')
    .limit(40)
    .execute()
  return rows.map((row) => ({
    address: articleAddress(row),
    title: row.title,
    language: row.language,
    isOriginal: row.id === original,
  }))
}

async function originalMovedOn(
  db: Executor,
  { article, categories }: ReadableArticle,
): Promise<ArticlePageView['originalMovedOn']> {
  if (article.translation_of === null) return null
  const original = await db
    .selectFrom('articles')
    .select(['id', 'slug', 'title', 'published_revision'])
    .where('id', '=', article.translation_of)
    .where(listedArticles(categories.unreadable))
    .executeTakeFirst()
  if (!original || (original.published_revision ?? 0) <= (article.translated_revision ?? 0)) return null
  return { address: articleAddress(original), title: original.title }
}

async function linkedFrom(
  db: Executor,
  { article, categories }: ReadableArticle,
): Promise<ArticlePageView['linkedFrom']> {
  const rows = await db
    .selectFrom('article_links')
    .innerJoin('articles', 'articles.id', 'article_links.article_id')
    .select(['articles.id', 'articles.slug', 'articles.title'])
    .where('article_links.kind', '=', 'article')
    .where('article_links.subject_id', '=', article.id)
    .where(listedArticles(categories.unreadable) as never)
    .orderBy('articles.read_count', 'desc')
    .orderBy('articles.id')
    .limit(MOST_LINKED)
    .execute()
  return rows.map((row) => ({ address: articleAddress(row), title: row.title }))
}

/** What search engines read (schema.org, TechArticle), safe inside a script element. */
function structuredData(
  view: Pick<
    View,
    'title' | 'description' | 'url' | 'language' | 'publishedAt' | 'updatedAt' | 'owner' | 'aliases' | 'tags'
  >,
): string {
  const at = (time: number | null): string | undefined => (time === null ? undefined : new Date(time).toISOString())
  return JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'TechArticle',
    headline: view.title,
    alternativeHeadline: view.aliases,
    description: view.description,
    url: view.url,
    inLanguage: view.language,
    datePublished: at(view.publishedAt),
    dateModified: at(view.updatedAt),
    keywords: view.tags.join(', ') || undefined,
    author: view.owner ? { '@type': 'Person', name: view.owner.name } : undefined,
  }).replace(/</g, '\\u003c')
}
