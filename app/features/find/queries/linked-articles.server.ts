import { sql } from 'kysely'
import { listedThreads } from '#app/access/threads.server.ts'
import type { Executor } from '#db/transaction.server.ts'

/** An article's address in a post. */
const ARTICLE_LINK = /\/kb\/(\d{1,9})\//g
/** A vote of "helpful" says as much as so many readers. */
const HELPFUL = 5

/**
 * For each of these threads the articles that it leads to: linked in its posts, made from it, or linking to it.
 * Only threads that everybody who may read their category may read are asked.
 */
export async function linkedArticles(
  db: Executor,
  threadIds: readonly number[],
  unreadable: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  const links = new Map<number, Set<number>>()
  if (threadIds.length === 0) return new Map()
  const add = (threadId: number, articleId: number): void => {
    const known = links.get(threadId) ?? new Set<number>()
    links.set(threadId, known.add(articleId))
  }
  const listed = await db
    .selectFrom('threads')
    .select('id')
    .where('id', 'in', [...threadIds])
    .where(listedThreads(unreadable))
    .execute()
  const ids = listed.map((row) => row.id)
  if (ids.length === 0) return new Map()
  const posts = await db
    .selectFrom('posts')
    .select(['thread_id', 'body'])
    .where('thread_id', 'in', ids)
    .where('hidden_at', 'is', null)
    // A literal: the index `posts_linking_articles` holds only these posts.
    .where(sql<boolean>`body like '%/kb/%'`)
    .execute()
  for (const post of posts) {
    for (const [, id] of post.body.matchAll(ARTICLE_LINK)) add(post.thread_id, Number(id))
  }
  const sources = await db
    .selectFrom('article_sources')
    .select(['thread_id', 'article_id'])
    .distinct()
    .where('thread_id', 'in', ids)
    .where('gone_at', 'is', null)
    .execute()
  for (const row of sources) if (row.thread_id !== null) add(row.thread_id, row.article_id)
  const back = await db
    .selectFrom('article_links')
    .select(['subject_id', 'article_id'])
    .where('kind', '=', 'thread')
    .where('subject_id', 'in', ids)
    .execute()
  for (const row of back) add(row.subject_id, row.article_id)
  return new Map([...links].map(([id, articles]) => [id, [...articles]]))
}

/** How much these articles are read and found helpful. */
export async function readCounts(db: Executor, articleIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (articleIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('articles')
    .select(['id', 'read_count', 'helpful_count'])
    .where('id', 'in', [...articleIds])
    .execute()
  return new Map(rows.map((row) => [row.id, row.read_count + HELPFUL * row.helpful_count]))
}

/** The articles made from a thread, which are shown as such. */
export async function madeFrom(db: Executor, threadId: number): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('article_sources')
    .select('article_id')
    .distinct()
    .where('thread_id', '=', threadId)
    .where('gone_at', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.article_id))
}
