import { sql, type SqlBool } from 'kysely'
import { listedThreads } from '#app/access/threads.server.ts'
import { categoriesFor, type ReadableCategories } from '#app/features/catalogue/queries/categories.server.ts'
import { shownPromises } from '#app/features/promises/queries/shown-promises.server.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { DAY } from '#app/kernel/clock.ts'
import { pageOf, readCursor, type Page } from '#app/kernel/page.ts'
import { isMember, type Actor } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { prepared } from '#db/prepared.server.ts'
import type { ThreadRow } from '#db/schema/forum.ts'
import type { Executor } from '#db/transaction.server.ts'
import { PAGE_SIZE } from '#app/kernel/page.ts'
import { lastActOf } from '../rules.ts'
import { isWaiting, plainState, stateOf } from './thread-state.ts'
import type { ListFilters, ListOrder, ThreadKind, ThreadRowView } from '../types.ts'

export interface ListQuery extends ListFilters {
  readonly categoryId: number | null
  readonly page: string | null
}

const SPAN_DAYS = { any: 0, week: 7, month: 31, year: 365 } as const

/** Below so many threads a tag's list starts from the tag, above from the order. */
const RARE_TAG = 3000

const SORT = {
  active: 'threads.last_post_at',
  new: 'threads.created_at',
  'same-here': 'threads.same_here_count',
  waiting: 'threads.created_at',
  due: 'due',
} as const satisfies Record<ListOrder, string>

/** Added to when a thread was asked that nothing was promised to, so that it comes after all that are due. */
const LAST = 10_000_000_000_000
const DUE_FIRST = sql<number>`coalesce(threads.due_at, threads.created_at + ${sql.lit(LAST)})`

/** One page of a list of threads for everybody who may read them. `waiting` shows the longest wait first. */
export async function listThreads(
  context: Pick<Context, 'db' | 'viewer' | 'clock'>,
  query: ListQuery,
  known?: ReadableCategories,
): Promise<Page<ThreadRowView>> {
  const { db, viewer, clock } = context
  const categories = known ?? (await categoriesFor(db, viewer))
  const cursor = readCursor(query.page, 2)
  const column = SORT[query.order]
  const upwards = (query.order === 'waiting' || query.order === 'due') !== (cursor?.side === 'before')
  const tag = query.tag === null ? null : await findTag(db, query.tag)
  if (query.tag !== null && tag === null) return { rows: [], newer: null, older: null }

  const [key = 0, id = 0] = cursor?.keys ?? []
  const fetched = await selectThreads(
    db,
    {
      tagId: tag?.id ?? 0,
      unreadable: categories.unreadable,
      categoryId: query.categoryId ?? 0,
      kind: query.kind,
      since: query.since === 'any' ? 0 : clock.now() - SPAN_DAYS[query.since] * DAY,
      key,
      id,
    },
    {
      tag: tag === null ? 'any' : tag.count < RARE_TAG ? 'rare' : 'frequent',
      inCategory: query.categoryId !== null,
      ofKind: query.kind !== 'all',
      state: query.order === 'waiting' || query.order === 'due' ? 'open' : query.state,
      timed: query.since !== 'any',
      column,
      upwards,
      fromCursor: cursor !== null,
    },
  )

  const page = pageOf(fetched, PAGE_SIZE, cursor, (row) => [keyOf(row, column), row.id])
  return { ...page, rows: await threadRows(db, viewer, clock.now(), categories, page.rows) }
}

/** What a row is sorted by. */
function keyOf(row: ListedRow, column: (typeof SORT)[ListOrder]): number {
  if (column === 'due') return row.due_at ?? row.created_at + LAST
  return row[column.slice('threads.'.length) as 'last_post_at' | 'created_at' | 'same_here_count']
}

/** What a row of a list is made from. */
export const ROW_COLUMNS = [
  'threads.id',
  'threads.category_id',
  'threads.author_id',
  'threads.kind',
  'threads.title',
  'threads.slug',
  'threads.private_at',
  'threads.accepted_post_id',
  'threads.answer_count',
  'threads.same_here_count',
  'threads.read_count',
  'threads.created_at',
  'threads.last_post_at',
  'threads.last_act',
  'threads.last_member_id',
  'threads.details_asked_at',
  'threads.reopened_at',
  'threads.closed_at',
  'threads.hidden_at',
  'threads.hidden_reason',
  'threads.due_at',
] as const

