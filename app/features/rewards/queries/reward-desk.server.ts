import { DateTime } from 'luxon'
import { mayDecideRewards, mayMindAdvocates, mayMindRewards } from '#app/access/recognition.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { csvRecord } from '#app/kernel/csv-record.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { speak } from '#app/locale/speak.ts'
import type { Context } from '#app/platform/context.server.ts'
import { readSecret } from '#app/platform/secret.server.ts'
import { pageByKey } from '#db/paging.server.ts'
import { mayBecome } from '../rules/redemptions.ts'
import type { RewardsDeskFilter } from '../schemas.ts'
import {
  REDEMPTION_STATES,
  type RedemptionRow,
  type RedemptionState,
  type RedemptionView,
  type RewardDeskView,
  type RewardKind,
} from '../types.ts'
import { rewardDeskWords } from '../words/desk.ts'
import { rewardRefusals } from '../words/refusals.ts'
import { changedAt, freeCodes } from './rewards.server.ts'
import { readShipping } from './sealed-details.server.ts'

type Reading = Pick<Context, 'db' | 'viewer'>

const PAGE = 30
const EXPORT_PAGE = 500

/** Every reward, those that are offered first, with what is left and how often it was asked for. */
export async function listRewards({ db, viewer }: Reading): Promise<readonly RewardDeskView[]> {
  demand(mayMindAdvocates(viewer))
  const rows = await db
    .selectFrom('rewards')
    .select(['id', 'title', 'kind', 'price', 'stock', 'retired_at'])
    .orderBy((eb) => eb.case().when('retired_at', 'is', null).then(0).else(1).end())
    .orderBy('position')
    .orderBy('price')
    .orderBy('id')
    .limit(500)
    .execute()
  const free = await freeCodes(
    db,
    rows.filter(({ kind }) => kind === 'code').map(({ id }) => id),
  )
  const counts = await db
    .selectFrom('redemptions')
    .select((eb) => ['reward_id', eb.fn.countAll<number>().as('n')])
    .where('state', 'in', ['asked', 'approved', 'sent', 'received'])
    .groupBy('reward_id')
    .execute()
  const countOf = new Map(counts.map((row) => [row.reward_id, Number(row.n)]))
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    kind: row.kind as RewardKind, // written from the closed list only
    price: row.price,
    left: row.kind === 'code' ? (free.get(row.id) ?? 0) : row.stock,
    isRetired: row.retired_at !== null,
    redeemed: countOf.get(row.id) ?? 0,
  }))
}

/** What members asked for that stands in one state, the oldest first where somebody has to act, with counts of all states. */
export async function listRedemptions({ db, viewer }: Reading, { state, page }: RewardsDeskFilter) {
  demand(mayMindAdvocates(viewer))
  const counted = await db
    .selectFrom('redemptions')
    .select((eb) => ['state', eb.fn.countAll<number>().as('n')])
    .groupBy('state')
    .execute()
  const counts = Object.fromEntries(
    REDEMPTION_STATES.map((one) => [one, Number(counted.find((row) => row.state === one)?.n ?? 0)]),
  ) as Readonly<Record<RedemptionState, number>> // one for each state
  const { rows, newer, older } = await pageByKey(redemptionRows(db).where('redemptions.state', '=', state), {
    page: page ?? null,
    size: PAGE,
    by: ['redemptions.id'],
    order: state === 'asked' || state === 'approved' ? 'asc' : 'desc',
    keysOf: (row) => [row.id],
  })
  const people = await findPeople(
    db,
    rows.flatMap(({ member_id }) => member_id ?? []),
  )
  return {
    counts,
    newer,
    older,
    rows: rows.map((row): RedemptionRow => ({
      id: row.id,
      title: row.title,
      kind: row.kind as RewardKind,
      price: row.price,
      state,
      at: changedAt(row),
      person: row.member_id === null ? null : (people.get(row.member_id) ?? null),
    })),
  }
}

/** One redemption. Its address is for who sends it: moderators while it is to be sent, then whoever sent it. */
export async function getRedemption(
  { db, viewer, clock }: Reading & Pick<Context, 'clock'>,
  id: number,
): Promise<RedemptionView> {
  demand(mayMindAdvocates(viewer))
  const row = await redemptionRows(db).where('redemptions.id', '=', id).executeTakeFirst()
  if (!row) throw notFound(saying(rewardRefusals, 'missing.redemption'))
  const state = row.state as RedemptionState // written from the closed list only
  const people = await findPeople(db, row.member_id === null ? [] : [row.member_id])
  const mayDecide = mayDecideRewards(viewer).ok && (row.member_id === null || row.member_id !== viewer.id)
  const sends = mayDecide && (state === 'approved' || (state === 'sent' && row.sent_by === viewer.id))
  return {
    id,
    rewardId: row.reward_id,
    title: row.title,
    kind: row.kind as RewardKind,
    price: row.price,
    state,
    at: changedAt(row),
    person: row.member_id === null ? null : (people.get(row.member_id) ?? null),
    askedAt: row.asked_at,
    approvedAt: row.approved_at,
    sentAt: row.sent_at,
    receivedAt: row.received_at,
    refusedAt: row.refused_at,
    reason: row.reason,
    taxNote: mayMindRewards(viewer).ok ? row.tax_note : '',
    shipping: sends ? readShipping(await readSecret(db, clock.now()), row.shipping) : null,
    shippingErasedAt: row.shipping_erased_at,
    mayApprove: mayDecide && mayBecome(state, 'approved'),
    mayRefuse: mayDecide && mayBecome(state, 'refused'),
    maySend: mayDecide && mayBecome(state, 'sent'),
  }
}

