import { requestRefusals } from '#app/features/requests/words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import { sql, type SqlBool } from 'kysely'
import { mayReadRequests } from '#app/access/desk.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { notFound } from '#app/kernel/errors.ts'
import { readCursor, writeCursor } from '#app/kernel/page.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { RedactionCounts } from '#app/platform/personal-data/redact.ts'
import { demand } from '#app/kernel/verdict.ts'
import { pageByKey } from '#db/paging.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { Channel, Outcome, RequestRowView, RequestsListView, RequestView } from '../types.ts'

const PAGE = 30
/** Requests that one page of a search looks through: what it costs does not grow with what there is. */
const WINDOW = 20_000
const EXCERPT = 220

export interface RequestsAsked {
  readonly q: string
  readonly channel: Channel | null
  readonly outcome: Outcome | null
  readonly source: string | null
  readonly topic: number | null
  readonly page: string | null
}

type Reading = Pick<Context, 'db' | 'viewer'>

/** One page of the requests, newest first, narrowed to what is asked for. */
export async function listRequests({ db, viewer }: Reading, asked: RequestsAsked): Promise<RequestsListView> {
  demand(mayReadRequests(viewer))
  const isSearch = asked.q !== '' || asked.channel !== null || asked.outcome !== null || asked.source !== null
  const found = isSearch ? await searched(db, asked) : await paged(db, asked)
  return {
    ...found,
    sources: await sourcesOf(db),
    topic: asked.topic === null ? null : await topicOf(db, asked.topic),
    isEmpty: found.rows.length === 0 && !isSearch && asked.topic === null && asked.page === null,
  }
}

type Found = Pick<RequestsListView, 'rows' | 'newer' | 'older' | 'lookedBackTo'>

async function paged(db: Executor, { topic, page }: RequestsAsked): Promise<Found> {
  const query = rows(db).$if(topic !== null, (q) => q.where('requests.topic_id', '=', topic))
  const found = await pageByKey(query, {
    page,
    size: PAGE,
    by: ['requests.asked_at', 'requests.id'],
    order: 'desc',
    keysOf: (row) => [row.asked_at, row.id],
  })
  return { ...found, rows: found.rows.map(rowView), lookedBackTo: null }
}

/**
 * A search goes back through a window of requests at a time: a word that hardly any request has would
 * else be looked for in all of them at once.
 */
async function searched(db: Executor, asked: RequestsAsked): Promise<Found> {
  const cursor = readCursor(asked.page, 2)
  const [at, id] = cursor?.keys ?? []
  const before =
    at === undefined || id === undefined ? null : sql<SqlBool>`(requests.asked_at, requests.id) < (${at}, ${id})`
  const { topic } = asked
  const end = await db
    .selectFrom('requests')
    .select(['asked_at', 'id'])
    .$if(before !== null, (q) => q.where(before ?? sql<SqlBool>`1 = 1`))
    .$if(topic !== null, (q) => q.where('topic_id', '=', topic))
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .offset(WINDOW)
    .limit(1)
    .executeTakeFirst()
  let query = rows(db)
  if (before) query = query.where(before)
  if (end) query = query.where(sql<SqlBool>`(requests.asked_at, requests.id) >= (${end.asked_at}, ${end.id})`)
  if (topic !== null) query = query.where('requests.topic_id', '=', topic)
  if (asked.channel !== null) query = query.where('requests.channel', '=', asked.channel)
  if (asked.outcome !== null) query = query.where('requests.outcome', '=', asked.outcome)
  if (asked.source !== null) query = query.where('requests.source', '=', asked.source)
  for (const word of asked.q.toLowerCase().split(/\s+/).slice(0, 6)) {
    if (word === '') continue
    const like = `%${word.replace(/[\\%_]/g, (c) => `\\${c}`)}%`
    query = query.where(
      sql<SqlBool>`(lower(requests.subject) like ${like} escape '\\' or lower(requests.text) like ${like} escape '\\')`,
    )
  }
  const found = await query
    .orderBy('requests.asked_at', 'desc')
    .orderBy('requests.id', 'desc')
    .limit(PAGE + 1)
    .execute()
  const shown = found.slice(0, PAGE)
  const last = found.length > PAGE ? shown.at(-1) : end
  const isWindowOver = found.length <= PAGE && end !== undefined
  return {
    rows: shown.map(rowView),
    newer: null,
    older: last ? writeCursor({ side: 'after', keys: [last.asked_at, last.id] }) : null,
    lookedBackTo: isWindowOver ? end.asked_at : null,
  }
}