type Unqualified<C> = C extends `threads.${infer Name extends keyof ThreadRow}` ? Name : never
export type ListedRow = Pick<ThreadRow, Unqualified<(typeof ROW_COLUMNS)[number]>>

const selectListed = prepared((db: Executor, p: { ids: readonly number[]; unreadable: readonly number[] }) =>
  db
    .selectFrom('threads')
    .select(ROW_COLUMNS)
    .where(listedThreads(p.unreadable))
    .where('id', 'in', [...p.ids]),
)

/** Those of these threads that stand in lists for whoever may not read the categories `unreadable`. */
export async function findListedThreads(
  db: Executor,
  ids: readonly number[],
  unreadable: readonly number[],
): Promise<readonly ListedRow[]> {
  return ids.length === 0 ? [] : selectListed(db, { ids, unreadable }, null)
}

interface ListShape {
  readonly tag: 'any' | 'rare' | 'frequent'
  readonly inCategory: boolean
  readonly ofKind: boolean
  readonly state: ListFilters['state']
  readonly timed: boolean
  readonly column: (typeof SORT)[ListOrder]
  readonly upwards: boolean
  readonly fromCursor: boolean
}

interface ListParams {
  readonly [name: string]: number | string | readonly number[]
  readonly tagId: number
  readonly unreadable: readonly number[]
  readonly categoryId: number
  readonly kind: string
  readonly since: number
  readonly key: number
  readonly id: number
}

const selectThreads = prepared((db: Executor, p: ListParams, shape: ListShape) => {
  let q = db.selectFrom('threads').select(ROW_COLUMNS).where(listedThreads(p.unreadable))
  if (shape.tag === 'rare') {
    // From the tag's few threads to their rows; a frequent tag is looked up for each row in order.
    q = q.where('threads.id', 'in', (eb) =>
      eb.selectFrom('thread_tags').select('thread_id').where('tag_id', '=', p.tagId),
    )
  }
  if (shape.tag === 'frequent') {
    q = q.where((eb) =>
      eb.exists(
        eb
          .selectFrom('thread_tags')
          .select('tag_id')
          .whereRef('thread_tags.thread_id', '=', 'threads.id')
          .where('tag_id', '=', p.tagId),
      ),
    )
  }
  if (shape.inCategory) q = q.where('threads.category_id', '=', p.categoryId)
  if (shape.ofKind) q = q.where('threads.kind', '=', p.kind)
  if (shape.state === 'open') q = q.where((eb) => eb('threads.waiting', '=', eb.lit(1)))
  if (shape.state === 'solved') q = q.where('threads.accepted_post_id', 'is not', null)
  if (shape.state === 'answered') {
    q = q.where('threads.accepted_post_id', 'is', null).where('threads.answer_count', '>', 0)
  }
  if (shape.timed) q = q.where('threads.last_post_at', '>=', p.since)
  if (shape.column === 'due') {
    // Few wait at a time, and only staff read them in this order: they are sorted as they are read.
    if (shape.fromCursor) {
      const key = sql`(${DUE_FIRST}, threads.id)`
      const cursor = sql`(${p.key}, ${p.id})`
      q = q.where(shape.upwards ? sql<SqlBool>`${key} > ${cursor}` : sql<SqlBool>`${key} < ${cursor}`)
    }
    const way = shape.upwards ? 'asc' : 'desc'
    return q
      .orderBy(DUE_FIRST, way)
      .orderBy('threads.id', way)
      .limit(PAGE_SIZE + 1)
  }
  if (shape.fromCursor) {
    const { column } = shape
    q = q.where((eb) => eb(eb.refTuple(column, 'threads.id'), shape.upwards ? '>' : '<', eb.tuple(p.key, p.id)))
  }
  const direction = shape.upwards ? 'asc' : 'desc'
  return q
    .orderBy(shape.column, direction)
    .orderBy('threads.id', direction)
    .limit(PAGE_SIZE + 1)
})

