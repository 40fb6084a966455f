import { sql } from 'kysely'
import { isOffered, mayReviewPrepared, maySeePrepared, type PreparedFacts } from '#app/access/prepared.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { pageByKey } from '#db/paging.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { foldText } from '../rules/folded.ts'
import { fillPlaceholders } from '../rules/placeholders.ts'
import {
  PREPARED_STATES,
  type AnswerLanguage,
  type OfferView,
  type PlaceholderFacts,
  type PreparedFilters,
  type PreparedListView,
  type PreparedRowView,
  type PreparedState,
  type PreparedView,
} from '../types.ts'
import { preparedRefusals } from '../words/refusals.ts'

type Reading = Pick<Context, 'db' | 'viewer'>

const PAGE = 40
/** So many are offered at once. */
const OFFERS = 8
const MOST_WORDS = 6

interface Row {
  readonly id: number
  readonly title: string
  readonly locale: string
  readonly state: string
  readonly retired_at: number | null
  readonly author_id: number | null
  readonly changed_at: number
}

/** Prepared answers, the newest first, with how often they were used and with what success. */
export async function listPrepared(
  { db, viewer }: Reading,
  filters: PreparedFilters,
  page: string | null,
): Promise<PreparedListView> {
  demand(maySeePrepared(viewer))
  const { locale, state } = filters
  const found = matching(db, filters.q)
    .select(['id', 'title', 'locale', 'state', 'retired_at', 'author_id', 'changed_at'])
    .$if(locale !== null, (q) => q.where('locale', '=', locale ?? ''))
    .$if(state === 'retired', (q) => q.where('retired_at', 'is not', null))
    .$if(state !== 'retired', (q) => q.where('retired_at', 'is', null))
    .$if(state === 'draft' || state === 'reviewed', (q) => q.where('state', '=', state ?? ''))
  const paged = await pageByKey(found, {
    page,
    size: PAGE,
    by: ['changed_at', 'id'],
    order: 'desc',
    keysOf: (row) => [row.changed_at, row.id],
  })
  return {
    filters,
    rows: await rowViews(db, paged.rows),
    counts: await countStates(db),
    newer: paged.newer,
    older: paged.older,
  }
}

/** One prepared answer with its words; throws `not-found`. */
export async function getPreparedView(
  { db, viewer, clock, markdown }: Reading & Pick<Context, 'clock' | 'markdown'>,
  id: number,
): Promise<PreparedView> {
  demand(maySeePrepared(viewer))
  const row = await db.selectFrom('prepared_answers').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not-found', saying(preparedRefusals, 'missing'))
  const [view] = await rowViews(db, [row])
  if (!view) throw new AppError('not-found', saying(preparedRefusals, 'missing'))
  const people = await findPeople(db, [row.reviewed_by])
  const facts = factsOf(row)
  return {
    ...view,
    body: row.body,
    html: (await markdown.renderAll([row.body]))[0] ?? '',
    version: row.version,
    reviewedBy: people.get(row.reviewed_by ?? 0)?.name ?? null,
    reviewedAt: row.reviewed_at,
    isOwn: row.author_id === viewer.id,
    mayReview: !facts.isReviewed && !facts.isRetired && mayReviewPrepared(viewer, facts, clock.now()).ok,
  }
}

/**
 * What is offered to somebody who answers: by the words they typed, those first that are used most, with what is known in
 * their placeholders.
 */
export async function offerPrepared(
  { db, viewer }: Reading,
  typed: string,
  facts: PlaceholderFacts,
): Promise<readonly OfferView[]> {
  demand(maySeePrepared(viewer))
  const rows = await matching(db, typed)
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom('prepared_uses')
        .select((s) => s.fn.countAll<number>().as('n'))
        .whereRef('prepared_uses.prepared_id', '=', 'prepared_answers.id')
        .as('used'),
    )
    .where('retired_at', 'is', null)
    .where((eb) => eb.or([eb('state', '=', 'reviewed'), eb('author_id', '=', viewer.id ?? 0)]))
    .orderBy('used', 'desc')
    .orderBy('title')
    .limit(OFFERS)
    .execute()
  return rows.filter((row) => isOffered(viewer, factsOf(row))).map((row) => offerOf(row, facts))
}

/** One that was chosen; null where it is not offered to this viewer. */
export async function takePrepared(
  { db, viewer }: Reading,
  id: number,
  facts: PlaceholderFacts,
): Promise<OfferView | null> {
  demand(maySeePrepared(viewer))
  const row = await db.selectFrom('prepared_answers').selectAll().where('id', '=', id).executeTakeFirst()
  return row && isOffered(viewer, factsOf(row)) ? offerOf(row, facts) : null
}

