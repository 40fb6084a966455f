import { sql } from 'kysely'
import { localeOf } from '#app/locale/locales.ts'
import { saying, sayingText, sentenceIn } from '#app/locale/saying.ts'
import type { Services } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import type { PostRow, ThreadRow } from '#db/schema/forum.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { addFollowers } from '../commands/follows.server.ts'
import { countMember } from '../commands/member-counts.server.ts'
import { changeThread, recountThread } from '../commands/thread-counts.server.ts'
import { forumRefusals } from '../words/refusals.ts'

const PAGE = 100

/** Why what others hang on is out of sight. */
const REMOVED = sayingText(forumRefusals, 'removed')

/**
 * The part of the job `member.erase` that is about the forum: withdraws the votes of a member who is
 * gone, and takes their name off what they wrote, or removes it, as they chose. Works in pages, each a
 * transaction of its own, and goes on where it stopped.
 */
export async function forgetAuthor(services: Services, memberId: number): Promise<void> {
  const { db } = services
  const member = await db
    .selectFrom('members')
    .select('posts_after')
    .where('id', '=', memberId)
    .where('erased_at', 'is not', null)
    .executeTakeFirst()
  if (!member) return
  const now = services.clock.now()
  await everyPage(services, (trx) => withdrawHelpful(trx, now, memberId))
  await everyPage(services, (trx) => withdrawSameHere(trx, now, memberId))
  await everyPage(services, (trx) => stopFollowing(trx, memberId))
  await everyPage(services, (trx) => removeParts(trx, now, memberId))
  const removes = member.posts_after === 'remove'
  const title = removedTitle(services)
  await everyPage(services, (trx) => (removes ? removePosts(trx, now, memberId, title) : unsignPosts(trx, memberId)))
  // What is left are threads that were joined to others: their posts are there, their titles here.
  await db
    .updateTable('threads')
    .set({ author_id: null, ...(removes ? { title, slug: 'removed' } : {}) })
    .where('author_id', '=', memberId)
    .execute()
  await forgetFiles(services, memberId, removes)
}

/** A title stands in searches, mails and lists among what people wrote, so it is in the place's own language. */
const removedTitle = ({ env }: Services): string =>
  sentenceIn(localeOf(null, env.languages), saying(forumRefusals, 'removed'))

/** Repeats a step, each time in a transaction of its own, until it says that nothing was left. */
async function everyPage({ db }: Services, step: (trx: Executor) => Promise<number>): Promise<void> {
  while ((await inTransaction(db, step)) > 0);
}

async function withdrawHelpful(trx: Executor, now: number, memberId: number): Promise<number> {
  const rows = await trx
    .selectFrom('helpful')
    .innerJoin('posts', 'posts.id', 'helpful.post_id')
    .select(['posts.id', 'posts.author_id', 'posts.thread_id'])
    .where('helpful.member_id', '=', memberId)
    .limit(PAGE)
    .execute()
  for (const { id, author_id, thread_id } of rows) {
    await trx.deleteFrom('helpful').where('post_id', '=', id).where('member_id', '=', memberId).execute()
    await trx
      .updateTable('posts')
      .set({ helpful_count: sql`helpful_count - 1` })
      .where('id', '=', id)
      .execute()
    await tell(trx, 'vote.withdrawn', { thread: thread_id, post: id }, now)
    if (author_id === null) continue
    await trx
      .updateTable('members')
      .set({ helpful_count: sql`helpful_count - 1` })
      .where('id', '=', author_id)
      .execute()
  }
  return rows.length
}