function redemptionRows(db: Context['db']) {
  return db
    .selectFrom('redemptions')
    .innerJoin('rewards', 'rewards.id', 'redemptions.reward_id')
    .selectAll('redemptions')
    .select(['rewards.title', 'rewards.kind', 'rewards.tax_note'])
}

/** What the form of a reward begins with. */
export async function rewardForm({ db, viewer }: Reading, id: number) {
  demand(mayMindAdvocates(viewer))
  const row = await db.selectFrom('rewards').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound(saying(rewardRefusals, 'missing'))
  const stock = row.stock === null ? '' : String(row.stock)
  return {
    id,
    title: row.title,
    isRetired: row.retired_at !== null,
    codes: row.kind === 'code' ? await countCodes(db, id) : null,
    values: {
      version: String(row.version),
      title: row.title,
      description: row.description,
      kind: row.kind,
      price: String(row.price),
      stock,
      stockSeen: stock,
      mostEach: row.most_each === null ? '' : String(row.most_each),
      approval: row.needs_approval === 1 ? '1' : '',
      taxNote: row.tax_note,
      position: String(row.position),
    },
  }
}

/** How many codes a reward has. Throws `not-found` for one that hands none out. */
export async function codesOf({ db, viewer }: Reading, id: number) {
  const { title, codes } = await rewardForm({ db, viewer }, id)
  if (codes === null) throw notFound(saying(rewardRefusals, 'missing'))
  return { id, title, codes }
}

async function countCodes(db: Context['db'], id: number) {
  const { all } = await db
    .selectFrom('reward_codes')
    .select((eb) => eb.fn.countAll<number>().as('all'))
    .where('reward_id', '=', id)
    .executeTakeFirstOrThrow()
  return { all: Number(all), free: (await freeCodes(db, [id])).get(id) ?? 0 }
}

/**
 * What was asked for from one day to another (inclusive, `yyyy-MM-dd`, in `zone`), as comma-separated values in pieces, the
 * oldest first. It holds no code and no address, and no cell of it is taken for a formula.
 */
export function writeRewards(
  { db, viewer, locale }: Reading & Pick<Context, 'locale'>,
  { from, to }: { readonly from: string; readonly to: string },
  zone: string,
): AsyncGenerator<string> {
  demand(mayMindRewards(viewer))
  const first = DateTime.fromFormat(from, 'yyyy-MM-dd', { zone }).startOf('day')
  const last = DateTime.fromFormat(to, 'yyyy-MM-dd', { zone }).endOf('day')
  if (!first.isValid || !last.isValid || first > last) throw new AppError('invalid', saying(rewardRefusals, 'dates'))
  return writeBetween(db, locale, first.toMillis(), last.toMillis())
}

const HEADS = [
  'number',
  'asked',
  'state',
  'reward',
  'kind',
  'points',
  'member',
  'name',
  'approved',
  'sent',
  'received',
  'refused',
  'tax',
] as const

async function* writeBetween(
  db: Context['db'],
  locale: Context['locale'],
  first: number,
  last: number,
): AsyncGenerator<string> {
  const t = speak(locale, rewardDeskWords)
  yield csvRecord(HEADS.map((head) => t(`csv.${head}`)))
  const time = (at: number | null): string => (at === null ? '' : new Date(at).toISOString())
  for (let after = 0; ;) {
    const rows = await redemptionRows(db)
      .leftJoin('members', 'members.id', 'redemptions.member_id')
      .select(['members.handle', 'members.name'])
      .where('redemptions.asked_at', '>=', first)
      .where('redemptions.asked_at', '<=', last)
      .where('redemptions.id', '>', after)
      .orderBy('redemptions.id')
      .limit(EXPORT_PAGE)
      .execute()
    for (const row of rows)
      yield csvRecord([
        String(row.id),
        time(row.asked_at),
        t(`state.${row.state as RedemptionState}`),
        row.title,
        t(`kind.${row.kind as RewardKind}`),
        String(row.price),
        row.handle ?? '',
        row.name ?? '',
        time(row.approved_at),
        time(row.sent_at),
        time(row.received_at),
        time(row.refused_at),
        row.tax_note,
      ])
    const end = rows.at(-1)
    if (!end || rows.length < EXPORT_PAGE) return
    after = end.id
  }
}

/** The days that the export begins with: this year so far, in `zone`. */
export function exportDays(now: number, zone: string): { readonly from: string; readonly to: string } {
  const today = DateTime.fromMillis(now, { zone })
  return { from: today.startOf('year').toFormat('yyyy-MM-dd'), to: today.toFormat('yyyy-MM-dd') }
}
