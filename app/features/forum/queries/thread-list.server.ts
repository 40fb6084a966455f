import type { SelectQueryBuilder } from 'kysely'
import { listedThreads } from '#app/access/threads.server.ts'
import { DAY } from '#app/kernel/clock.ts'
import { pageOf, readCursor, type Page } from '#app/kernel/page.ts'
import { isMember, type Viewer } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Schema, ThreadRow } from '#db/schema.ts'
import type { Executor } from '#db/transaction.server.ts'
import { actWords, PAGE_SIZE } from '../rules.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { stateOf } from './thread-state.ts'
import type { ListFilters, ListOrder, ThreadKind, ThreadRowView } from '../types.ts'
import { categoriesFor, type ReadableCategories } from './categories.server.ts'
import { findPeople } from './people.server.ts'

export interface ListQuery extends ListFilters {
  readonly categoryId: number | null
  readonly page: string | null
}

const SPAN_DAYS = { any: 0, week: 7, month: 31, year: 365 } as const

/** Below so many threads a tag's list starts from the tag, above from the order. */
const RARE_TAG = 3000

type ThreadQuery = SelectQueryBuilder<Schema, 'threads', object>

const SORT = {
  active: 'threads.last_post_at',
  new: 'threads.created_at',
  'same-here': 'threads.same_here_count',
  waiting: 'threads.created_at',
} as const satisfies Record<ListOrder, string>

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
  const upwards = (query.order === 'waiting') !== (cursor?.side === 'before')
  const tag = query.tag === null ? null : await findTag(db, query.tag)
  if (query.tag !== null && tag === null) return { rows: [], newer: null, older: null }

  let q: ThreadQuery = db.selectFrom('threads') as ThreadQuery
  if (tag !== null && tag.count < RARE_TAG) {
    q = q
      .innerJoin('thread_tags', 'thread_tags.thread_id', 'threads.id')
      .where('thread_tags.tag_id', '=', tag.id) as unknown as ThreadQuery
  } else if (tag !== null) {
    q = q.where((eb) =>
      eb.exists(
        eb
          .selectFrom('thread_tags')
          .select('tag_id')
          .whereRef('thread_tags.thread_id', '=', 'threads.id')
          .where('tag_id', '=', tag.id),
      ),
    )
  }
  q = q.where(listedThreads(categories.unreadable))
  if (query.order === 'waiting') q = q.where((eb) => eb('threads.waiting', '=', eb.lit(1)))
  if (query.categoryId !== null) q = q.where('threads.category_id', '=', query.categoryId)
  if (query.kind !== 'all') q = q.where('threads.kind', '=', query.kind)
  if (query.state === 'solved') q = q.where('threads.accepted_post_id', 'is not', null)
  if (query.state === 'answered')
    q = q.where('threads.accepted_post_id', 'is', null).where('threads.answer_count', '>', 0)
  if (query.state === 'open') q = q.where((eb) => eb('threads.waiting', '=', eb.lit(1)))
  if (query.since !== 'any')
    q = q.where('threads.last_post_at', '>=', clock.now() - SPAN_DAYS[query.since] * DAY)
  if (cursor) {
    const [key = 0, id = 0] = cursor.keys
    const comparison = upwards ? '>' : '<'
    q = q.where((eb) => eb(eb.refTuple(column, 'threads.id'), comparison, eb.tuple(key, id)))
  }
  const fetched = await q
    .selectAll('threads')
    .orderBy(column, upwards ? 'asc' : 'desc')
    .orderBy('threads.id', upwards ? 'asc' : 'desc')
    .limit(PAGE_SIZE + 1)
    .execute()

  const keyColumn = column.slice('threads.'.length) as
    'last_post_at' | 'created_at' | 'same_here_count'
  const page = pageOf(fetched, PAGE_SIZE, cursor, (row) => [row[keyColumn], row.id])
  return { ...page, rows: await threadRows(db, viewer, clock.now(), categories, page.rows) }
}

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
  viewer: Viewer,
  now: number,
  categories: ReadableCategories,
  rows: readonly ThreadRow[],
): Promise<readonly ThreadRowView[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const people = await findPeople(
    db,
    rows.flatMap((row) => [row.author_id, row.last_member_id]),
  )
  const tags = await tagsOf(db, ids)
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
        state: stateOf(row, now),
        category: { id: category.id, slug: category.slug, name: category.name },
        author: author ? { handle: author.handle, name: author.name } : null,
        createdAt: row.created_at,
        lastPostAt: row.last_post_at,
        lastAct: actWords(row.last_act, last?.name ?? null),
        answerCount: row.answer_count,
        sameHereCount: row.same_here_count,
        readCount: row.read_count,
        tags: tags.get(row.id) ?? [],
        isPrivate: row.private_at !== null,
        hiddenReason: row.hidden_at === null ? null : (row.hidden_reason ?? ''),
        fresh: seenAt !== undefined && seenAt < row.last_post_at,
        due: null,
      },
    ]
  })
}

/** The tags of each thread, by name. */
export async function tagsOf(
  db: Executor,
  threadIds: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  if (threadIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('thread_tags')
    .innerJoin('tags', 'tags.id', 'thread_tags.tag_id')
    .select(['thread_tags.thread_id', 'tags.name'])
    .where('thread_tags.thread_id', 'in', [...threadIds])
    .orderBy('tags.name')
    .execute()
  const found = new Map<number, string[]>()
  for (const row of rows) found.set(row.thread_id, [...(found.get(row.thread_id) ?? []), row.name])
  return found
}

async function readTimes(
  db: Executor,
  memberId: number,
  ids: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .selectFrom('thread_reads')
    .select(['thread_id', 'at'])
    .where('member_id', '=', memberId)
    .where('thread_id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.thread_id, row.at]))
}
