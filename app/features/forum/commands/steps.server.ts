import { tagName } from '#app/kernel/text.ts'
import { createHash } from 'node:crypto'
import { sql, type Updateable } from 'kysely'
import { AppError } from '#app/kernel/errors.ts'
import type { Viewer } from '#app/kernel/roles.ts'
import { attachFiles } from '#app/platform/attached-files.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { RENDERER_VERSION } from '#app/platform/markdown-limits.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import type { ThreadRow, ThreadsTable } from '#db/schema.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { getPost, getThread, type ReadablePost, type ReadableThread } from '../queries/facts.server.ts'
import { MAX_TAGS, hasAnswers, isListed, isWaiting } from '../rules.ts'
import type { PostKind, ThreadKind } from '../types.ts'

/** Whether a thread stands in the counts of its category: as listed, and as waiting for an answer. */
function countsOf(row: Pick<ThreadRow, 'listed' | 'waiting'>): { threads: number; open: number } {
  return { threads: row.listed, open: row.waiting }
}

async function addToCategory(trx: Executor, categoryId: number, threads: number, open: number): Promise<void> {
  if (threads === 0 && open === 0) return
  await trx
    .updateTable('categories')
    .set({ thread_count: sql`thread_count + ${threads}`, open_count: sql`open_count + ${open}` })
    .where('id', '=', categoryId)
    .execute()
}

/**
 * Changes a thread's row and everything that is counted from it: whether it is listed, its
 * category's counts, its tags' counts. Every change of a thread goes through here.
 */
export async function changeThread(
  trx: Executor,
  before: ThreadRow,
  patch: Updateable<ThreadsTable>,
): Promise<ThreadRow> {
  const merged = { ...before, ...patch } as ThreadRow
  const after = await trx
    .updateTable('threads')
    .set({ ...patch, listed: isListed(merged), waiting: isWaiting(merged) })
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const old = countsOf(before)
  const now = countsOf(after)
  if (before.category_id === after.category_id) {
    await addToCategory(trx, after.category_id, now.threads - old.threads, now.open - old.open)
  } else {
    await addToCategory(trx, before.category_id, -old.threads, -old.open)
    await addToCategory(trx, after.category_id, now.threads, now.open)
  }
  if (old.threads !== now.threads) await countTags(trx, after.id, now.threads - old.threads)
  return after
}

/** Counts a new thread in its category. */
export async function countNewThread(trx: Executor, row: ThreadRow): Promise<void> {
  const { threads, open } = countsOf(row)
  await addToCategory(trx, row.category_id, threads, open)
}

async function countTags(trx: Executor, threadId: number, by: number): Promise<void> {
  await trx
    .updateTable('tags')
    .set({ thread_count: sql`thread_count + ${by}` })
    .where('id', 'in', (eb) => eb.selectFrom('thread_tags').select('tag_id').where('thread_id', '=', threadId))
    .execute()
}

/** Gives a thread exactly these tags (synonyms resolved), keeping their counts. */
export async function setTags(trx: Executor, thread: ThreadRow, names: readonly string[]): Promise<void> {
  const wanted = [...new Set(names.map(tagName).filter((name) => name !== ''))].slice(0, MAX_TAGS)
  // In one order, so that two threads with the same new tags can't wait for each other.
  wanted.sort()
  const ids = new Set<number>()
  for (const name of wanted) {
    const known = await trx.selectFrom('tags').select(['id', 'synonym_of']).where('name', '=', name).executeTakeFirst()
    if (known) {
      ids.add(known.synonym_of ?? known.id)
      continue
    }
    const made = await trx
      .insertInto('tags')
      .values({ name })
      .onConflict((c) => c.column('name').doUpdateSet({ name }))
      .returning('id')
      .executeTakeFirstOrThrow()
    ids.add(made.id)
  }
  const had = await trx.selectFrom('thread_tags').select('tag_id').where('thread_id', '=', thread.id).execute()
  const gone = had.map((row) => row.tag_id).filter((id) => !ids.has(id))
  const come = [...ids].filter((id) => !had.some((row) => row.tag_id === id))
  const count = async (tagIds: number[], by: number): Promise<void> => {
    if (tagIds.length === 0 || thread.listed === 0) return
    await trx
      .updateTable('tags')
      .set({ thread_count: sql`thread_count + ${by}` })
      .where('id', 'in', tagIds)
      .execute()
  }
  if (gone.length > 0) {
    await trx.deleteFrom('thread_tags').where('thread_id', '=', thread.id).where('tag_id', 'in', gone).execute()
  }
  if (come.length > 0) {
    await trx
      .insertInto('thread_tags')
      .values(come.map((tag_id) => ({ thread_id: thread.id, tag_id })))
      .execute()
  }
  await count(gone, -1)
  await count(come, 1)
}

