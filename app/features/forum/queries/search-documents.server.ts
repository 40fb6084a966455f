import type { SearchDocument } from '#search/engine.ts'
import type { Executor } from '#db/transaction.server.ts'
import { plainText } from '#app/kernel/text.ts'
import { tagsOf } from './thread-list.server.ts'

/** Text of one thread that goes into the index; enough for the question and its first answers. */
const MOST_POSTS = 30

/**
 * The listed threads among these, as the search engine keeps them: the question, then the accepted
 * and the most helpful answers. What is not listed is left out, and so to be removed.
 */
export async function searchDocuments(
  db: Executor,
  ids: readonly number[],
): Promise<readonly SearchDocument[]> {
  if (ids.length === 0) return []
  const threads = await db
    .selectFrom('threads')
    .select([
      'id',
      'title',
      'kind',
      'category_id',
      'created_at',
      'last_post_at',
      'answer_count',
      'same_here_count',
      'accepted_post_id',
    ])
    .where('id', 'in', [...ids])
    .where('listed', '=', 1)
    .execute()
  const listed = threads.map((thread) => thread.id)
  if (listed.length === 0) return []
  const posts = await db
    .selectFrom('posts')
    .select(['id', 'thread_id', 'kind', 'html', 'helpful_count'])
    .where('thread_id', 'in', listed)
    .where('kind', 'in', ['opening', 'answer', 'reply'])
    .where('hidden_at', 'is', null)
    .orderBy('id')
    .execute()
  const byThread = new Map<number, typeof posts>()
  for (const post of posts)
    byThread.set(post.thread_id, [...(byThread.get(post.thread_id) ?? []), post])
  const tags = await tagsOf(db, listed)
  return threads.map((thread) => {
    const weight = (post: (typeof posts)[number]): number =>
      post.kind === 'opening'
        ? Infinity
        : post.id === thread.accepted_post_id
          ? 1e9
          : post.helpful_count
    const best = [...(byThread.get(thread.id) ?? [])].sort(
      (a, b) => weight(b) - weight(a) || a.id - b.id,
    )
    return {
      id: thread.id,
      title: thread.title,
      text: best
        .slice(0, MOST_POSTS)
        .map((post) => plainText(post.html))
        .join('\n'),
      kind: thread.kind,
      state:
        thread.accepted_post_id !== null ? 'solved' : thread.answer_count > 0 ? 'answered' : 'open',
      categoryId: thread.category_id,
      tags: tags.get(thread.id) ?? [],
      createdAt: thread.created_at,
      lastPostAt: thread.last_post_at,
      answerCount: thread.answer_count,
      sameHereCount: thread.same_here_count,
    }
  })
}