async function findTag(db: Executor, name: string): Promise<{ id: number; count: number } | null> {
  const row = await db
    .selectFrom('tags')
    .select(['id', 'thread_count as count', 'synonym_of'])
    .where('name', '=', name)
    .executeTakeFirst()
  if (!row) return null
  if (row.synonym_of === null) return row
  const meant = await db
    .selectFrom('tags')
    .select(['id', 'thread_count as count'])
    .where('id', '=', row.synonym_of)
    .executeTakeFirst()
  return meant ?? null
}

/** Rows of threads as lists show them, with names, tags and what is new to this member: three queries more. */
export async function threadRows(
  db: Executor,
  viewer: Actor,
  now: number,
  categories: ReadableCategories,
  rows: readonly ListedRow[],
): Promise<readonly ThreadRowView[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const people = await findPeople(
    db,
    rows.flatMap((row) => [row.author_id, row.last_member_id]),
  )
  const tags = await tagsOf(db, ids)
  const dues = await duesOf(db, now, categories, rows)
  const seen = isMember(viewer) ? await readTimes(db, viewer.id, ids) : new Map<number, number>()
  return rows.flatMap((row) => {
    const category = categories.byId(row.category_id)
    if (!category) return []
    const author = row.author_id === null ? undefined : people.get(row.author_id)
    const last = row.last_member_id === null ? undefined : people.get(row.last_member_id)
    const seenAt = seen.get(row.id)
    return [
      {
        id: row.id,
        address: addressOf(row),
        title: row.title,
        kind: row.kind as ThreadKind,
        state: plainState(stateOf(row, now), viewer),
        category: { id: category.id, slug: category.slug, name: category.name },
        author: author ? { handle: author.handle, name: author.name } : null,
        createdAt: row.created_at,
        lastPostAt: row.last_post_at,
        lastAct: lastActOf(row.last_act),
        lastBy: last?.name ?? null,
        answerCount: row.answer_count,
        sameHereCount: row.same_here_count,
        readCount: row.read_count,
        tags: tags.get(row.id) ?? [],
        isPrivate: row.private_at !== null,
        hiddenReason: row.hidden_at === null ? null : (row.hidden_reason ?? ''),
        fresh: seenAt !== undefined && seenAt < row.last_post_at,
        due: dues.get(row.id) ?? null,
      },
    ]
  })
}

/**
 * When the first answers of those that wait are due, by thread. What was promised is read only when one of them does,
 * and not at all while nothing changed on SQLite.
 */
async function duesOf(
  db: Executor,
  now: number,
  categories: ReadableCategories,
  rows: readonly ListedRow[],
): Promise<ReadonlyMap<number, ThreadRowView['due']>> {
  const waiting = rows.filter((row) => row.due_at !== null && isWaiting(stateOf(row, now)))
  if (waiting.length === 0) return new Map()
  const promises = await shownPromises(db)
  return new Map(
    waiting.map((row) => {
      const category = categories.byId(row.category_id)
      return [row.id, category ? promises.due(row, category, now) : null]
    }),
  )
}

const selectTags = prepared((db: Executor, { ids }: { ids: readonly number[] }) =>
  db
    .selectFrom('thread_tags')
    .innerJoin('tags', 'tags.id', 'thread_tags.tag_id')
    .select(['thread_tags.thread_id', 'tags.name'])
    .where('thread_tags.thread_id', 'in', [...ids])
    .orderBy('tags.name'),
)

/** The tags of each thread, by name. */
export async function tagsOf(
  db: Executor,
  threadIds: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  if (threadIds.length === 0) return new Map()
  const rows = await selectTags(db, { ids: threadIds }, null)
  const found = new Map<number, string[]>()
  for (const row of rows) found.set(row.thread_id, [...(found.get(row.thread_id) ?? []), row.name])
  return found
}

async function readTimes(db: Executor, memberId: number, ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('thread_reads')
    .select(['thread_id', 'at'])
    .where('member_id', '=', memberId)
    .where('thread_id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.thread_id, row.at]))
}
