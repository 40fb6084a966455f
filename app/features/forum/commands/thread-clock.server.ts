import { dueTimes } from '#app/features/promises/rules/due.ts'
import { readPromises } from '#app/features/promises/queries/promises.server.ts'
import { listCategories } from '#app/features/catalogue/queries/categories.server.ts'
import type { ThreadRow } from '#db/schema/forum.ts'
import type { Executor } from '#db/transaction.server.ts'
import { hasAnswers } from '../rules.ts'
import type { ThreadKind } from '../types.ts'

/** What the clock of a thread shows. Times in UTC milliseconds. */
export type ClockColumns = Pick<ThreadRow, 'risk_at' | 'due_at' | 'solve_due_at'>

const NONE: ClockColumns = { risk_at: null, due_at: null, solve_due_at: null }

/**
 * The due times of a thread, counted from when it was asked in the working hours of its category's calendar, without
 * the times in which it waited for its asker. None where nothing was promised.
 */
export async function clockColumns(trx: Executor, thread: Clocked): Promise<ClockColumns> {
  const columns = await clocksOf(trx, [thread])
  return columns.get(thread.id) ?? NONE
}

type Clocked = Pick<ThreadRow, 'id' | 'promised' | 'kind' | 'category_id' | 'created_at' | 'part_of'>

/** The same for many threads, in three queries. */
async function clocksOf(trx: Executor, threads: readonly Clocked[]): Promise<ReadonlyMap<number, ClockColumns>> {
  const running = threads.filter(runsClock)
  if (running.length === 0) return new Map()
  const categories = await listCategories(trx)
  const promises = await readPromises(trx)
  const stood = await trx
    .selectFrom('thread_pauses')
    .select(['thread_id', 'from_at as from', 'until_at as until'])
    .where(
      'thread_id',
      'in',
      running.map(({ id }) => id),
    )
    .execute()
  return new Map(
    running.flatMap((thread) => {
      const category = categories.find(({ id }) => id === thread.category_id)
      const promise = category && promises.of(category)
      if (!promise) return []
      const pauses = stood.filter((one) => one.thread_id === thread.id)
      const { riskAt, dueAt, solveDueAt } = dueTimes({ from: thread.created_at, promise, pauses })
      return [[thread.id, { risk_at: riskAt, due_at: dueAt, solve_due_at: solveDueAt }]]
    }),
  )
}

/** Whether a clock belongs to a thread at all: one that can be answered, was promised something, and is no private part. */
export function runsClock(thread: Pick<ThreadRow, 'promised' | 'kind' | 'part_of'>): boolean {
  return thread.promised === 1 && thread.part_of === null && hasAnswers(thread.kind as ThreadKind)
}

/** Writes the due times of a thread that was just made. */
export async function startClock(trx: Executor, thread: ThreadRow): Promise<void> {
  if (!runsClock(thread)) return
  const columns = await clockColumns(trx, thread)
  await trx.updateTable('threads').set(columns).where('id', '=', thread.id).execute()
}

/** The clock stands from `at` on, because somebody asked the asker for details. */
export async function pauseClock(trx: Executor, threadId: number, at: number, by: number | null): Promise<void> {
  await trx
    .insertInto('thread_pauses')
    .values({ thread_id: threadId, from_at: at, by_id: by })
    .onConflict((c) => c.doNothing())
    .execute()
}

/** The clock runs again from `at` on. */
export async function resumeClock(trx: Executor, threadId: number, at: number): Promise<void> {
  await trx
    .updateTable('thread_pauses')
    .set({ until_at: at })
    .where('thread_id', '=', threadId)
    .where('until_at', 'is', null)
    .execute()
}

/** The clock never stood: what was asked for is out of sight. */
export async function forgetPause(trx: Executor, threadId: number): Promise<void> {
  await trx.deleteFrom('thread_pauses').where('thread_id', '=', threadId).where('until_at', 'is', null).execute()
}

/**
 * Counts the due times of these threads again, after a promise or a calendar changed. What is over stays as it was
 * promised: threads that are answered, solved or closed. Returns the threads whose times moved.
 */
export async function renewClock(trx: Executor, threadIds: readonly number[]): Promise<readonly number[]> {
  if (threadIds.length === 0) return []
  const threads = await trx
    .selectFrom('threads')
    .selectAll()
    .where('id', 'in', [...threadIds])
    .where('promised', '=', 1)
    .where('accepted_post_id', 'is', null)
    .where('closed_at', 'is', null)
    .where('merged_into', 'is', null)
    .execute()
  const clocks = await clocksOf(trx, threads)
  const moved: number[] = []
  for (const thread of threads) {
    const columns = clocks.get(thread.id) ?? NONE
    // A first answer that came was in time or late by what was promised then.
    const isAnswered = thread.first_answer_at !== null && thread.reopened_at === null
    const next = isAnswered ? { ...columns, risk_at: thread.risk_at, due_at: thread.due_at } : columns
    if (next.risk_at === thread.risk_at && next.due_at === thread.due_at && next.solve_due_at === thread.solve_due_at)
      continue
    await trx.updateTable('threads').set(next).where('id', '=', thread.id).execute()
    moved.push(thread.id)
  }
  return moved
}