function offerOf(row: Row & { readonly body: string }, facts: PlaceholderFacts): OfferView {
  const locale = row.locale as AnswerLanguage // written from the closed list only
  return {
    id: row.id,
    title: row.title,
    locale,
    isDraft: row.state !== 'reviewed',
    body: fillPlaceholders(row.body, facts, locale),
  }
}

function factsOf(row: Pick<Row, 'author_id' | 'state' | 'retired_at'>): PreparedFacts {
  return { authorId: row.author_id, isReviewed: row.state === 'reviewed', isRetired: row.retired_at !== null }
}

/** Those that have all of these words in title or text, in any order. */
function matching(db: Executor, typed: string) {
  const words = foldText(typed).split(/\s+/u).filter(Boolean).slice(0, MOST_WORDS)
  return words.reduce((query, word) => {
    const like = `%${word.replace(/[\\%_]/gu, '\\$&')}%`
    return query.where(sql<boolean>`folded like ${like} escape '\\'`)
  }, db.selectFrom('prepared_answers'))
}

function stateOf(row: Pick<Row, 'state' | 'retired_at'>): PreparedState {
  if (row.retired_at !== null) return 'retired'
  return row.state === 'reviewed' ? 'reviewed' : 'draft'
}

async function rowViews(db: Executor, rows: readonly Row[]): Promise<readonly PreparedRowView[]> {
  const people = await findPeople(
    db,
    rows.map((row) => row.author_id),
  )
  const uses = await countUses(
    db,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    locale: row.locale as AnswerLanguage, // written from the closed list only
    state: stateOf(row),
    author: people.get(row.author_id ?? 0)?.name ?? null,
    changedAt: row.changed_at,
    used: uses.get(row.id)?.used ?? 0,
    solved: uses.get(row.id)?.solved ?? 0,
  }))
}

/**
 * How often each was used, and with success: its post was accepted, or the desk was done with the question after it and
 * it did not come back.
 */
async function countUses(
  db: Executor,
  ids: readonly number[],
): Promise<ReadonlyMap<number, { readonly used: number; readonly solved: number }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('prepared_uses')
    .innerJoin('posts', 'posts.id', 'prepared_uses.post_id')
    .innerJoin('threads as own', 'own.id', 'posts.thread_id')
    // What was said privately counts for the question whose private part it is.
    .innerJoin('threads', (join) => join.on((eb) => eb('threads.id', '=', eb.fn.coalesce('own.part_of', 'own.id'))))
    .select((eb) => [
      'prepared_uses.prepared_id as id',
      eb.fn.countAll<number>().as('used'),
      eb.fn
        .sum<number>(
          eb
            .case()
            .when('threads.accepted_post_id', '=', eb.ref('posts.id'))
            .then(1)
            .when(
              eb.and([
                eb('threads.reopened_at', 'is', null),
                eb.exists(
                  eb
                    .selectFrom('escalations')
                    .select('escalations.id')
                    .whereRef('escalations.thread_id', '=', 'threads.id')
                    .whereRef('escalations.resolved_at', '>=', 'posts.created_at')
                    .where('escalations.resolution', 'in', ['answered', 'solved']),
                ),
                eb.not(
                  eb.exists(
                    eb
                      .selectFrom('escalations')
                      .select('escalations.id')
                      .whereRef('escalations.thread_id', '=', 'threads.id')
                      .where((e) =>
                        e.or([
                          e('escalations.resolved_at', 'is', null),
                          e.and([
                            e('escalations.came_back', '>', 0),
                            e('escalations.opened_at', '>', e.ref('posts.created_at')),
                          ]),
                        ]),
                      ),
                  ),
                ),
              ]),
            )
            .then(1)
            .else(0)
            .end(),
        )
        .as('solved'),
    ])
    .where('prepared_uses.prepared_id', 'in', [...ids])
    .groupBy('prepared_uses.prepared_id')
    .execute()
  return new Map(rows.map((row) => [row.id, { used: Number(row.used), solved: Number(row.solved) }]))
}

async function countStates(db: Executor): Promise<Readonly<Record<PreparedState, number>>> {
  const rows = await db
    .selectFrom('prepared_answers')
    .select((eb) => [
      eb.case().when('retired_at', 'is not', null).then('retired').else(eb.ref('state')).end().as('in'),
      eb.fn.countAll<number>().as('n'),
    ])
    .groupBy('in')
    .execute()
  const counted = new Map(rows.map((row) => [row.in, Number(row.n)]))
  return Object.fromEntries(PREPARED_STATES.map((state) => [state, counted.get(state) ?? 0])) as Record<
    PreparedState,
    number
  >
}
