import { sql } from 'kysely'
import { WEEK, weekOf } from '#app/kernel/clock.ts'
import { pause } from '#app/kernel/pause.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { WeekCount } from '../rules/volume.ts'

interface ChannelWeek extends WeekCount {
  readonly channel: string
}

/** How many requests came from a source in a language; '' where that is not known. */
interface Origin {
  readonly source: string
  readonly language: string
  readonly requests: number
}

/** Mean handling time in seconds: of a topic's requests, and of all; null where nobody measured, or where it is not needed. */
export interface MeanHandling {
  readonly own: number | null
  readonly common: number | null
}

/** What a topic's requests come to. */
export interface TopicFigures {
  /** When the topic had been counted last as this was read. */
  readonly countedAt: number | null
  readonly requests: number
  readonly askers: number
  /** Askers of the twelve weeks up to the newest request of all. */
  readonly recentAskers: number
  readonly unanswered: number
  readonly handling: number
  readonly meanHandling: MeanHandling
  readonly first: number | null
  readonly last: number | null
  readonly weeks: readonly ChannelWeek[]
  /** From where, and in which language, it is asked. */
  readonly origins: readonly Origin[]
  /** The weeks whose stored count differs, and the stored ones that have no request any more. */
  readonly changed: readonly ChannelWeek[]
  readonly gone: readonly Pick<ChannelWeek, 'weekAt' | 'channel'>[]
}

/** What was asked lately is what an article would save: a single old request must not make it less. */
export const RECENTLY = 12 * WEEK

/** Rows of an index that are read at once: one to two milliseconds on SQLite, which stops the process while it reads. */
const PAGE = 1000

/**
 * Adds up a topic's requests, in pieces with a pause after each; null when the topic is gone. Two indexes hold all
 * that is read, so that no request itself is (`requests_figures`, `requests_askers`).
 */
export async function readFigures(db: Executor, topicId: number, signal?: AbortSignal): Promise<TopicFigures | null> {
  const topic = await db.selectFrom('topics').select('counted_at').where('id', '=', topicId).executeTakeFirst()
  if (!topic) return null
  const totals = { requests: 0, unanswered: 0, handling: 0, handled: 0 }
  let first: number | null = null
  let last: number | null = null
  const weeks = new Map<string, { weekAt: number; channel: string; requests: number }>()
  const origins = new Map<string, { source: string; language: string; requests: number }>()
  for await (const row of requestsOf(db, topicId, signal)) {
    totals.requests += row.times
    if (row.outcome === 'unanswered') totals.unanswered += 1
    if (row.handling_seconds !== null) {
      totals.handling += row.handling_seconds
      totals.handled += 1
    }
    first ??= row.asked_at
    last = row.asked_at
    const weekAt = weekOf(row.asked_at)
    const key = `${weekAt} ${row.channel}`
    const week = weeks.get(key) ?? { weekAt, channel: row.channel, requests: 0 }
    week.requests += row.times
    weeks.set(key, week)
    const [source, language] = [row.source, row.language ?? '']
    const origin = origins.get(`${language} ${source}`) ?? { source, language, requests: 0 }
    origin.requests += row.times
    origins.set(`${language} ${source}`, origin)
  }
  const own = totals.handled === 0 ? null : totals.handling / totals.handled
  const { requests, unanswered, handling } = totals
  return {
    countedAt: topic.counted_at,
    requests,
    unanswered,
    handling,
    askers: await countAskers(db, topicId, signal),
    recentAskers: await countRecentAskers(db, topicId, signal),
    meanHandling: { own, common: own === null ? await commonHandling(db, signal) : null },
    first,
    last,
    weeks: [...weeks.values()],
    origins: [...origins.values()],
    ...(await weeksThatDiffer(db, topicId, weeks)),
  }
}

async function* requestsOf(db: Executor, topicId: number, signal: AbortSignal | undefined) {
  let last: { readonly asked_at: number; readonly id: number } | null = null
  for (;;) {
    signal?.throwIfAborted()
    const rows = await pageOfRequests(db, topicId, last)
    yield* rows
    const end = rows.at(-1)
    if (end === undefined || rows.length < PAGE) return
    last = end
    await pause()
  }
}

function pageOfRequests(
  db: Executor,
  topicId: number,
  last: { readonly asked_at: number; readonly id: number } | null,
) {
  return db
    .selectFrom('requests')
    .select(['asked_at', 'id', 'channel', 'times', 'outcome', 'handling_seconds', 'source', 'language'])
    .where('topic_id', '=', topicId)
    .$if(last !== null, (query) =>
      query
        .where('asked_at', '>=', last?.asked_at ?? 0)
        .where((eb) => eb.or([eb('asked_at', '>', last?.asked_at ?? 0), eb('id', '>', last?.id ?? 0)])),
    )
    .orderBy('asked_at')
    .orderBy('id')
    .limit(PAGE)
    .execute()
}

