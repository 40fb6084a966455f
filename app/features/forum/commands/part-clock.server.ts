import { tell } from '#app/platform/events/tell.server.ts'
import type { ThreadRow } from '#db/schema/forum.ts'
import { lockRow, type Executor } from '#db/transaction.server.ts'
import { pauseClock, resumeClock } from './thread-clock.server.ts'
import { changeThread } from './thread-counts.server.ts'

/** What is written in a private part counts for the question's clock: staff wait for the asker, or no longer. */
export async function followPart(
  trx: Executor,
  part: Pick<ThreadRow, 'part_of'>,
  at: number,
  by: { readonly id: number; readonly isAsker: boolean },
): Promise<void> {
  if (part.part_of === null) return
  await lockRow(trx, 'threads', part.part_of)
  const thread = await trx.selectFrom('threads').selectAll().where('id', '=', part.part_of).executeTakeFirstOrThrow()
  if (by.isAsker) await goOn(trx, thread, at)
  else await waitForAsker(trx, thread, at, by.id)
  await tell(trx, 'thread.changed', { thread: thread.id }, at)
}

/** The question waits for its asker, who was asked for something. */
export async function waitForAsker(trx: Executor, thread: ThreadRow, at: number, by: number): Promise<void> {
  if (thread.details_asked_at !== null || thread.accepted_post_id !== null) return
  await pauseClock(trx, thread.id, at, by)
  await changeThread(trx, thread, { details_asked_at: at })
}

async function goOn(trx: Executor, thread: ThreadRow, at: number): Promise<void> {
  if (thread.details_asked_at === null) return
  await resumeClock(trx, thread.id, at)
  await changeThread(trx, thread, { details_asked_at: null })
}
