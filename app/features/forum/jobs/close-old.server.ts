import { sql } from 'kysely'
import { DAY } from '#app/kernel/clock.ts'
import { sayingText } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Services } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import type { ThreadRow } from '#db/schema/forum.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { changeThread } from '../commands/thread-counts.server.ts'
import { hasAnswers } from '../rules.ts'
import { CLOSING_NOTICE, type ThreadKind } from '../types.ts'
import { forumRefusals } from '../words/refusals.ts'

const PAGE = 100

type Parts = Pick<Services, 'db' | 'clock'>

/**
 * The job `threads.close-old`: an answered question in which nothing new was written for `days` is closed, a week after
 * its asker was told that it would be. Whatever is written, reopened or escalated meanwhile calls it off; one that was
 * not announced is never closed, however long no worker ran. `days` null: nothing is closed, and what was announced is
 * called off.
 */
export async function closeOldThreads({ db, clock }: Parts, days: number | null, signal?: AbortSignal): Promise<void> {
  const now = clock.now()
  await eachPage(db, now, selectAnnounced, (trx, thread) => settleAnnounced(trx, thread, days, now), signal)
  if (days === null) return
  const since = now - Math.max(0, days * DAY - CLOSING_NOTICE)
  await eachPage(db, since, selectStill, (trx, thread) => announce(trx, thread, since, now), signal)
}

type Place = { readonly at: number; readonly id: number }
type Select = (db: Executor, until: number, after: Place) => Promise<readonly Place[]>

/** Each thread in a transaction of its own, under its lock. */
async function eachPage(
  db: Executor,
  until: number,
  select: Select,
  each: (trx: Executor, thread: ThreadRow) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  let after: Place = { at: -1, id: 0 }
  for (;;) {
    signal?.throwIfAborted()
    const page = await select(db, until, after)
    for (const { id } of page)
      await inTransaction(db, async (trx) => {
        await lockRow(trx, 'threads', id)
        const thread = await trx.selectFrom('threads').selectAll().where('id', '=', id).executeTakeFirst()
        if (thread) await each(trx, thread)
      })
    const last = page.at(-1)
    if (!last || page.length < PAGE) return
    after = last
  }
}

/** Those whose closing was announced. */
const selectAnnounced: Select = async (db, _, after) => {
  const rows = await db
    .selectFrom('threads')
    .select('id')
    .where('closing_at', 'is not', null)
    .where('id', '>', after.id)
    .orderBy('id')
    .limit(PAGE)
    .execute()
  return rows.map(({ id }) => ({ at: 0, id }))
}

/** Answered questions in which no answer was written since, as the index holds them. */
const selectStill: Select = async (db, until, after) => {
  const rows = await db
    .selectFrom('threads')
    .select(['id', 'last_post_at as at'])
    .where(sql<boolean>`listed = 1 and accepted_post_id is null and closed_at is null and answer_count > 0`)
    .where('last_post_at', '<=', until)
    .where('closing_at', 'is', null)
    .where((eb) =>
      eb.or([eb('last_post_at', '>', after.at), eb.and([eb('last_post_at', '=', after.at), eb('id', '>', after.id)])]),
    )
    .orderBy('last_post_at')
    .orderBy('id')
    .limit(PAGE)
    .execute()
  return rows
}

async function announce(trx: Executor, thread: ThreadRow, since: number, now: number): Promise<void> {
  if (thread.closing_at !== null || !(await mayClose(trx, thread)) || (await lastTouched(trx, thread)) > since) return
  await changeThread(trx, thread, { closing_at: now + CLOSING_NOTICE })
  await tell(trx, 'thread.changed', { thread: thread.id }, now)
}

async function settleAnnounced(trx: Executor, thread: ThreadRow, days: number | null, now: number): Promise<void> {
  const { closing_at: at } = thread
  if (at === null) return
  const isStill =
    days !== null && (await mayClose(trx, thread)) && (await lastTouched(trx, thread)) <= at - CLOSING_NOTICE
  if (isStill && at > now) return
  if (!isStill) await changeThread(trx, thread, { closing_at: null })
  else {
    const reason = sayingText(forumRefusals, 'closedByRule', { days })
    await changeThread(trx, thread, { closing_at: null, closed_at: now, closed_by: null, closed_reason: reason })
    await logAct(trx, { at: now, by: null, verb: 'close', kind: 'thread', id: thread.id, reason })
  }
  await tell(trx, 'thread.changed', { thread: thread.id }, now)
}

/** Never while it is unanswered, nor where somebody is at work on it. */
async function mayClose(trx: Executor, thread: ThreadRow): Promise<boolean> {
  const isAnswered =
    hasAnswers(thread.kind as ThreadKind) && // a stored kind comes from the closed list
    thread.listed === 1 &&
    thread.answer_count > 0 &&
    thread.accepted_post_id === null &&
    thread.reopened_at === null &&
    thread.closed_at === null &&
    thread.locked_at === null &&
    thread.details_asked_at === null
  if (!isAnswered) return false
  const open = await trx
    .selectFrom('escalations')
    .select('id')
    .where('thread_id', '=', thread.id)
    .where('resolved_at', 'is', null)
    .executeTakeFirst()
  return open === undefined
}

/** When something was last written in it, a comment included. */
async function lastTouched(trx: Executor, thread: ThreadRow): Promise<number> {
  const { at } = await trx
    .selectFrom('posts')
    .select((eb) => eb.fn.max('created_at').as('at'))
    .where('thread_id', '=', thread.id)
    .where('hidden_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Math.max(Number(at ?? 0), thread.created_at)
}