/** What a new post needs beside its place. */
export interface NewPost {
  readonly threadId: number
  readonly parentId: number | null
  readonly authorId: number
  readonly kind: PostKind
  readonly body: string
  readonly html: string
  readonly onceKey: string | null
  readonly asksDetails?: boolean
}

/** Inserts a post and returns its id; null when the same form was sent before. */
export async function insertPost(trx: Executor, now: number, post: NewPost): Promise<number | null> {
  const row = await trx
    .insertInto('posts')
    .values({
      thread_id: post.threadId,
      parent_id: post.parentId,
      author_id: post.authorId,
      kind: post.kind,
      body: post.body,
      html: post.html,
      renderer: RENDERER_VERSION,
      created_at: now,
      once_key: post.onceKey,
      asks_details: post.asksDetails ? 1 : 0,
    })
    .onConflict((c) => c.column('once_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (row) await attachFiles(trx, { post_id: row.id }, post.authorId, post.body)
  return row?.id ?? null
}

/** The stored form of an idempotency key: whose, and for what, hashed; null when none was sent. */
export function onceKey(viewer: Viewer, key: string | undefined): string | null {
  if (!key || viewer.id === null) return null
  return createHash('sha256').update(`${viewer.id} ${key}`).digest('base64url')
}

/** The post that an earlier sending of the same form made. */
export async function findByOnceKey(
  db: Executor,
  once: string,
): Promise<{ readonly postId: number; readonly threadId: number } | undefined> {
  const row = await db.selectFrom('posts').select(['id', 'thread_id']).where('once_key', '=', once).executeTakeFirst()
  return row ? { postId: row.id, threadId: row.thread_id } : undefined
}

/** Follows a thread for a member; pressing twice is harmless. */
export async function followThread(trx: Executor, memberId: number, threadId: number, now: number): Promise<void> {
  const row = await trx
    .insertInto('follows')
    .values({ member_id: memberId, kind: 'thread', subject_id: threadId, at: now })
    .onConflict((c) => c.columns(['member_id', 'kind', 'subject_id']).doNothing())
    .returning('member_id')
    .executeTakeFirst()
  if (row) await addFollowers(trx, threadId, 1)
}

/** Changes a thread's count of followers. */
export async function addFollowers(trx: Executor, threadId: number, by: number): Promise<void> {
  await trx
    .updateTable('threads')
    .set({ follower_count: sql`follower_count + ${by}` })
    .where('id', '=', threadId)
    .execute()
}

/**
 * Counts a thread's answers, first answer and last act again from its posts. For acts of moderation;
 * posting adds to the counts instead, because a thread may hold thousands.
 */
export async function recountThread(trx: Executor, before: ThreadRow): Promise<ThreadRow> {
  const answers = hasAnswers(before.kind as ThreadKind) ? 'answer' : 'reply'
  const counted = await trx
    .selectFrom('posts')
    .select((eb) => [eb.fn.countAll<number>().as('n'), eb.fn.min('created_at').as('first')])
    .where('thread_id', '=', before.id)
    .where('kind', '=', answers)
    .where('hidden_at', 'is', null)
    .executeTakeFirstOrThrow()
  const last = await trx
    .selectFrom('posts')
    .select(['kind', 'author_id', 'created_at'])
    .where('thread_id', '=', before.id)
    .where('hidden_at', 'is', null)
    .where('kind', '!=', 'comment')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return changeThread(trx, before, {
    answer_count: Number(counted.n),
    first_answer_at: counted.first === null ? null : Number(counted.first),
    last_post_at: last?.created_at ?? before.created_at,
    last_act: lastAct(last?.kind, before.accepted_post_id !== null),
    last_member_id: last?.author_id ?? before.author_id,
  })
}

function lastAct(kind: string | undefined, solved: boolean): string {
  if (solved) return 'solved'
  if (kind === 'answer') return 'answered'
  return kind === 'reply' ? 'replied' : 'asked'
}

/** Locks a thread and has it decided about as it is then. Throws `conflict` for a joined one. */
export async function decideThread(
  context: Context,
  threadId: number,
  decide: (trx: Executor, found: ReadableThread, now: number) => Promise<{ readonly address: string }>,
): Promise<{ readonly address: string }> {
  return inTransaction(context.db, async (trx) => {
    await lockRow(trx, 'threads', threadId)
    const found = await getThread(trx, context.viewer, threadId)
    if (found.thread.merged_into !== null)
      throw new AppError('conflict', 'This thread was joined to another. Act there.')
    return decide(trx, found, context.clock.now())
  })
}

/**
 * Locks the thread of a post and returns both as they are then: everything that is counted from posts is
 * decided under that lock. Throws `not-found` when either is not there for this viewer.
 */
export async function getPostToDecide(trx: Executor, viewer: Viewer, postId: number): Promise<ReadablePost> {
  let found = await getPost(trx, viewer, postId)
  for (;;) {
    const threadId = found.thread.id
    await lockRow(trx, 'threads', threadId)
    found = await getPost(trx, viewer, postId)
    if (found.thread.id === threadId) return found // else it was moved meanwhile, and its new thread is not locked
  }
}

/** Flags on a post that was hidden are settled by that. */
export async function settleFlags(trx: Executor, postId: number, by: number | null, now: number): Promise<void> {
  await trx
    .updateTable('flags')
    .set({ settled_at: now, settled_by: by, verdict: 'hidden' })
    .where('post_id', '=', postId)
    .where('settled_at', 'is', null)
    .execute()
  await tell(trx, 'flags.settled', { post: postId }, now)
}

/** Changes one of the counts on a member's page; nobody's stays as it is. */
export async function countMember(
  trx: Executor,
  memberId: number | null,
  column: 'answer_count' | 'accepted_count' | 'helpful_count',
  by: number,
): Promise<void> {
  if (memberId === null || by === 0) return
  await trx
    .updateTable('members')
    .set({ [column]: sql`${sql.ref(column)} + ${by}` })
    .where('id', '=', memberId)
    .execute()
}

/** Counts an accepted answer for its author, or no longer. */
export async function countAccepted(trx: Executor, postId: number, by: 1 | -1): Promise<void> {
  const post = await trx.selectFrom('posts').select('author_id').where('id', '=', postId).executeTakeFirst()
  await countMember(trx, post?.author_id ?? null, 'accepted_count', by)
}

/** How many shown answers and replies each author has in these threads. */
export async function answersByAuthor(
  trx: Executor,
  threadIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await trx
    .selectFrom('posts')
    .select((eb) => ['author_id', eb.fn.countAll<number>().as('n')])
    .where('thread_id', 'in', [...threadIds])
    .where('kind', 'in', ['answer', 'reply'])
    .where('hidden_at', 'is', null)
    .groupBy('author_id')
    .execute()
  return new Map(rows.flatMap((row) => (row.author_id === null ? [] : [[row.author_id, Number(row.n)]])))
}

/** Brings authors' counts along when posts became something else, by what `answersByAuthor` said before and after. */
export async function countAnswersAgain(
  trx: Executor,
  before: ReadonlyMap<number, number>,
  after: ReadonlyMap<number, number>,
): Promise<void> {
  // In one order, so that two who do this can't wait for each other.
  const authors = [...new Set([...before.keys(), ...after.keys()])].sort((a, b) => a - b)
  for (const id of authors) await countMember(trx, id, 'answer_count', (after.get(id) ?? 0) - (before.get(id) ?? 0))
}

/** The id of a thread's opening post. */
export async function openingOf(trx: Executor, threadId: number): Promise<number> {
  const row = await trx
    .selectFrom('posts')
    .select('id')
    .where('thread_id', '=', threadId)
    .where('kind', '=', 'opening')
    .executeTakeFirstOrThrow()
  return row.id
}
