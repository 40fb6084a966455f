import { pause } from '#app/kernel/pause.ts'
import type { Services } from '#app/platform/context.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import {
  collectArticles,
  collectFlags,
  collectMissions,
  collectReviews,
  collectThreads,
} from '../jobs/collect-points.server.ts'
import { settleMembers } from './settle-members.server.ts'

type Parts = Pick<Services, 'db' | 'clock'>

type Source = 'threads' | 'articles' | 'flags' | 'panel_members' | 'mission_members'

/** Sources, or members, of one transaction: while it runs nothing else is answered. */
const PIECE = 100
/** The same where nobody waits for a page: half the time went into commits. */
export const LARGE_PIECE = 1000

export interface Rebuilt {
  /** Members with a ledger. */
  readonly members: number
  readonly entries: number
}

/**
 * Collects the ledger anew from its sources, counts every entry by the rules as they are and settles everybody, without telling
 * anybody: nothing happened. Run twice, the second time writes nothing. `piece`: how many sources, or members, are done in one
 * transaction; pages are answered in between.
 */
export async function rebuildPoints(
  { db, clock }: Parts,
  siteZone: string,
  how: {
    readonly piece?: number
    readonly signal?: AbortSignal
    readonly onProgress?: (done: number, of: 'threads' | 'members') => void
  } = {},
): Promise<Rebuilt> {
  const now = clock.now()
  const piece = how.piece ?? PIECE
  const touched = new Set<number>()
  const add = (members: ReadonlySet<number>): void => {
    for (const member of members) touched.add(member)
  }
  const all = async (
    table: Source,
    collect: (trx: Executor, ids: readonly number[]) => Promise<ReadonlySet<number>>,
    onDone?: (done: number) => void,
  ): Promise<void> => {
    let done = 0
    for (let after = 0; ;) {
      const ids = await pageOf(db, table, after, piece)
      const end = ids.at(-1)
      if (end === undefined) return
      after = end
      add(await inTransaction(db, (trx) => collect(trx, ids)))
      done += ids.length
      onDone?.(done)
      how.signal?.throwIfAborted()
      await pause()
    }
  }
  await all(
    'threads',
    (trx, ids) => collectThreads(trx, ids, siteZone, now, true),
    (done) => how.onProgress?.(done, 'threads'),
  )
  await all('articles', (trx, ids) => collectArticles(trx, ids, now))
  await all('flags', async (trx, ids) => {
    const flags = await trx
      .selectFrom('flags')
      .select('post_id')
      .distinct()
      .where('id', 'in', [...ids])
      .execute()
    return collectFlags(
      trx,
      flags.map((row) => row.post_id),
      now,
    )
  })
  await all('panel_members', (trx, ids) => collectReviews(trx, ids, now))
  await all('mission_members', (trx, ids) => collectMissions(trx, ids, now))

  let members = 0
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom('points')
      .select('member_id')
      .distinct()
      .where('member_id', '>', after)
      .orderBy('member_id')
      .limit(piece)
      .execute()
    const end = rows.at(-1)
    if (!end) break
    after = end.member_id
    const ids = rows.map((row) => row.member_id)
    await inTransaction(db, (trx) => settleMembers(trx, ids, now, true))
    for (const id of ids) touched.delete(id)
    members += ids.length
    how.onProgress?.(members, 'members')
    how.signal?.throwIfAborted()
    await pause()
  }
  // Whoever has no entry any more still has sums.
  for (const id of touched) await inTransaction(db, (trx) => settleMembers(trx, [id], now))
  const { entries } = await db
    .selectFrom('points')
    .select((eb) => eb.fn.countAll<number>().as('entries'))
    .where('reversed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return { members, entries: Number(entries) }
}

async function pageOf(db: Executor, table: Source, after: number, piece: number): Promise<readonly number[]> {
  if (table === 'mission_members' || table === 'panel_members') {
    const rows = await db
      .selectFrom(table)
      .select('member_id')
      .distinct()
      .where('member_id', '>', after)
      .orderBy('member_id')
      .limit(piece)
      .execute()
    return rows.map((row) => row.member_id)
  }
  const rows = await db.selectFrom(table).select('id').where('id', '>', after).orderBy('id').limit(piece).execute()
  return rows.map(({ id }) => id)
}
