import { saying } from '#app/locale/saying.ts'
import { miningRefusals } from '#app/features/mining/words/refusals.ts'
import { mayMine } from '#app/access/topics.ts'
import { brandsChangedAt } from '#app/features/requests/queries/source-brands.server.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context, Services } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'

/** The seed of every run: the same requests give the same topics, whoever starts it. */
const SEED = 1
/** A run that has said nothing for so long was given up; another may begin. */
const GIVEN_UP = 2 * 3_600_000

/** Starts a run, or returns the one that is under way. */
export async function startMining({ db, viewer, clock }: Context): Promise<number> {
  demand(mayMine(viewer))
  return inTransaction(db, (trx) => beginRun(trx, clock.now(), viewer.id))
}

/** Cancels a run that is under way; topics stay as they are. Pressed twice, nothing more happens. */
export async function cancelMining({ db, viewer, clock }: Context, runId: number): Promise<void> {
  demand(mayMine(viewer))
  const row = await db
    .selectFrom('mining_runs')
    .select(['finished_at', 'failed_at'])
    .where('id', '=', runId)
    .executeTakeFirst()
  if (!row) throw notFound(saying(miningRefusals, 'thisRun'))
  if (row.finished_at !== null) throw new AppError('conflict', saying(miningRefusals, 'thisRunHasFinishedAlready'))
  await db
    .updateTable('mining_runs')
    .set({ cancelled_at: clock.now() })
    .where('id', '=', runId)
    .where('finished_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .execute()
}

/** The job `topics.nightly`: a run, when requests came or went since the last, or are of another brand. */
export async function mineNightly({ db, clock }: Pick<Services, 'db' | 'clock'>): Promise<void> {
  const last = await db
    .selectFrom('mining_runs')
    .select(['request_count', 'finished_at'])
    .where('finished_at', 'is not', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  const present = await db
    .selectFrom('requests')
    .select((eb) => [eb.fn.countAll<number>().as('n'), eb.fn.max('created_at').as('newest')])
    .executeTakeFirst()
  const count = Number(present?.n ?? 0)
  const newest = Math.max(Number(present?.newest ?? 0), await brandsChangedAt(db))
  const isSame = last?.request_count === count && newest <= (last.finished_at ?? 0)
  if (count === 0 || isSame) return
  await inTransaction(db, (trx) => beginRun(trx, clock.now(), null))
}

async function beginRun(trx: Executor, now: number, by: number | null): Promise<number> {
  const open = await trx
    .selectFrom('mining_runs')
    .select('id')
    .where('finished_at', 'is', null)
    .where('failed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('started_at', '>', now - GIVEN_UP)
    .executeTakeFirst()
  if (open) return open.id
  const { id } = await trx
    .insertInto('mining_runs')
    .values({ seed: SEED, started_at: now, by_id: by, stage: 'waiting' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await enqueue(trx, 'topics.mine', { run: id }, { now })
  return id
}
