import { mayReadCategory } from '#app/access/categories.ts'
import type { PostFacts, ThreadFacts } from '#app/access/threads.ts'
import { mayReadPost, mayReadThread } from '#app/access/threads.ts'
import {
  categoriesFor,
  findCategory,
  type CategoryWithFacts,
  type ReadableCategories,
} from '#app/features/catalogue/queries/categories.server.ts'
import { AppError } from '#app/kernel/errors.ts'
import type { Actor } from '#app/kernel/roles.ts'
import { saying } from '#app/locale/saying.ts'
import { prepared } from '#db/prepared.server.ts'
import type { PostRow, ThreadRow } from '#db/schema/forum.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { PostKind, ThreadKind } from '../types.ts'
import { forumRefusals } from '../words/refusals.ts'

const missing = (what: 'thread' | 'post'): AppError =>
  new AppError('not-found', saying(forumRefusals, `missing.${what}`))

/** A thread that the viewer may read, as rows and as facts for `app/access`. */
export interface ReadableThread {
  readonly thread: ThreadRow & { readonly kind: ThreadKind }
  readonly facts: ThreadFacts
  readonly category: CategoryWithFacts
}

export interface ReadablePost extends ReadableThread {
  readonly post: PostRow & { readonly kind: PostKind }
  readonly postFacts: PostFacts
}

const selectThread = prepared((db: Executor, { id }: { id: number }) =>
  db.selectFrom('threads').selectAll().where('id', '=', id),
)

/** The thread, or `not-found` when it is not there for this viewer. `known`: this viewer's categories as they are now. */
export async function getThread(
  db: Executor,
  viewer: Actor,
  id: number,
  known?: ReadableCategories,
): Promise<ReadableThread> {
  const [row] = await selectThread(db, { id }, null)
  const category = row && (known ? known.byId(row.category_id) : await findCategory(db, row.category_id))
  if (!row || !category || !mayReadCategory(viewer, category.facts)) throw missing('thread')
  const facts = threadFacts(row, category)
  if (!mayReadThread(viewer, facts)) throw missing('thread')
  return { thread: { ...row, kind: row.kind as ThreadKind }, facts, category }
}

/** The post with its thread, or `not-found` when either is not there for this viewer. */
export async function getPost(db: Executor, viewer: Actor, id: number): Promise<ReadablePost> {
  const row = await db.selectFrom('posts').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw missing('post')
  const found = await getThread(db, viewer, row.thread_id)
  const facts = postFacts(row, found.thread.accepted_post_id)
  if (!mayReadPost(viewer, facts)) throw missing('post')
  if (row.parent_id !== null) {
    const parent = await db.selectFrom('posts').selectAll().where('id', '=', row.parent_id).executeTakeFirst()
    if (parent && !mayReadPost(viewer, postFacts(parent, null))) throw missing('post')
  }
  return { ...found, post: { ...row, kind: row.kind as PostKind }, postFacts: facts }
}

/** Those of these posts that the viewer may read, with their threads: four queries, however many. */
export async function findReadablePosts(
  db: Executor,
  viewer: Actor,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Pick<ReadablePost, 'post' | 'thread'>>> {
  if (ids.length === 0) return new Map()
  const byIds = (wanted: readonly number[]) =>
    db
      .selectFrom('posts')
      .selectAll()
      .where('id', 'in', [...wanted])
      .execute()
  const posts = await byIds(ids)
  const parentIds = posts.flatMap((post) => post.parent_id ?? [])
  const parents = parentIds.length === 0 ? [] : await byIds(parentIds)
  const threadIds = [...new Set(posts.map((post) => post.thread_id))]
  const threads =
    threadIds.length === 0 ? [] : await db.selectFrom('threads').selectAll().where('id', 'in', threadIds).execute()
  const categories = await categoriesFor(db, viewer)
  return new Map(
    posts.flatMap((post) => {
      const thread = threads.find((one) => one.id === post.thread_id)
      const category = thread && categories.byId(thread.category_id)
      if (!thread || !category || !mayReadThread(viewer, threadFacts(thread, category))) return []
      const parent = parents.find((one) => one.id === post.parent_id)
      const chain = parent ? [post, parent] : [post]
      if (!chain.every((one) => mayReadPost(viewer, postFacts(one, null)))) return []
      // Stored kinds come from the closed lists only.
      const found = {
        post: { ...post, kind: post.kind as PostKind },
        thread: { ...thread, kind: thread.kind as ThreadKind },
      }
      return [[post.id, found] as const]
    }),
  )
}

/** Which of these viewers may read a post: three queries, however many they are. */
export async function findReaders<V extends Actor>(
  db: Executor,
  viewers: readonly V[],
  postId: number,
): Promise<readonly V[]> {
  const post = await db.selectFrom('posts').selectAll().where('id', '=', postId).executeTakeFirst()
  const [thread] = post ? await selectThread(db, { id: post.thread_id }, null) : []
  const category = thread && (await findCategory(db, thread.category_id))
  if (!post || !thread || !category) return []
  const parent =
    post.parent_id === null
      ? undefined
      : await db.selectFrom('posts').selectAll().where('id', '=', post.parent_id).executeTakeFirst()
  const facts = threadFacts(thread, category)
  const chain = [post, ...(parent ? [parent] : [])].map((one) => postFacts(one, null))
  return viewers.filter((viewer) => mayReadThread(viewer, facts) && chain.every((one) => mayReadPost(viewer, one)))
}

/** A thread's row as `app/access` wants it. */
export function threadFacts(
  row: Pick<ThreadRow, 'id' | 'author_id' | 'private_at' | 'hidden_at' | 'locked_at' | 'closed_at' | 'merged_into'>,
  category: CategoryWithFacts,
): ThreadFacts {
  return {
    id: row.id,
    authorId: row.author_id,
    category: category.facts,
    isPrivate: row.private_at !== null,
    isHidden: row.hidden_at !== null,
    isLocked: row.locked_at !== null,
    isClosed: row.closed_at !== null,
    isMerged: row.merged_into !== null,
  }
}

/** A post's row as `app/access` wants it. */
export function postFacts(
  row: Pick<PostRow, 'id' | 'author_id' | 'kind' | 'hidden_at'>,
  acceptedPostId: number | null,
): PostFacts {
  return {
    id: row.id,
    authorId: row.author_id,
    kind: row.kind as PostKind, // written from the closed list only
    isHidden: row.hidden_at !== null,
    isAccepted: row.id === acceptedPostId,
  }
}
