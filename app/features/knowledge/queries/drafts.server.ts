import { listedThreads } from '#app/access/threads.server.ts'
import type { Draft, DraftMaterial } from '../types.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { Locale } from '#app/locale/locales.ts'
import { headsIn } from '../rules/drafting/heads.ts'
import { draftInThread } from '../draft-in-thread.server.ts'
import { commonest, getThreadMaterial, getTopicMaterial, hiddenFromGuests } from './draft-material.server.ts'

export interface DraftMade {
  readonly draft: Draft
  /** That of the threads that the draft quotes; null when it quotes none, for what only strayed in lies elsewhere. */
  readonly categoryId: number | null
  /** The posts that it quotes, as they were read. */
  readonly posts: ReadonlyMap<number, string>
}

/**
 * A draft made of what is known about a topic, or of one public thread. It reads and computes for up to a second, so
 * it is for outside of a transaction; `isStillReadable` is for inside. Throws `not-found`.
 */
export async function draftFrom(
  db: Executor,
  origin: { readonly topic?: number | undefined; readonly thread?: number | undefined },
  /** The language of its heads: the first of the place. */
  locale?: Locale,
): Promise<DraftMade> {
  const found =
    origin.topic === undefined
      ? await getThreadMaterial(db, origin.thread ?? 0)
      : await getTopicMaterial(db, origin.topic)
  const draft = await draftInThread({ material: found.material, heads: headsIn(locale) })
  const quoted = draft.sources.flatMap(({ threadId }) => found.categories.get(threadId ?? 0) ?? [])
  return { draft, categoryId: commonest(quoted)[0] ?? null, posts: postsOf(draft, found.material) }
}

function postsOf(draft: Draft, { questions, answers, echoes }: DraftMaterial): ReadonlyMap<number, string> {
  const quoted = new Set(draft.sources.map(({ postId }) => postId))
  const texts = [...questions, ...answers, ...echoes]
  return new Map(
    texts.flatMap(({ postId, text }) => (postId !== null && quoted.has(postId) ? [[postId, text] as const] : [])),
  )
}

/**
 * Whether guests may read all that a draft quotes, in the words in which it was read: somebody may have hidden, edited
 * or erased it, or made it private, while the draft was made.
 */
export async function isStillReadable(trx: Executor, { draft, posts }: DraftMade): Promise<boolean> {
  const requestIds = distinct(draft.sources.map(({ requestId }) => requestId))
  const requests = await trx
    .selectFrom('requests')
    .select(['id', 'thread_id'])
    .where('id', 'in', [0, ...requestIds])
    .execute()
  if (requests.length < requestIds.length) return false
  const quoted = [...draft.sources.map(({ threadId }) => threadId), ...requests.map((request) => request.thread_id)]
  const threadIds = distinct(quoted)
  const threads = await trx
    .selectFrom('threads')
    .select('id')
    .where('id', 'in', [0, ...threadIds])
    .where(listedThreads(await hiddenFromGuests(trx)))
    .execute()
  if (threads.length < threadIds.length) return false
  const now = await trx
    .selectFrom('posts')
    .select(['id', 'thread_id', 'body'])
    .where('id', 'in', [0, ...posts.keys()])
    .where('hidden_at', 'is', null)
    .execute()
  const said = new Map(now.map((post) => [post.id, post]))
  return [...posts].every(([id, body]) => {
    const post = said.get(id)
    return post !== undefined && post.body === body && threadIds.includes(post.thread_id)
  })
}

const distinct = (ids: readonly (number | null)[]): readonly number[] => [
  ...new Set(ids.flatMap((id) => (id === null ? [] : [id]))),
]
