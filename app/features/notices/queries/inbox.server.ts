import { readableThreads } from '#app/access/threads.server.ts'
import { categoriesFor } from '#app/features/forum/queries/categories.server.ts'
import { findPeople } from '#app/features/forum/queries/people.server.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { stateOf } from '#app/features/forum/queries/thread-state.ts'
import { isStaff, type MemberViewer } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { isStorageFailure } from '#db/transaction.server.ts'
import { pageByKey } from '#db/paging.server.ts'
import { NOTICE_WORDS } from '../rules.ts'
import type { InboxView, NoticeKind } from '../types.ts'

const PAGE = 30

/** One page of a member's notices, newest first; what they may no longer read does not stand here. */
export async function getInbox(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  viewer: MemberViewer,
  page: string | null,
): Promise<InboxView> {
  const { unreadable } = await categoriesFor(db, viewer)
  let q = db
    .selectFrom('notices')
    .innerJoin('threads', 'threads.id', 'notices.thread_id')
    .innerJoin('posts', 'posts.id', 'notices.post_id')
    .select([
      'notices.id',
      'notices.kind',
      'notices.actor_id',
      'notices.created_at',
      'notices.read_at',
      'notices.post_id',
      'threads.id as thread_id',
      'threads.title',
      'threads.slug',
      'threads.accepted_post_id',
      'threads.answer_count',
      'threads.closed_at',
      'threads.details_asked_at',
      'threads.reopened_at',
      'threads.due_at',
    ]) // prettier-ignore
    .where('notices.member_id', '=', viewer.id)
    .where(readableThreads(viewer, unreadable) as never)
  if (!isStaff(viewer)) q = q.where('posts.hidden_at', 'is', null)
  const rows = await pageByKey(q, {
    page,
    size: PAGE,
    by: ['notices.created_at', 'notices.id'],
    order: 'desc',
    keysOf: (row) => [row.created_at, row.id],
  })
  const people = await findPeople(
    db,
    rows.rows.map((row) => row.actor_id),
  )
  return {
    unread: viewer.unread,
    newer: rows.newer,
    older: rows.older,
    rows: rows.rows.map((row) => {
      const kind = row.kind as NoticeKind
      const actor =
        kind === 'outcome' || row.actor_id === null ? undefined : people.get(row.actor_id)
      const words = NOTICE_WORDS[kind]
      return {
        id: row.id,
        kind,
        actor: actor ? { handle: actor.handle, name: actor.name } : null,
        words: actor || kind === 'outcome' ? words : `A former member ${words}`,
        address: `${addressOf({ id: row.thread_id, slug: row.slug })}#p${row.post_id}`,
        thread: { id: row.thread_id, title: row.title, state: stateOf(row, clock.now()) },
        at: row.created_at,
        read: row.read_at !== null,
      }
    }),
  }
}

/** Marks one notice, or all of a member's, as read. */
export async function markNoticesRead(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  memberId: number,
  noticeId?: number,
): Promise<void> {
  await db
    .updateTable('notices')
    .set({ read_at: clock.now() })
    .where('member_id', '=', memberId)
    .where('read_at', 'is', null)
    .$if(noticeId !== undefined, (q) => q.where('id', '=', noticeId ?? 0))
    .execute()
}

/**
 * Marks what a member was told of this thread as read, because they are looking at it. Writes only
 * when there is something new, and never stands in the way of reading: a full disk is passed over.
 */
export async function markThreadRead(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  viewer: MemberViewer,
  threadId: number,
  lastPostAt: number,
): Promise<void> {
  const now = clock.now()
  try {
    const read = await db
      .selectFrom('thread_reads')
      .select('at')
      .where('member_id', '=', viewer.id)
      .where('thread_id', '=', threadId)
      .executeTakeFirst()
    if (read === undefined || read.at < lastPostAt) {
      await db
        .insertInto('thread_reads')
        .values({ member_id: viewer.id, thread_id: threadId, at: now })
        .onConflict((c) => c.columns(['member_id', 'thread_id']).doUpdateSet({ at: now }))
        .execute()
    }
    if (viewer.unread === 0) return
    await db
      .updateTable('notices')
      .set({ read_at: now })
      .where('member_id', '=', viewer.id)
      .where('thread_id', '=', threadId)
      .where('read_at', 'is', null)
      .execute()
  } catch (error) {
    if (!isStorageFailure(error)) throw error
  }
}
