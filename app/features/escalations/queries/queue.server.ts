import { sql } from 'kysely'
import { mayWorkDesk } from '#app/access/escalations.ts'
import { categoriesFor, type ReadableCategories } from '#app/features/catalogue/queries/categories.server.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { HOUR } from '#app/kernel/clock.ts'
import { pageOf, readCursor } from '#app/kernel/page.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { prepared } from '#db/prepared.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import {
  QUEUES,
  type EscalationState,
  type OverviewView,
  type QueueFilters,
  type QueueName,
  type QueueRowView,
  type QueueView,
  type Reason,
  type TriageReasons,
} from '../types.ts'

/** Rows of one page. */
const PAGE = 40
/** What falls due within so long is about to be late, in milliseconds. */
export const SOON = 2 * HOUR

interface QueueShape {
  readonly queue: QueueName
  readonly ofTeam: boolean
  readonly ofCategory: boolean
  readonly ofReason: boolean
  readonly fromCursor: boolean
  readonly upwards: boolean
}

interface QueueParams {
  readonly [name: string]: number | string | readonly number[]
  readonly viewer: number
  readonly now: number
  readonly soon: number
  readonly team: number
  readonly category: number
  readonly reason: string
  readonly unreadable: readonly number[]
  readonly key: number
  readonly id: number
}

/** A page of the queue; in order of need, what is finished by when it ended. */
const selectQueue = prepared((db: Executor, p: QueueParams, shape: QueueShape) => {
  const column = shape.queue === 'done' ? 'escalations.resolved_at' : 'escalations.score'
  let q = db
    .selectFrom('escalations')
    .innerJoin('threads', 'threads.id', 'escalations.thread_id')
    .select([
      'escalations.id',
      'escalations.thread_id',
      'escalations.state',
      'escalations.owner_id',
      'escalations.team_id',
      'escalations.snoozed_until',
      'escalations.due_at',
      'escalations.came_back',
      'escalations.severity',
      'escalations.spread',
      'escalations.influence',
      'escalations.waiting',
      'escalations.score',
      'escalations.why',
      'escalations.resolved_at',
      'threads.title',
      'threads.private_at',
      'threads.details_asked_at',
      'threads.category_id',
      'threads.created_at',
    ])
    .$if(p.unreadable.length > 0, (some) => some.where('threads.category_id', 'not in', [...p.unreadable]))
  const awake = () =>
    q.where((eb) => eb.or([eb('escalations.snoozed_until', 'is', null), eb('escalations.snoozed_until', '<=', p.now)]))
  q = q.where('escalations.resolved_at', shape.queue === 'done' ? 'is not' : 'is', null)
  switch (shape.queue) {
    case 'need':
      q = awake().where('escalations.state', '!=', 'asker')
      break
    case 'mine':
      q = q.where('escalations.owner_id', '=', p.viewer)
      break
    case 'late':
      q = awake().where('escalations.state', '!=', 'asker').where('escalations.due_at', '<=', p.now)
      break
    case 'soon':
      q = awake()
        .where('escalations.state', '!=', 'asker')
        .where('escalations.due_at', '>', p.now)
        .where('escalations.due_at', '<=', p.soon)
      break
    case 'back':
      q = awake().where('escalations.came_back', '>', 0)
      break
    case 'asker':
      q = q.where('escalations.state', '=', 'asker')
      break
    case 'off':
      q = q.where('escalations.snoozed_until', '>', p.now)
      break
    case 'done':
      break
  }
  if (shape.ofTeam) q = q.where('escalations.team_id', '=', p.team)
  if (shape.ofCategory) q = q.where('threads.category_id', '=', p.category)
  if (shape.ofReason)
    q = q.where((eb) =>
      eb.exists(
        eb
          .selectFrom('escalation_reasons')
          .select('escalation_id')
          .whereRef('escalation_reasons.escalation_id', '=', 'escalations.id')
          .where('reason', '=', p.reason),
      ),
    )
  if (shape.fromCursor)
    q = q.where((eb) =>
      eb.or([
        eb(column, shape.upwards ? '>' : '<', p.key),
        eb.and([eb(column, '=', p.key), eb('escalations.id', shape.upwards ? '<' : '>', p.id)]),
      ]),
    )
  // Of two with one score the older comes first.
  return q
    .orderBy(column, shape.upwards ? 'asc' : 'desc')
    .orderBy('escalations.id', shape.upwards ? 'desc' : 'asc')
    .limit(PAGE + 1)
})

const selectCounts = prepared((db: Executor, p: { viewer: number; now: number; soon: number }) =>
  db
    .selectFrom('escalations')
    .select([
      sql<number>`sum(case when state <> 'asker' and coalesce(snoozed_until, 0) <= ${p.now} then 1 else 0 end)`.as(
        'need',
      ),
      sql<number>`sum(case when owner_id = ${p.viewer} then 1 else 0 end)`.as('mine'),
      sql<number>`sum(case when state <> 'asker' and coalesce(snoozed_until, 0) <= ${p.now} and due_at <= ${p.now}
        then 1 else 0 end)`.as('late'),
      sql<number>`sum(case when state <> 'asker' and coalesce(snoozed_until, 0) <= ${p.now} and due_at > ${p.now}
        and due_at <= ${p.soon} then 1 else 0 end)`.as('soon'),
      sql<number>`sum(case when came_back > 0 and coalesce(snoozed_until, 0) <= ${p.now} then 1 else 0 end)`.as('back'),
      sql<number>`sum(case when state = 'asker' then 1 else 0 end)`.as('asker'),
      sql<number>`sum(case when coalesce(snoozed_until, 0) > ${p.now} then 1 else 0 end)`.as('off'),
    ])
    .where('resolved_at', 'is', null),
)

