import { pause } from '#app/kernel/pause.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { askDrafting } from '../draft-in-thread.server.ts'
import { READ } from '../rules/exemplars/near-requests.ts'

/** Requests that are read and handed over at once: some milliseconds. */
const PAGE = 500
/** What a nearness is multiplied with to be kept as a whole number. */
const THOUSANDTHS = 1000

interface Titled {
  readonly id: number
  readonly title: string
}

interface Asked {
  readonly id: number
  readonly times: number
  readonly nearest: { readonly exemplar: number; readonly nearness: number } | null
}

/** Counts for each request the exemplar that answers most nearly what it asks. */
export async function countNear(db: Executor, words: string, signal: AbortSignal | undefined): Promise<void> {
  const exemplars = await counting(db).execute()
  const counts = new Map<number, number>()
  for await (const asked of nearestOf(db, exemplars, words, signal)) {
    for (const { nearest, times } of asked) {
      if (nearest) counts.set(nearest.exemplar, (counts.get(nearest.exemplar) ?? 0) + times)
    }
    await inTransaction(db, async (trx) => {
      await forget(
        trx,
        asked.map(({ id }) => id),
      )
      await keep(trx, asked)
    })
  }
  for (const { id } of exemplars) {
    await db
      .updateTable('exemplars')
      .set({ near_count: counts.get(id) ?? 0 })
      .where('id', '=', id)
      .execute()
  }
}

/**
 * Counts who asks nearly what those exemplars answer for which nobody is counted: what was accepted since the last sweep need
 * not wait for the next. A request that another exemplar answers as nearly stays with it. Gives whether anybody was found.
 */
export async function countNearNew(db: Executor, words: string, signal: AbortSignal | undefined): Promise<boolean> {
  const fresh = await counting(db).where('near_count', '=', 0).execute()
  const isFresh = new Set(fresh.map(({ id }) => id))
  const changed = new Set<number>()
  for await (const asked of nearestOf(db, fresh, words, signal)) {
    const near = asked.filter(({ nearest }) => nearest !== null)
    if (near.length === 0) continue
    await inTransaction(db, async (trx) => {
      const ids = near.map(({ id }) => id)
      const rows = await trx.selectFrom('exemplar_requests').selectAll().where('request_id', 'in', ids).execute()
      const before = new Map(rows.map((row) => [row.request_id, row]))
      const moved = near.filter(({ id, nearest }) => {
        const row = before.get(id)
        return row === undefined || isFresh.has(row.exemplar_id) || row.nearness < (nearest?.nearness ?? 0)
      })
      await forget(
        trx,
        moved.map(({ id }) => id),
      )
      await keep(trx, moved)
      for (const { id, nearest } of moved) {
        for (const one of [before.get(id)?.exemplar_id, nearest?.exemplar]) if (one !== undefined) changed.add(one)
      }
    })
  }
  for (const id of changed) await recount(db, id)
  return changed.size > 0
}

/** Exemplars that requests are counted for, the first of those that say the same. */
const counting = (db: Executor) =>
  db
    .selectFrom('exemplars')
    .select(['id', 'title'])
    .where('door', '!=', 'none')
    .where('double_of', 'is', null)
    .orderBy('id')

/** All requests, some hundred at once, each with the nearest of these exemplars. */
async function* nearestOf(
  db: Executor,
  exemplars: readonly Titled[],
  words: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly Asked[]> {
  const titles = exemplars.map(({ title }) => title)
  let after = 0
  for (;;) {
    signal?.throwIfAborted()
    const rows = await db
      .selectFrom('requests')
      .select(['id', 'subject', 'text', 'times'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute()
    const texts = rows.map(({ subject, text }) => (subject.trim() === '' ? text.slice(0, READ) : subject))
    const near = titles.length === 0 ? [] : await askDrafting({ kind: 'near', titles, texts, words }, signal)
    yield rows.map(({ id, times }, at) => {
      const exemplar = exemplars[near[at]?.title ?? -1]?.id
      const nearness = Math.round(THOUSANDTHS * (near[at]?.nearness ?? 0))
      return { id, times, nearest: exemplar === undefined ? null : { exemplar, nearness } }
    })
    after = rows.at(-1)?.id ?? after
    if (rows.length < PAGE) return
    await pause()
  }
}

async function forget(trx: Executor, requests: readonly number[]): Promise<void> {
  await trx
    .deleteFrom('exemplar_requests')
    .where('request_id', 'in', [0, ...requests])
    .execute()
}

async function keep(trx: Executor, asked: readonly Asked[]): Promise<void> {
  const rows = asked.flatMap(({ id, nearest }) =>
    nearest ? [{ request_id: id, exemplar_id: nearest.exemplar, nearness: nearest.nearness }] : [],
  )
  if (rows.length > 0) await trx.insertInto('exemplar_requests').values(rows).execute()
}

async function recount(db: Executor, id: number): Promise<void> {
  const { asking } = await db
    .selectFrom('exemplar_requests')
    .innerJoin('requests', 'requests.id', 'exemplar_requests.request_id')
    .select((eb) => eb.fn.sum<number | string | null>('requests.times').as('asking'))
    .where('exemplar_requests.exemplar_id', '=', id)
    .executeTakeFirstOrThrow()
  await db
    .updateTable('exemplars')
    .set({ near_count: Number(asking ?? 0) })
    .where('id', '=', id)
    .execute()
}
