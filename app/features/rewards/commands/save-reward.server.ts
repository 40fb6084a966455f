import { mayMindRewards } from '#app/access/recognition.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import type { RewardFields } from '../schemas.ts'
import { rewardRefusals } from '../words/refusals.ts'

type Who = Pick<Context, 'db' | 'clock' | 'viewer'>

/** Puts a new reward into the catalogue. Returns its id. */
export async function addReward({ db, clock, viewer }: Who, form: RewardFields): Promise<number> {
  demand(mayMindRewards(viewer))
  return inTransaction(db, async (trx) => {
    const now = clock.now()
    const { id } = await trx
      .insertInto('rewards')
      .values({ ...rowOf(form), created_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    await logAct(trx, { at: now, by: viewer.id, kind: 'reward', verb: 'add', id, detail: { title: form.title } })
    return id
  })
}

/**
 * Changes a reward; what was asked for already keeps its price. `form.version`: as the form was shown; throws `conflict`
 * when another editor was quicker.
 */
export async function changeReward({ db, clock, viewer }: Who, id: number, form: RewardFields): Promise<void> {
  demand(mayMindRewards(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const reward = await getReward(trx, id)
    if (reward.version !== form.version) throw new AppError('conflict', saying(rewardRefusals, 'changed'))
    if (reward.kind !== form.kind && (await isUsed(trx, id))) {
      const why = saying(rewardRefusals, 'kindStays')
      throw new AppError('invalid', why, { fields: { kind: why } })
    }
    await trx
      .updateTable('rewards')
      .set({ ...rowOf(form), stock: stockAfter(form, reward.stock), version: reward.version + 1 })
      .where('id', '=', id)
      .execute()
    await logAct(trx, { at: now, by: viewer.id, kind: 'reward', verb: 'edit', id, detail: { title: form.title } })
  })
}

/** Takes a reward out of the catalogue, or brings it back. What was asked for already goes on. */
export async function retireReward({ db, clock, viewer }: Who, id: number, isRetired: boolean): Promise<void> {
  demand(mayMindRewards(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const reward = await getReward(trx, id)
    if ((reward.retired_at !== null) === isRetired) return
    await trx
      .updateTable('rewards')
      .set({ retired_at: isRetired ? now : null })
      .where('id', '=', id)
      .execute()
    const verb = isRetired ? 'retire' : 'restore'
    await logAct(trx, { at: now, by: viewer.id, kind: 'reward', verb, id, detail: { title: reward.title } })
  })
}

async function getReward(trx: Executor, id: number) {
  await lockRow(trx, 'rewards', id)
  const reward = await trx.selectFrom('rewards').selectAll().where('id', '=', id).executeTakeFirst()
  if (!reward) throw notFound(saying(rewardRefusals, 'missing'))
  return reward
}

/** Whether anybody asked for it or it holds codes. */
async function isUsed(trx: Executor, id: number): Promise<boolean> {
  for (const table of ['redemptions', 'reward_codes'] as const)
    if (await trx.selectFrom(table).select('id').where('reward_id', '=', id).limit(1).executeTakeFirst()) return true
  return false
}

/** The stock that an editor means: what members took or gave back while the form was open is counted too. */
function stockAfter({ kind, stock, stockSeen }: RewardFields, now: number | null): number | null {
  if (kind === 'code' || stock === null || stockSeen === null || now === null) return kind === 'code' ? null : stock
  return Math.max(0, now + stock - stockSeen)
}

function rowOf(form: RewardFields) {
  return {
    title: form.title,
    description: form.description,
    kind: form.kind,
    price: form.price,
    // How many codes are left is counted.
    stock: form.kind === 'code' ? null : form.stock,
    most_each: form.mostEach,
    needs_approval: form.approval ? 1 : 0,
    tax_note: form.taxNote,
    position: form.position,
  }
}
