import { sql } from 'kysely'
import type { SearchDocument } from '#search/engine.ts'
import { prepared } from '#db/prepared.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { plainText } from '#app/kernel/text.ts'
import { writtenIn } from '#app/text/language.ts'
import { tagsOf } from './thread-list.server.ts'

/** Text of one thread that goes into the index; enough for the question and its first answers. */
const MOST_POSTS = 30
/** So many small words of a language tell that a thread is written in it. */
const TELLING_WORDS = 2

const selectListed = prepared((db: Executor, { ids }: { ids: readonly number[] }) =>
  db
    .selectFrom('threads')
    .select([
      'id',
      'title',
      'kind',
      'category_id',
      'author_id',
      'read_count',
      'created_at',
      'last_post_at',
      'answer_count',
      'same_here_count',
      'accepted_post_id',
    ])
    .where('id', 'in', [...ids])
    .where('listed', '=', 1),
)

/**
 * The listed threads among these, as the search engine keeps them: the question, then the accepted
 * and the most helpful answers. What is not listed is left out, and so to be removed.
 */
export async function searchDocuments(db: Executor, ids: readonly number[]): Promise<readonly SearchDocument[]> {
  if (ids.length === 0) return []
  const threads = await selectListed(db, { ids }, null)
  const listed = threads.map((thread) => thread.id)
  if (listed.length === 0) return []
  const texts = await bestTexts(db, listed)
  const tags = await tagsOf(db, listed)
  return threads.map((thread) => {
    const best = texts.get(thread.id) ?? []
    const text = best.map(({ html }) => plainText(html)).join('\n')
    return {
      id: thread.id,
      title: thread.title,
      aliases: [],
      text,
      kind: thread.kind,
      state: thread.accepted_post_id !== null ? 'solved' : thread.answer_count > 0 ? 'answered' : 'open',
      categoryId: thread.category_id,
      tags: tags.get(thread.id) ?? [],
      authorId: thread.author_id,
      language: writtenIn(`${thread.title}\n${text}`, TELLING_WORDS),
      createdAt: thread.created_at,
      lastPostAt: thread.last_post_at,
      answerCount: thread.answer_count,
      sameHereCount: thread.same_here_count,
      helpfulCount: best.reduce((sum, { helpful }) => sum + helpful, 0),
      readCount: thread.read_count,
    }
  })
}

const selectBest = prepared((db: Executor, { threadIds }: { threadIds: readonly number[] }) =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom('posts')
        .innerJoin('threads', 'threads.id', 'posts.thread_id')
        .select(['posts.id as post_id', 'posts.thread_id'])
        .select(
          sql<number>`row_number() over (partition by posts.thread_id order by
            case when posts.kind = 'opening' then 0 when posts.id = threads.accepted_post_id then 1 else 2 end,
            posts.helpful_count desc, posts.id)`.as('place'),
        )
        .where('posts.thread_id', 'in', [...threadIds])
        .where('posts.kind', 'in', ['opening', 'answer', 'reply'])
        .where('posts.hidden_at', 'is', null)
        .as('ranked'),
    )
    .innerJoin('posts', 'posts.id', 'ranked.post_id')
    .select(['ranked.thread_id', 'posts.html', 'posts.helpful_count'])
    .where('ranked.place', '<=', MOST_POSTS)
    .orderBy('ranked.thread_id')
    .orderBy('ranked.place'),
)

interface BestText {
  readonly html: string
  readonly helpful: number
}

/**
 * The HTML of each thread's question, its accepted answer and its most helpful ones. Only as many bodies
 * as are kept are read: a thread may hold thousands, and is indexed again with each new one.
 */
async function bestTexts(
  db: Executor,
  threadIds: readonly number[],
): Promise<ReadonlyMap<number, readonly BestText[]>> {
  const rows = await selectBest(db, { threadIds }, null)
  const texts = new Map<number, BestText[]>()
  for (const { thread_id, html, helpful_count } of rows)
    texts.set(thread_id, [...(texts.get(thread_id) ?? []), { html, helpful: helpful_count }])
  return texts
}