/** Askers by their keys; a request without one is an asker of its own. */
async function countAskers(db: Executor, topicId: number, signal: AbortSignal | undefined): Promise<number> {
  const own = db.selectFrom('requests').where('topic_id', '=', topicId)
  const { n } = await own
    .where('requester_key', 'is', null)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  let askers = Number(n)
  let last = ''
  for (;;) {
    signal?.throwIfAborted()
    const rows = await own
      .where('requester_key', '>', last)
      .select('requester_key as key')
      .orderBy('requester_key')
      .limit(PAGE)
      .execute()
    askers += new Set(rows.map(({ key }) => key)).size
    const end = rows.at(-1)
    if (!end || rows.length < PAGE) return askers
    last = end.key ?? ''
    await pause()
  }
}

/** The same for the twelve weeks up to the newest request of all: where nothing came in since an import, these count. */
async function countRecentAskers(db: Executor, topicId: number, signal: AbortSignal | undefined): Promise<number> {
  const newest = await db
    .selectFrom('requests')
    .select('asked_at')
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const since = (newest?.asked_at ?? 0) - RECENTLY
  const keys = new Set<string>()
  let withoutKey = 0
  let last: { readonly asked_at: number; readonly id: number } = { asked_at: since, id: 0 }
  for (;;) {
    signal?.throwIfAborted()
    const { asked_at, id } = last
    const rows = await db
      .selectFrom('requests')
      .select(['asked_at', 'id', 'requester_key'])
      .where('topic_id', '=', topicId)
      .where('asked_at', '>=', asked_at)
      .where((eb) => eb.or([eb('asked_at', '>', asked_at), eb('id', '>', id)]))
      .orderBy('asked_at')
      .orderBy('id')
      .limit(RECENT_PAGE)
      .execute()
    for (const { requester_key } of rows) {
      if (requester_key === null) withoutKey++
      else keys.add(requester_key)
    }
    const end = rows.at(-1)
    if (end === undefined || rows.length < RECENT_PAGE) return keys.size + withoutKey
    last = end
    await pause()
  }
}

/** Requests read at once where the index does not hold all: about a millisecond on SQLite. */
const RECENT_PAGE = 200

/** Mean handling times for what an article on a topic would save; the common one only where the topic has none. */
export async function readMeanHandling(db: Executor, topicId: number, signal?: AbortSignal): Promise<MeanHandling> {
  const row = await db
    .selectFrom('requests')
    .select(sql<number | null>`avg(handling_seconds)`.as('mean'))
    .where('topic_id', '=', topicId)
    .where('handling_seconds', 'is not', null)
    .executeTakeFirst()
  const own = row?.mean == null ? null : Number(row.mean)
  return { own, common: own === null ? await commonHandling(db, signal) : null }
}

/** Requests with a handling time that are added up at once, by an index that holds nothing else. */
const HANDLED_PAGE = 5000

async function commonHandling(db: Executor, signal: AbortSignal | undefined): Promise<number | null> {
  let [n, total, last] = [0, 0, 0]
  for (;;) {
    signal?.throwIfAborted()
    const page = db
      .selectFrom('requests')
      .select(['id', 'handling_seconds'])
      .where('handling_seconds', 'is not', null)
      .where('id', '>', last)
      .orderBy('id')
      .limit(HANDLED_PAGE)
      .as('page')
    const row = await db
      .selectFrom(page)
      .select((eb) => [
        eb.fn.countAll<number>().as('n'),
        eb.fn.sum<number | null>('handling_seconds').as('total'),
        eb.fn.max('id').as('last'),
      ])
      .executeTakeFirstOrThrow()
    n += Number(row.n)
    total += Number(row.total ?? 0)
    if (Number(row.n) < HANDLED_PAGE) return n === 0 ? null : total / n
    last = Number(row.last)
    await pause()
  }
}

async function weeksThatDiffer(
  db: Executor,
  topicId: number,
  weeks: ReadonlyMap<string, ChannelWeek>,
): Promise<Pick<TopicFigures, 'changed' | 'gone'>> {
  const rows = await db
    .selectFrom('topic_weeks')
    .select(['week_at as weekAt', 'channel', 'requests'])
    .where('topic_id', '=', topicId)
    .execute()
  const stored = new Map(rows.map((row) => [`${row.weekAt} ${row.channel}`, row.requests]))
  return {
    changed: [...weeks].flatMap(([key, week]) => (stored.get(key) === week.requests ? [] : [week])),
    gone: rows.filter((row) => !weeks.has(`${row.weekAt} ${row.channel}`)),
  }
}
