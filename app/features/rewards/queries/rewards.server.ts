import type { Selectable } from 'kysely'
import { notFound } from '#app/kernel/errors.ts'
import { isMember, isStaff, type Actor } from '#app/kernel/roles.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { readSecret } from '#app/platform/secret.server.ts'
import type { RewardsTable } from '#db/schema/programme.ts'
import type { Executor } from '#db/transaction.server.ts'
import { mayBecome, showsCode } from '../rules/redemptions.ts'
import type { OwnRedemption, RedemptionState, RewardKind, RewardsView, RewardView } from '../types.ts'
import { rewardRefusals } from '../words/refusals.ts'
import { readCode, readShipping } from './sealed-details.server.ts'

type Reading = Pick<Context, 'db' | 'viewer'>
type RewardRow = Selectable<RewardsTable>

const SHOWN = 100

/**
 * The catalogue as the viewer sees it, in its order, the cheapest first within one place, and what is gone at the end;
 * `most` rewards at most.
 */
export async function rewardsFor({ db, viewer }: Reading, most = SHOWN): Promise<RewardsView> {
  const rows = await db
    .selectFrom('rewards')
    .selectAll()
    .where('retired_at', 'is', null)
    .orderBy('position')
    .orderBy('price')
    .orderBy('id')
    .limit(SHOWN)
    .execute()
  const balance = await balanceOf(db, viewer)
  const views = await rewardViews(db, rows, balance, viewer)
  const isGone = ({ left }: RewardView): boolean => left === 0
  return { balance, rewards: [...views.filter((one) => !isGone(one)), ...views.filter(isGone)].slice(0, most) }
}

/** One reward, for whoever looks at it. Throws `not-found` for one that is not offered any more. */
export async function getReward(
  { db, viewer }: Reading,
  id: number,
): Promise<{ readonly reward: RewardView; readonly balance: number | null }> {
  const row = await db
    .selectFrom('rewards')
    .selectAll()
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .executeTakeFirst()
  const balance = await balanceOf(db, viewer)
  const [reward] = row ? await rewardViews(db, [row], balance, viewer) : []
  if (!reward) throw notFound(saying(rewardRefusals, 'missing'))
  return { reward, balance }
}

/** What the viewer may spend; null for guests, and for staff, who are paid already. */
async function balanceOf(db: Executor, viewer: Actor): Promise<number | null> {
  if (!isMember(viewer) || isStaff(viewer)) return null
  const row = await db.selectFrom('wallets').select('balance').where('member_id', '=', viewer.id).executeTakeFirst()
  return row?.balance ?? 0
}

async function rewardViews(
  db: Executor,
  rows: readonly RewardRow[],
  balance: number | null,
  viewer: Actor,
): Promise<readonly RewardView[]> {
  const had = await timesHad(
    db,
    viewer.id,
    rows.filter((row) => row.most_each !== null).map(({ id }) => id),
  )
  const free = await freeCodes(
    db,
    rows.filter(({ kind }) => kind === 'code').map(({ id }) => id),
  )
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    description: row.description,
    kind: row.kind as RewardKind, // written from the closed list only
    price: row.price,
    left: row.kind === 'code' ? (free.get(row.id) ?? 0) : row.stock,
    mostEach: row.most_each,
    had: had.get(row.id) ?? 0,
    needsApproval: row.needs_approval === 1,
    isRetired: row.retired_at !== null,
    missing: balance === null ? null : Math.max(0, row.price - balance),
  }))
}

/** How often a member has had each of some rewards, or waits for it; what was refused or taken back does not count. */
export async function timesHad(
  db: Executor,
  memberId: number | null,
  rewards: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (memberId === null || rewards.length === 0) return new Map()
  const rows = await db
    .selectFrom('redemptions')
    .select((eb) => ['reward_id', eb.fn.countAll<number>().as('n')])
    .where('member_id', '=', memberId)
    .where('reward_id', 'in', [...rewards])
    .where('state', 'not in', ['refused', 'cancelled'])
    .groupBy('reward_id')
    .execute()
  return new Map(rows.map((row) => [row.reward_id, Number(row.n)]))
}