async function withdrawSameHere(trx: Executor, now: number, memberId: number): Promise<number> {
  const rows = await trx
    .selectFrom('same_here')
    .select('thread_id')
    .where('member_id', '=', memberId)
    .limit(PAGE)
    .execute()
  for (const { thread_id } of rows) {
    await trx.deleteFrom('same_here').where('thread_id', '=', thread_id).where('member_id', '=', memberId).execute()
    await trx
      .updateTable('threads')
      .set({ same_here_count: sql`same_here_count - 1` })
      .where('id', '=', thread_id)
      .execute()
    await tell(trx, 'same-here.withdrawn', { thread: thread_id }, now)
  }
  return rows.length
}

async function stopFollowing(trx: Executor, memberId: number): Promise<number> {
  const rows = await trx
    .selectFrom('follows')
    .select(['kind', 'subject_id'])
    .where('member_id', '=', memberId)
    .limit(PAGE)
    .execute()
  for (const { kind, subject_id } of rows) {
    await trx
      .deleteFrom('follows')
      .where('member_id', '=', memberId)
      .where('kind', '=', kind)
      .where('subject_id', '=', subject_id)
      .execute()
    if (kind === 'thread') await addFollowers(trx, subject_id, -1)
  }
  return rows.length
}

/** What a member was told and said privately about their account goes whole, whatever becomes of what all can read. */
async function removeParts(trx: Executor, now: number, memberId: number): Promise<number> {
  const parts = await trx
    .selectFrom('threads')
    .select('id')
    .where('author_id', '=', memberId)
    .where('part_of', 'is not', null)
    .limit(PAGE)
    .execute()
  for (const { id } of parts) {
    await lockRow(trx, 'threads', id)
    const helped = await trx
      .selectFrom('posts')
      .select(['author_id', 'helpful_count'])
      .where('thread_id', '=', id)
      .where('helpful_count', '>', 0)
      .execute()
    for (const post of helped) await countMember(trx, post.author_id, 'helpful_count', -post.helpful_count)
    await removeThread(trx, id)
    await tell(trx, 'thread.changed', { thread: id }, now)
  }
  return parts.length
}

/** Takes a thread away with all that hangs on it; it must be in no count any more. */
async function removeThread(trx: Executor, id: number): Promise<void> {
  await trx.deleteFrom('notices').where('thread_id', '=', id).execute()
  await trx.deleteFrom('follows').where('kind', '=', 'thread').where('subject_id', '=', id).execute()
  await trx.deleteFrom('posts').where('thread_id', '=', id).where('kind', '=', 'comment').execute()
  await trx.deleteFrom('posts').where('thread_id', '=', id).execute()
  await trx.deleteFrom('threads').where('id', '=', id).execute()
}

/** Takes the name off one page of posts; their words stay. */
async function unsignPosts(trx: Executor, memberId: number): Promise<number> {
  const rows = await trx
    .selectFrom('posts')
    .select(['id', 'thread_id'])
    .where('author_id', '=', memberId)
    .limit(PAGE)
    .execute()
  if (rows.length === 0) return 0
  const ids = rows.map((row) => row.id)
  const threads = [...new Set(rows.map((row) => row.thread_id))]
  await trx
    .updateTable('posts')
    .set({ author_id: null, edited_by: null, once_key: null })
    .where('id', 'in', ids)
    .execute()
  await trx
    .updateTable('post_revisions')
    .set({ by_id: null })
    .where('post_id', 'in', ids)
    .where('by_id', '=', memberId)
    .execute()
  await trx
    .updateTable('threads')
    .set({ last_member_id: null })
    .where('id', 'in', threads)
    .where('last_member_id', '=', memberId)
    .execute()
  return rows.length
}

