import { mayMindSuspicions } from '#app/access/recognition.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { enqueueAll } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { recognitionRefusals } from '../words/refusals.ts'

/**
 * Decides about a suspicion: harmless, or nothing counts between these accounts from now on and for all that was before. Taken
 * back by `reopen`, which lets everything count again as before.
 */
export async function decideSuspicion(
  { db, clock, viewer }: Pick<Context, 'db' | 'clock' | 'viewer'>,
  id: number,
  verdict: 'harmless' | 'barred' | 'reopen',
  reason: string,
): Promise<void> {
  demand(mayMindSuspicions(viewer))
  await inTransaction(db, async (trx) => {
    await lockRow(trx, 'suspicions', id)
    const row = await trx.selectFrom('suspicions').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) throw new AppError('not-found', saying(recognitionRefusals, 'missing'))
    const now = clock.now()
    const members = JSON.parse(row.members) as readonly number[]
    if (verdict === 'reopen') {
      if (row.settled_at === null) return
      const open = { settled_at: null, settled_by: null, verdict: null, reason: '' }
      await trx.updateTable('suspicions').set(open).where('id', '=', id).execute()
      await trx.deleteFrom('point_bars').where('suspicion_id', '=', id).execute()
    } else {
      if (row.settled_at !== null) {
        if (row.verdict === verdict) return
        throw new AppError('conflict', saying(recognitionRefusals, 'suspicion.decided'))
      }
      const settled = { settled_at: now, settled_by: viewer.id, verdict, reason }
      await trx.updateTable('suspicions').set(settled).where('id', '=', id).execute()
      if (verdict === 'barred') await bar(trx, row.kind, members, id, viewer.id, now)
    }
    await countAnew(trx, members, now)
    const verb = verdict === 'reopen' ? 'reopen' : verdict === 'barred' ? 'bar' : 'clear'
    await logAct(trx, { at: now, by: viewer.id, kind: 'suspicion', verb, id, reason })
  })
}

/** Nothing counts between any two of a ring; of one who is fed, nothing that comes from the feeders. */
async function bar(
  trx: Executor,
  kind: string,
  members: readonly number[],
  suspicion: number,
  by: number | null,
  at: number,
): Promise<void> {
  const [fed, ...feeders] = members
  const pairs =
    kind === 'fed'
      ? feeders.map((from) => [fed ?? from, from] as const)
      : members.flatMap((one) => members.filter((other) => other !== one).map((other) => [one, other] as const))
  const known = new Set(
    (
      await trx
        .selectFrom('members')
        .select('id')
        .where('id', 'in', [...members])
        .execute()
    ).map((row) => row.id),
  )
  const rows = pairs
    .filter(([one, other]) => known.has(one) && known.has(other))
    .map(([member_id, from_id]) => ({ member_id, from_id, at, by_id: by, suspicion_id: suspicion }))
  if (rows.length > 0)
    await trx
      .insertInto('point_bars')
      .values(rows)
      .onConflict((c) => c.columns(['member_id', 'from_id']).doNothing())
      .execute()
}

async function countAnew(trx: Executor, members: readonly number[], now: number): Promise<void> {
  await trx
    .updateTable('points')
    .set({ unsettled: 1 })
    .where('member_id', 'in', [...members])
    .execute()
  await enqueueAll(
    trx,
    members.map((member) => ({ name: 'points.settle' as const, payload: { member } })),
    now,
  )
}