/** How many codes each reward has that nobody was given. */
export async function freeCodes(db: Executor, rewards: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (rewards.length === 0) return new Map()
  const rows = await db
    .selectFrom('reward_codes')
    .select((eb) => ['reward_id', eb.fn.countAll<number>().as('n')])
    .where('reward_id', 'in', [...rewards])
    .where('given_at', 'is', null)
    .groupBy('reward_id')
    .execute()
  return new Map(rows.map((row) => [row.reward_id, Number(row.n)]))
}

/** What the viewer asked for, the newest first, with the codes that they were given. */
export async function ownRedemptions({
  db,
  viewer,
  clock,
}: Pick<Context, 'db' | 'viewer' | 'clock'>): Promise<readonly OwnRedemption[]> {
  if (!isMember(viewer)) return []
  const rows = await db
    .selectFrom('redemptions')
    .innerJoin('rewards', 'rewards.id', 'redemptions.reward_id')
    .leftJoin('reward_codes', 'reward_codes.redemption_id', 'redemptions.id')
    .select(['redemptions.id', 'redemptions.price', 'redemptions.state', 'redemptions.reason', 'redemptions.shipping'])
    .select(['redemptions.asked_at', 'redemptions.approved_at', 'redemptions.sent_at', 'redemptions.received_at'])
    .select(['redemptions.refused_at', 'rewards.title', 'rewards.kind', 'reward_codes.code'])
    .where('redemptions.member_id', '=', viewer.id)
    .orderBy('redemptions.id', 'desc')
    .limit(SHOWN)
    .execute()
  if (rows.length === 0) return []
  const secret = await readSecret(db, clock.now())
  return rows.map((row) => {
    const state = row.state as RedemptionState // written from the closed list only
    return {
      id: row.id,
      title: row.title,
      kind: row.kind as RewardKind,
      price: row.price,
      state,
      at: changedAt(row),
      reason: row.reason,
      code: showsCode(state) ? readCode(secret, row.code) : null,
      shipping: readShipping(secret, row.shipping),
      mayCancel: mayBecome(state, 'cancelled'),
      mayConfirm: mayBecome(state, 'received'),
    }
  })
}

/** The last of the times of a redemption. */
export function changedAt(row: {
  readonly asked_at: number
  readonly approved_at: number | null
  readonly sent_at: number | null
  readonly received_at: number | null
  readonly refused_at: number | null
}): number {
  return row.refused_at ?? row.received_at ?? row.sent_at ?? row.approved_at ?? row.asked_at
}

/** What is kept of a member's redemptions, for the file of their own data; times as columns ending in `_at`. */
export async function redemptionsForExport(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  memberId: number,
): Promise<readonly object[]> {
  const rows = await db
    .selectFrom('redemptions')
    .innerJoin('rewards', 'rewards.id', 'redemptions.reward_id')
    .leftJoin('reward_codes', 'reward_codes.redemption_id', 'redemptions.id')
    .select(['rewards.title', 'redemptions.price', 'redemptions.state', 'redemptions.asked_at'])
    .select(['redemptions.approved_at', 'redemptions.sent_at', 'redemptions.received_at', 'redemptions.refused_at'])
    .select(['redemptions.reason', 'redemptions.shipping', 'reward_codes.code'])
    .where('redemptions.member_id', '=', memberId)
    .orderBy('redemptions.id')
    .execute()
  if (rows.length === 0) return []
  const secret = await readSecret(db, clock.now())
  return rows.map((row) => ({
    ...row,
    shipping: readShipping(secret, row.shipping),
    code: showsCode(row.state as RedemptionState) ? readCode(secret, row.code) : null,
  }))
}
