import type { Services } from '#app/platform/context.server.ts'
import type { JobPayloads } from '#app/platform/jobs/catalogue.ts'
import { tellAll } from '#app/platform/events/tell.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { renewClock } from '../commands/thread-clock.server.ts'

const PAGE = 100

/**
 * The job `promises.renew`: what is due in these threads and not over is due by the promise as it is now. A page of
 * threads is a transaction, so that people who write in between need not wait; run twice, it ends the same.
 */
export async function renewPromises(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  which: JobPayloads['promises.renew'],
  signal?: AbortSignal,
): Promise<void> {
  const categories = await categoriesOf(db, which)
  if (categories?.length === 0) return
  for (let last: number | undefined = 0; last !== undefined;) {
    signal?.throwIfAborted()
    const after: number = last
    last = await inTransaction(db, async (trx) => {
      const rows = await trx
        .selectFrom('threads')
        .select('id')
        .where('id', '>', after)
        .where('promised', '=', 1)
        .where('accepted_post_id', 'is', null)
        .where('closed_at', 'is', null)
        .where('merged_into', 'is', null)
        .$if(categories !== null, (q) => q.where('category_id', 'in', [...(categories ?? [])]))
        .orderBy('id')
        .limit(PAGE)
        .execute()
      const ids = rows.map(({ id }) => id)
      for (const id of ids) await lockRow(trx, 'threads', id)
      const moved = await renewClock(trx, ids)
      await tellAll(
        trx,
        'clock.moved',
        moved.map((thread) => ({ thread })),
        clock.now(),
      )
      return ids.at(-1)
    })
  }
}

/** The categories whose promise is meant; null = all. */
async function categoriesOf(
  db: Executor,
  { calendar, category }: JobPayloads['promises.renew'],
): Promise<readonly number[] | null> {
  if (category !== 0) return [category]
  if (calendar === 0) return null
  const kept = await db.selectFrom('calendars').select('is_default').where('id', '=', calendar).executeTakeFirst()
  const rows = await db
    .selectFrom('categories')
    .select('id')
    .where((eb) =>
      eb.or([eb('calendar_id', '=', calendar), ...(kept?.is_default === 1 ? [eb('calendar_id', 'is', null)] : [])]),
    )
    .execute()
  return rows.map(({ id }) => id)
}
