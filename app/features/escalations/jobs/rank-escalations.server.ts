import { listCategories } from '#app/features/catalogue/queries/categories.server.ts'
import { readPromises } from '#app/features/promises/queries/promises.server.ts'
import { pause } from '#app/kernel/pause.ts'
import type { Services } from '#app/platform/context.server.ts'
import { enqueueAll, subjectOf } from '#app/platform/jobs/enqueue.server.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { triageColumns } from '../commands/escalation-rows.server.ts'
import { teamsFor } from '../queries/routing.server.ts'
import { readSecondTier } from '../queries/second-tier.server.ts'
import { runOf } from '../queries/situation.server.ts'
import { factsOf, readReasons } from '../rules/rescore.ts'
import { triage } from '../rules/triage.ts'

type Parts = Pick<Services, 'db' | 'clock'>

/** Escalations that are scored in one transaction: on SQLite nothing else runs in this process meanwhile. */
const SCORED = 25
/** Threads that are brought back in one. */
const PAGE = 200

/**
 * The job `escalations.rank`: scores every open escalation by the weights as they are, since waiting goes on while
 * nothing happens, and gives those without a team to the one that owns what they are about; then has each thread looked at whose time to be looked at is over, so that a lost job loses nothing.
 * Each page is a transaction of its own, and writes only what changed.
 */
export async function rankEscalations({ db, clock }: Parts, site: SiteSettings, signal?: AbortSignal): Promise<void> {
  let after: number | null = 0
  while (after !== null) {
    const from: number = after
    after = await inTransaction(db, (trx) => rankPage(trx, site.zone, from, clock.now()))
    signal?.throwIfAborted()
    await pause()
  }
  await lookAtLost({ db, clock }, signal)
}

/** Scores a page; returns where the next one begins, or null after the last. */
async function rankPage(trx: Executor, siteZone: string, after: number, now: number): Promise<number | null> {
  const { weights } = await readSecondTier(trx)
  const rows = await trx
    .selectFrom('escalations')
    .innerJoin('threads', 'threads.id', 'escalations.thread_id')
    .select([
      'escalations.id',
      'escalations.score',
      'escalations.why',
      'escalations.version',
      'escalations.team_id',
      'threads.id as thread_id',
      'threads.promised',
      'threads.category_id',
      'threads.created_at',
      'threads.first_answer_at',
      'threads.reopened_at',
    ])
    .where('escalations.resolved_at', 'is', null)
    .where('escalations.id', '>', after)
    .orderBy('escalations.id')
    .limit(SCORED)
    .execute()
  const last = rows.at(-1)
  if (!last) return null
  const categories = new Map((await listCategories(trx)).map((category) => [category.id, category]))
  const promises = await readPromises(trx, siteZone)
  const pauses = await trx
    .selectFrom('thread_pauses')
    .select(['thread_id', 'from_at as from', 'until_at as until'])
    .where(
      'thread_id',
      'in',
      rows.map((row) => row.thread_id),
    )
    .orderBy('from_at')
    .execute()
  // Those of a team that is gone, and those that came before there was one.
  const teams = await teamsFor(
    trx,
    rows.filter((row) => row.team_id === null).map((row) => ({ id: row.thread_id, category_id: row.category_id })),
  )
  for (const row of rows) {
    const category = categories.get(row.category_id)
    const promise = row.promised === 1 && category ? promises.of(category) : null
    const own = pauses.filter((one) => one.thread_id === row.thread_id)
    const run = promise && runOf(row, promise, own, now)
    const why = readReasons(row.why)
    const columns = triageColumns(triage({ ...factsOf(why, now - row.created_at), run }, weights))
    const team = row.team_id ?? teams.get(row.thread_id) ?? null
    if (columns.score === row.score && columns.why === row.why && team === row.team_id) continue
    await trx
      .updateTable('escalations')
      .set({ ...columns, team_id: team, version: row.version + 1 })
      .where('id', '=', row.id)
      .where('version', '=', row.version) // whoever changed it meanwhile scored it too
      .execute()
  }
  return rows.length < SCORED ? null : last.id
}

/** Has those threads looked at whose time is over. A job that waits already is not added twice. */
async function lookAtLost({ db, clock }: Parts, signal?: AbortSignal): Promise<void> {
  const now = clock.now()
  const parked = await db
    .selectFrom('jobs')
    .select('subject')
    .where('name', '=', 'escalation.review')
    .where('parked_at', 'is not', null)
    .execute()
  const failed = new Set(parked.map((job) => job.subject)) // staff are shown these; tried again, they would fail again
  let edge = { at: -1, id: 0 }
  for (;;) {
    const threads = await db
      .selectFrom('threads')
      .select(['id', 'review_at'])
      .where('review_at', '<=', now)
      .where((eb) =>
        eb.or([eb('review_at', '>', edge.at), eb.and([eb('review_at', '=', edge.at), eb('id', '>', edge.id)])]),
      )
      .orderBy('review_at')
      .orderBy('id')
      .limit(PAGE)
      .execute()
    const jobs = threads
      .map(({ id }) => ({ name: 'escalation.review' as const, payload: { thread: id } }))
      .filter(({ payload }) => !failed.has(subjectOf(payload)))
    if (jobs.length > 0) await inTransaction(db, (trx) => enqueueAll(trx, jobs, now))
    const last = threads.at(-1)
    if (!last || threads.length < PAGE) return
    edge = { at: last.review_at ?? 0, id: last.id }
    signal?.throwIfAborted()
    await pause()
  }
}