/** Removes one page of posts, comments first, so that nothing hangs on what goes. */
async function removePosts(trx: Executor, now: number, memberId: number, title: string): Promise<number> {
  const posts = await trx
    .selectFrom('posts')
    .selectAll()
    .where('author_id', '=', memberId)
    .orderBy(sql`case kind when 'comment' then 0 when 'opening' then 2 else 1 end`)
    .orderBy('id')
    .limit(PAGE)
    .execute()
  for (const post of posts) {
    await lockRow(trx, 'threads', post.thread_id)
    const thread = await trx
      .selectFrom('threads')
      .selectAll()
      .where('id', '=', post.thread_id)
      .executeTakeFirstOrThrow()
    // Staff open a private part for somebody else, whose thread it stays.
    if (post.kind === 'opening' && thread.part_of !== null) await blank(trx, post.id, {})
    else if (post.kind === 'opening') await removeOpening(trx, now, thread, post, title)
    else await removeReply(trx, now, thread, post)
    await tell(trx, 'post.erased', { thread: thread.id, post: post.id }, now)
  }
  return posts.length
}

async function removeReply(trx: Executor, now: number, thread: ThreadRow, post: PostRow): Promise<void> {
  const child = await trx.selectFrom('posts').select('id').where('parent_id', '=', post.id).limit(1).executeTakeFirst()
  if (child) await blank(trx, post.id, { hidden_at: now, hidden_reason: REMOVED })
  else await trx.deleteFrom('posts').where('id', '=', post.id).execute()
  const isAccepted = thread.accepted_post_id === post.id
  let open = thread
  if (isAccepted) {
    const none = { accepted_post_id: null, accepted_at: null, accepted_by: null }
    open = await changeThread(trx, thread, none)
    await tell(trx, 'answer.unaccepted', { thread: thread.id, post: post.id }, now)
  }
  await recountThread(trx, open)
}

/** A question that others answered stays without its words, closed; one that nobody answered goes. */
async function removeOpening(
  trx: Executor,
  now: number,
  thread: ThreadRow,
  post: PostRow,
  title: string,
): Promise<void> {
  const other = await trx
    .selectFrom('posts')
    .select('id')
    .where('thread_id', '=', thread.id)
    .where('id', '!=', post.id)
    .limit(1)
    .executeTakeFirst()
  if (other) {
    await blank(trx, post.id, {})
    await changeThread(trx, thread, {
      title,
      slug: 'removed',
      author_id: null,
      last_member_id: thread.last_member_id === thread.author_id ? null : thread.last_member_id,
      closed_at: thread.closed_at ?? now,
      closed_reason: thread.closed_reason ?? sayingText(forumRefusals, 'takenBack'),
      source: null,
      external_id: null,
    })
    return
  }
  // Hidden first, so that it leaves every count that it stood in.
  await changeThread(trx, thread, { hidden_at: now })
  await removeThread(trx, thread.id)
}

/** Leaves a post's place and takes its words, in every revision, and its author. */
async function blank(
  trx: Executor,
  postId: number,
  more: { readonly hidden_at?: number; readonly hidden_reason?: string },
): Promise<void> {
  await trx.deleteFrom('post_revisions').where('post_id', '=', postId).execute()
  await trx
    .updateTable('posts')
    .set({
      author_id: null,
      body: '',
      html: '',
      edited_by: null,
      once_key: null,
      source: null,
      external_id: null,
      ...more,
    })
    .where('id', '=', postId)
    .execute()
}

/** Pictures in posts that stay lose their owner; those of removed posts go, bytes first. */
async function forgetFiles({ db, blobs }: Services, memberId: number, removes: boolean): Promise<void> {
  if (!removes) {
    await db
      .updateTable('files')
      .set({ member_id: null })
      .where('member_id', '=', memberId)
      .where('kind', '!=', 'avatar')
      .execute()
    return
  }
  // What stands in an article is the community's, as its words are.
  await db
    .updateTable('files')
    .set({ member_id: null })
    .where('member_id', '=', memberId)
    .where('article_id', 'is not', null)
    .execute()
  const files = await db
    .selectFrom('files')
    .select('key')
    .where('member_id', '=', memberId)
    .where('kind', '!=', 'avatar')
    .execute()
  for (const { key } of files) {
    await blobs.remove(key)
    await db.deleteFrom('files').where('key', '=', key).execute()
  }
}
