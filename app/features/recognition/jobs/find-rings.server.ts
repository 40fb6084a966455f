import { DAY } from '#app/kernel/clock.ts'
import { pause } from '#app/kernel/pause.ts'
import type { Services } from '#app/platform/context.server.ts'
import { enqueueAll } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { findFed, findRings, type Credit, type Ring } from '../rules/rings.ts'

/** Credit of so many days is looked at. */
export const RINGS_LOOK_BACK = 365
const MEMBERS = 500
/** Reasons in which one member credits another. */
const CREDITS = ['accepted', 'solved', 'helpful', 'waited', 'article-helpful']

/**
 * The job `points.rings`: looks for members who mostly credit each other and for those who live on accounts that do nothing
 * else. A ring counts as one giver from then on, so its members are settled anew; all that is found stands in the report for
 * moderators. What a moderator called harmless is not brought up again unless it grew by half.
 */
export async function findRingsAgain(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  signal?: AbortSignal,
): Promise<void> {
  const now = clock.now()
  const since = Math.floor((now - RINGS_LOOK_BACK * DAY) / DAY)
  const credits: Credit[] = []
  for (let after = 0; ;) {
    const members = await db
      .selectFrom('standings')
      .select('member_id')
      .where('member_id', '>', after)
      .orderBy('member_id')
      .limit(MEMBERS)
      .execute()
    const end = members.at(-1)
    if (!end) break
    const rows = await db
      .selectFrom('points')
      .select((eb) => [
        'member_id as to',
        'from_id as from',
        eb.fn.countAll<number>().as('times'),
        eb.fn.sum<number>('worth').as('worth'),
      ])
      .where('member_id', '>', after)
      .where('member_id', '<=', end.member_id)
      .where('day', '>=', since)
      .where('reason', 'in', CREDITS)
      .where('reversed_at', 'is', null)
      .where('from_id', 'is not', null)
      .groupBy(['member_id', 'from_id'])
      .execute()
    for (const { to, from, times, worth } of rows)
      if (from !== null) credits.push({ to, from, times: Number(times), worth: Number(worth) })
    after = end.member_id
    signal?.throwIfAborted()
    await pause()
  }
  const rings = findRings(credits)
  const givers = [...new Set(credits.map(({ from }) => from))]
  const busy = await busyAmong(db, givers)
  const fed = findFed(credits, (member) => !busy.has(member))
  await inTransaction(db, async (trx) => {
    await writeRings(trx, rings, now)
    for (const ring of rings)
      await report(trx, ring.members.length === 2 ? 'pair' : 'ring', ring.members, ring.times, ring.inside, now)
    for (const { member, feeders, times, share } of fed)
      await report(trx, 'fed', [member, ...feeders], times, share, now)
  })
}

/** Accounts that did something of their own: answered, or helped with articles. */
async function busyAmong(db: Executor, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const busy = new Set<number>()
  for (let at = 0; at < ids.length; at += MEMBERS) {
    const rows = await db
      .selectFrom('members')
      .select('id')
      .where('id', 'in', ids.slice(at, at + MEMBERS))
      .where((eb) => eb.or([eb('answer_count', '>', 0), eb('role', '!=', 'customer')]))
      .execute()
    for (const { id } of rows) busy.add(id)
    await pause()
  }
  return busy
}

/** Writes who is in a ring, and has those settled who came in or left. */
async function writeRings(trx: Executor, rings: readonly Ring[], now: number): Promise<void> {
  const stored = await trx.selectFrom('ring_members').selectAll().execute()
  const before = new Map(stored.map((row) => [row.member_id, row.ring_id]))
  const after = new Map(
    rings.flatMap(({ members }) => members.map((member) => [member, members[0] ?? member] as const)),
  )
  // A ring is named by its first member: when that one leaves, the others move to another name, and count the same.
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (member) => before.get(member) !== after.get(member),
  )
  if (changed.length === 0) return
  await trx.deleteFrom('ring_members').where('member_id', 'in', changed).execute()
  const rows = changed.flatMap((member_id) => {
    const ring_id = after.get(member_id)
    return ring_id === undefined ? [] : [{ member_id, ring_id, found_at: now }]
  })
  if (rows.length > 0) await trx.insertInto('ring_members').values(rows).execute()
  await trx.updateTable('points').set({ unsettled: 1 }).where('member_id', 'in', changed).execute()
  await enqueueAll(
    trx,
    changed.map((member) => ({ name: 'points.settle' as const, payload: { member } })),
    now,
  )
}

async function report(
  trx: Executor,
  kind: 'pair' | 'ring' | 'fed',
  members: readonly number[],
  times: number,
  share: number,
  now: number,
): Promise<void> {
  const key = `${kind} ${members.join(' ')}`
  const evidence = JSON.stringify({ times, share: Math.round(share * 100) })
  const known = await trx.selectFrom('suspicions').selectAll().where('key', '=', key).executeTakeFirst()
  if (!known) {
    const row = { key, kind, members: JSON.stringify(members), evidence, found_at: now, seen_at: now }
    await trx
      .insertInto('suspicions')
      .values(row)
      .onConflict((c) => c.column('key').doNothing())
      .execute()
    return
  }
  const before = JSON.parse(known.evidence) as { readonly times: number }
  const isGrown = known.verdict === 'harmless' && times >= before.times * 1.5
  await trx
    .updateTable('suspicions')
    .set({
      seen_at: now,
      // What a moderator decided by stays, so that the next look compares with it.
      ...(known.settled_at === null || isGrown ? { evidence } : {}),
      ...(isGrown ? { settled_at: null, settled_by: null, verdict: null, found_at: now } : {}),
    })
    .where('id', '=', known.id)
    .execute()
}
