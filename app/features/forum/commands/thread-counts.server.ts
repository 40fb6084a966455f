import { sql, type Updateable } from 'kysely'
import type { ThreadRow, ThreadsTable } from '#db/schema/forum.ts'
import type { Executor } from '#db/transaction.server.ts'
import { isListed, isWaiting, hasAnswers } from '../rules.ts'
import type { ThreadKind } from '../types.ts'
import { clockColumns } from './thread-clock.server.ts'

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
  const clock = movesClock(before, merged) ? await clockColumns(trx, merged) : {}
  const after = await trx
    .updateTable('threads')
    .set({ ...patch, ...clock, listed: isListed(merged), waiting: isWaiting(merged) })
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

/** Whether a change moves the due times: other hours hold, or it waited for its asker. */
function movesClock(before: ThreadRow, after: ThreadRow): boolean {
  return (
    before.category_id !== after.category_id ||
    before.details_asked_at !== after.details_asked_at ||
    before.promised !== after.promised
  )
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

/**
 * Counts a thread's answers, first answer and last act again from its posts. For acts of moderation;
 * posting adds to the counts instead, because a thread may hold thousands.
 */
export async function recountThread(trx: Executor, before: ThreadRow): Promise<ThreadRow> {
  const answers = hasAnswers(before.kind as ThreadKind) ? 'answer' : 'reply'
  const counted = await trx
    .selectFrom('posts')
    .select((eb) => [
      eb.fn.sum<number>(eb.case().when('doubt_until', 'is', null).then(1).else(0).end()).as('n'),
      eb.fn.min(eb.case().when('doubt_until', 'is', null).then(eb.ref('created_at')).end()).as('first'),
      eb.fn.min('doubt_until').as('doubt'),
    ])
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
    answer_count: Number(counted.n ?? 0),
    first_answer_at: counted.first === null ? null : Number(counted.first),
    doubt_until: counted.doubt === null ? null : Number(counted.doubt),
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