function rows(db: Executor) {
  return db
    .selectFrom('requests')
    .leftJoin('topics', 'topics.id', 'requests.topic_id')
    .select([
      'requests.id',
      'requests.channel',
      'requests.source',
      'requests.subject',
      'requests.asked_at',
      'requests.outcome',
      'requests.times',
      'requests.topic_id',
      'topics.title as topic_title',
    ])
    .select(sql<string>`substr(requests.text, 1, ${EXCERPT + 1})`.as('excerpt'))
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

function rowView(row: Row): RequestRowView {
  const excerpt =
    row.excerpt.length > EXCERPT ? `${row.excerpt.slice(0, EXCERPT).replace(/\s+\S*$/, '')}…` : row.excerpt
  return {
    id: row.id,
    channel: row.channel as Channel, // written from the list only
    source: row.source,
    subject: row.subject,
    excerpt,
    askedAt: row.asked_at,
    outcome: row.outcome as Outcome, // written from the list only
    times: row.times,
    topic: row.topic_id === null ? null : { id: row.topic_id, title: row.topic_title ?? `Topic ${row.topic_id}` },
  }
}

/** Where there are requests from, of the imports and tokens that there are. */
async function sourcesOf(db: Executor): Promise<readonly string[]> {
  const imported = await db
    .selectFrom('imports')
    .select('source')
    .distinct()
    .where('kind', '=', 'requests')
    .orderBy('source')
    .limit(100)
    .execute()
  const tokens = await db.selectFrom('api_tokens').select('name').distinct().orderBy('name').limit(100).execute()
  const named = new Set([
    'community',
    'search',
    ...imported.map((row) => row.source),
    ...tokens.map((row) => `api ${row.name}`),
  ])
  // One look into the key (source, external_id) for each: the requests themselves may be a million.
  const first = [...named].map((source) =>
    db.selectFrom('requests').select('source').where('source', '=', source).limit(1).executeTakeFirst(),
  )
  return (await Promise.all(first)).flatMap((row) => (row ? [row.source] : []))
}

async function topicOf(db: Executor, id: number) {
  return (await db.selectFrom('topics').select(['id', 'title']).where('id', '=', id).executeTakeFirst()) ?? null
}

/** One request with its replies, what was redacted, and where it belongs. */
export async function getRequest({ db, viewer }: Reading, id: number): Promise<RequestView> {
  demand(mayReadRequests(viewer))
  const row = await rows(db)
    .leftJoin('threads', 'threads.id', 'requests.thread_id')
    .leftJoin('members', 'members.id', 'requests.member_id')
    .select([
      'requests.text',
      'requests.language',
      'requests.tags',
      'requests.handling_seconds',
      'requests.satisfaction',
      'requests.redactions',
      'requests.import_id',
      'threads.id as thread_id',
      'threads.slug',
      'threads.title as thread_title',
      'members.handle',
      'members.name',
    ])
    .where('requests.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound(saying(requestRefusals, 'thisRequest'))
  const replies = await db
    .selectFrom('request_replies')
    .select(['position', 'author', 'text', 'at', 'handling_seconds'])
    .where('request_id', '=', id)
    .orderBy('position')
    .limit(200)
    .execute()
  return {
    ...rowView(row),
    text: row.text,
    language: row.language,
    tags: JSON.parse(row.tags) as string[], // written by this feature only
    handlingSeconds: row.handling_seconds,
    satisfaction: row.satisfaction,
    redactions: JSON.parse(row.redactions) as RedactionCounts, // the same
    importId: row.import_id,
    thread:
      row.thread_id === null
        ? null
        : { address: addressOf({ id: row.thread_id, slug: row.slug ?? '' }), title: row.thread_title ?? '' },
    member: row.handle === null ? null : { handle: row.handle, name: row.name ?? row.handle },
    replies: replies.map((reply) => ({
      position: reply.position,
      author: reply.author === 'staff' ? 'staff' : 'requester',
      text: reply.text,
      at: reply.at,
      handlingSeconds: reply.handling_seconds,
    })),
  }
}
