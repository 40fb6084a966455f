import { listedArticles } from '#app/access/articles.server.ts'
import { listedThreads } from '#app/access/threads.server.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { addressOf, articleAddress } from '#app/kernel/addresses.ts'
import { AppError } from '#app/kernel/errors.ts'
import { GUEST } from '#app/kernel/roles.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { findRefusals } from '../words/refusals.ts'

/** Ids in one page of the sitemap; the protocol allows 50,000 addresses. */
const SPAN = 20_000

type Reading = Pick<Context, 'db' | 'env'>

/**
 * The sitemap: without `page` the index of its pages; for `kb` the articles; else the answered threads whose
 * ids lie in that page. Threads that nobody has answered are kept out of search engines.
 */
export async function getSitemap({ db, env }: Reading, page: string | null): Promise<string> {
  const categories = await categoriesFor(db, GUEST)
  const { highest } = await db
    .selectFrom('threads')
    .select((eb) => eb.fn.max('id').as('highest'))
    .executeTakeFirstOrThrow()
  const pages = Math.max(1, Math.ceil(Number(highest ?? 0) / SPAN))
  if (page === null) {
    const maps = Array.from(
      { length: pages },
      (_, n) => `<sitemap><loc>${env.baseUrl}/sitemap.xml?page=${n + 1}</loc></sitemap>`,
    )
    const articles = `<sitemap><loc>${env.baseUrl}/sitemap.xml?page=kb</loc></sitemap>`
    return wrap('sitemapindex', [...maps, articles])
  }
  if (page === 'kb') return articleMap(db, env.baseUrl, categories.unreadable)
  const n = Number(page)
  if (!Number.isInteger(n) || n < 1 || n > pages) throw new AppError('not-found', saying(findRefusals, 'sitemap'))
  const rows = await db
    .selectFrom('threads')
    .select(['id', 'slug', 'last_post_at'])
    .where(listedThreads(categories.unreadable))
    .where('id', '>', (n - 1) * SPAN)
    .where('id', '<=', n * SPAN)
    .where('answer_count', '>', 0)
    .orderBy('id')
    .execute()
  const fixed = n === 1 ? ['/', '/threads', ...categories.readable.map((category) => `/c/${category.slug}`)] : []
  return wrap('urlset', [
    ...fixed.map((path) => `<url><loc>${env.baseUrl}${path}</loc></url>`),
    ...rows.map(
      (row) =>
        `<url><loc>${env.baseUrl}${addressOf(row)}</loc><lastmod>${new Date(row.last_post_at).toISOString()}</lastmod></url>`,
    ),
  ])
}

/** The articles, the newest first; the protocol allows 50,000 addresses. */
async function articleMap(db: Executor, baseUrl: string, unreadable: readonly number[]): Promise<string> {
  const rows = await db
    .selectFrom('articles')
    .select(['id', 'slug', 'updated_at'])
    .where(listedArticles(unreadable))
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(49_000)
    .execute()
  return wrap('urlset', [
    `<url><loc>${baseUrl}/kb</loc></url>`,
    ...rows.map(
      (row) =>
        `<url><loc>${baseUrl}${articleAddress(row)}</loc><lastmod>${new Date(row.updated_at).toISOString()}</lastmod></url>`,
    ),
  ])
}

function wrap(tag: string, lines: readonly string[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<${tag} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join('\n')}\n</${tag}>\n`
}