const selectReasons = prepared((db: Executor, p: { ids: readonly number[] }) =>
  db
    .selectFrom('escalation_reasons')
    .select(['escalation_id', 'reason', 'detail', 'at'])
    .where('escalation_id', 'in', [...p.ids])
    .orderBy('at', 'desc'),
)

type Reading = Pick<Context, 'db' | 'viewer' | 'clock'>

/** How many there are in each part of the queue. */
export async function countQueue({ db, viewer, clock }: Reading): Promise<Readonly<Record<QueueName, number>>> {
  const now = clock.now()
  const [row] = await selectCounts(db, { viewer: viewer.id ?? 0, now, soon: now + SOON }, null)
  const counted = new Map<string, unknown>(Object.entries(row ?? {}))
  return Object.fromEntries(QUEUES.map((name) => [name, Number(counted.get(name) ?? 0)])) as Record<QueueName, number>
}

/** One page of the queue, in order of need. */
export async function getQueue(context: Reading, filters: QueueFilters, page: string | null): Promise<QueueView> {
  const { db, viewer } = context
  demand(mayWorkDesk(viewer))
  const known = await readKnown(context)
  const paged = await readRows(context, known, filters, page)
  const { categories, teams } = known
  return {
    filters,
    ...paged,
    counts: await countQueue(context),
    teams,
    categories: categories.readable.map(({ slug, name }) => ({ slug, name })),
    views:
      viewer.id === null
        ? []
        : await db
            .selectFrom('saved_views')
            .select(['id', 'name', 'query'])
            .where('member_id', '=', viewer.id)
            .orderBy('name')
            .execute(),
    oldestElsewhere: paged.rows.length > 0 ? null : await oldestWaiting(db, categories.unreadable),
  }
}

/** What stands beside the queue while nothing is open: one's own work, what falls due soon, what came back. */
export async function getOverview(context: Reading): Promise<OverviewView> {
  demand(mayWorkDesk(context.viewer))
  const known = await readKnown(context)
  const part = async (queue: QueueName) => {
    const { rows } = await readRows(context, known, { queue, team: null, category: null, reason: null }, null)
    return rows.slice(0, IN_OVERVIEW)
  }
  return { mine: await part('mine'), soon: await part('soon'), back: await part('back') }
}

/** Rows of each part of the overview. */
const IN_OVERVIEW = 5

interface Known {
  readonly categories: ReadableCategories
  readonly teams: readonly { readonly id: number; readonly name: string }[]
}

async function readKnown({ db, viewer }: Reading): Promise<Known> {
  return {
    categories: await categoriesFor(db, viewer),
    teams: await db.selectFrom('teams').select(['id', 'name']).orderBy('name').execute(),
  }
}

async function readRows(
  { db, viewer, clock }: Reading,
  { categories, teams }: Known,
  filters: QueueFilters,
  page: string | null,
): Promise<Pick<QueueView, 'rows' | 'newer' | 'older'>> {
  const now = clock.now()
  const category = categories.readable.find((one) => one.slug === filters.category)
  const cursor = readCursor(page, 2)
  const [key = 0, id = 0] = cursor?.keys ?? []
  const fetched = await selectQueue(
    db,
    {
      viewer: viewer.id ?? 0,
      now,
      soon: now + SOON,
      team: filters.team ?? 0,
      category: category?.id ?? 0,
      reason: filters.reason ?? '',
      unreadable: categories.unreadable,
      key,
      id,
    },
    {
      queue: filters.queue,
      ofTeam: filters.team !== null,
      ofCategory: category !== undefined,
      ofReason: filters.reason !== null,
      fromCursor: cursor !== null,
      upwards: cursor?.side === 'before',
    },
  )
  const paged = pageOf(fetched, PAGE, cursor, (row) => [
    filters.queue === 'done' ? (row.resolved_at ?? 0) : row.score,
    row.id,
  ])
  const people = await findPeople(
    db,
    paged.rows.map((row) => row.owner_id),
  )
  const ids = paged.rows.map((row) => row.id)
  const reasons = ids.length === 0 ? [] : await selectReasons(db, { ids }, null)
  const rows = paged.rows.map((row): QueueRowView => ({
    id: row.id,
    threadId: row.thread_id,
    title: row.title,
    state: row.state as EscalationState, // written from the closed list only
    isPrivate: row.private_at !== null,
    isPaused: row.details_asked_at !== null,
    owner: row.owner_id === null ? null : (people.get(row.owner_id) ?? null),
    isMine: row.owner_id !== null && row.owner_id === viewer.id,
    score: row.score,
    parts: { severity: row.severity, spread: row.spread, influence: row.influence, waiting: row.waiting },
    why: JSON.parse(row.why) as TriageReasons, // written by `triageColumns` only
    reasons: reasons
      .filter((one) => one.escalation_id === row.id)
      .map((one) => ({ reason: one.reason as Reason, detail: one.detail })),
    dueAt: row.due_at,
    snoozedUntil: row.snoozed_until !== null && row.snoozed_until > now ? row.snoozed_until : null,
    cameBack: row.came_back,
    category: categories.byId(row.category_id)?.name ?? '',
    team: teams.find((team) => team.id === row.team_id)?.name ?? null,
    askedAt: row.created_at,
  }))
  return { rows, newer: paged.newer, older: paged.older }
}

async function oldestWaiting(db: Executor, unreadable: readonly number[]): Promise<QueueView['oldestElsewhere']> {
  const row = await db
    .selectFrom('threads')
    .select(['id', 'slug', 'created_at'])
    .where('waiting', '=', 1)
    .$if(unreadable.length > 0, (q) => q.where('category_id', 'not in', [...unreadable]))
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
  return row ? { at: row.created_at, address: addressOf(row) } : null
}
