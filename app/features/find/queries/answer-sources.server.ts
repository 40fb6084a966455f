import { GUEST } from '#app/kernel/roles.ts'
import { writtenIn } from '#app/text/language.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { findListedThreads } from '#app/features/forum/queries/thread-list.server.ts'
import { findListedArticles } from '#app/features/knowledge/queries/article-list.server.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { plainText } from '#app/kernel/text.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { SearchEngine } from '#search/engine.ts'
import { enoughSources, type AnswerSource } from '../rules/worded-answer.ts'
import { weighAsked } from './suggestions.server.ts'

/** Something that everybody may read and that answers. */
export interface ListedSource extends AnswerSource {
  readonly kind: 'article' | 'thread'
  readonly id: number
  readonly address: string
}

const ARTICLES = 4
const THREADS = 8
const SOURCES = 4

/**
 * What an answer to `words` may be worded from: published articles and accepted answers that guests may read, whoever asks, so
 * that nothing of a closed category reaches the model, and one answer serves all. Empty where none says enough.
 */
export async function findAnswerSources(
  { db }: Pick<Context, 'db'>,
  search: SearchEngine,
  words: string,
): Promise<readonly ListedSource[]> {
  const categories = await categoriesFor(db, GUEST)
  const language = writtenIn(words)
  const query = {
    text: words,
    withoutCategories: categories.unreadable,
    skip: 0,
    ...(language !== null && { languages: [language] }),
  }
  const articles = await search.articles.search({ ...query, limit: ARTICLES })
  const threads = await search.threads.search({ ...query, state: 'solved', limit: THREADS })
  const asked = await weighAsked(search, words, [...articles.alike, ...threads.alike])
  const found = [
    ...(await articleSources(
      db,
      articles.hits.map(({ id }) => id),
      categories,
    )),
    ...(await threadSources(
      db,
      threads.hits.map(({ id }) => id),
      categories.unreadable,
    )),
  ]
  return enoughSources(asked, found, SOURCES)
}

async function articleSources(
  db: Context['db'],
  ids: readonly number[],
  categories: Awaited<ReturnType<typeof categoriesFor>>,
): Promise<readonly ListedSource[]> {
  const listed = await findListedArticles(db, ids, categories)
  if (listed.length === 0) return []
  const rows = await db
    .selectFrom('articles')
    .select(['id', 'contents'])
    .where(
      'id',
      'in',
      listed.map(({ id }) => id),
    )
    .execute()
  return listed.map(({ id, title, address }) => ({
    kind: 'article',
    id,
    title,
    address,
    text: rows.find((row) => row.id === id)?.contents ?? '',
  }))
}

async function threadSources(
  db: Context['db'],
  ids: readonly number[],
  unreadable: readonly number[],
): Promise<readonly ListedSource[]> {
  const listed = await findListedThreads(db, ids, unreadable)
  if (listed.length === 0) return []
  const rows = await db
    .selectFrom('threads')
    .innerJoin('posts', 'posts.id', 'threads.accepted_post_id')
    .select(['threads.id', 'posts.html'])
    .where(
      'threads.id',
      'in',
      listed.map(({ id }) => id),
    )
    .where('posts.hidden_at', 'is', null)
    .execute()
  return rows.flatMap(({ id, html }): readonly ListedSource[] => {
    const thread = listed.find((one) => one.id === id)
    return thread
      ? [{ kind: 'thread', id, title: thread.title, address: addressOf(thread), text: plainText(html) }]
      : []
  })
}
