import { sql } from 'kysely'
import { mayWorkDesk } from '#app/access/escalations.ts'
import { readableThreads } from '#app/access/threads.server.ts'
import { categoriesFor, listCategories } from '#app/features/catalogue/queries/categories.server.ts'
import { readPromises } from '#app/features/promises/queries/promises.server.ts'
import { dueTimes } from '#app/features/promises/rules/due.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { DAY } from '#app/kernel/clock.ts'
import { pause } from '#app/kernel/pause.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import type { ThreadRow } from '#db/schema/forum.ts'
import type { Executor } from '#db/transaction.server.ts'
import { wouldHold, type PastThread, type RuleName } from '../rules/dry-run.ts'
import { conversationPreparations, openTurns } from '../rules/asker-back.ts'
import { severityOf, severityPreparations } from '../rules/severity.ts'
import type { EscalationRules, SeverityLists } from '../types.ts'
import type { DryRunView } from '../types/second-tier.ts'

const DAYS = 90
/** So many threads are looked at, the newest first. */
export const MOST_LOOKED = 20_000
const PAGE = 100
const SHOWN = 20
/** After so much work on the loop, pages of others come first; in milliseconds. */
const TURN = 4

/** The figures of a rule that is tried, saved or not. */
export interface Trial {
  readonly rule: RuleName
  readonly rules: EscalationRules
  readonly lists: SeverityLists
}

/**
 * What a rule would have done with the threads of the last 90 days that this viewer may read: how many it would have
 * escalated at any time, and how many of those nobody ever answered.
 */
export async function dryRun(
  context: Pick<Context, 'db' | 'viewer' | 'clock'>,
  trial: Trial,
  mostLooked = MOST_LOOKED,
): Promise<DryRunView> {
  const { db, viewer, clock } = context
  demand(mayWorkDesk(viewer))
  const now = clock.now()
  const { zone } = await readSite(db)
  await pause()
  const { unreadable } = await categoriesFor(db, viewer)
  await pause()
  for (const prepare of preparationsFor(trial)) {
    prepare()
    await pause()
  }
  const read = await pastReader(db, trial, zone, now - DAYS * DAY)
  const rows: DryRunView['rows'][number][] = []
  let [looked, found, foundUnanswered, unanswered] = [0, 0, 0, 0]
  const left = (): number => mostLooked - looked
  const look = async (threads: readonly ThreadRow[]): Promise<void> => {
    const past = await read(threads)
    await pause()
    let since = performance.now()
    for (const thread of threads) {
      looked += 1
      const isUnanswered = thread.first_answer_at === null
      if (isUnanswered) unanswered += 1
      if (wouldHold(past(thread), trial.rule, trial.rules, now)) {
        found += 1
        if (isUnanswered) foundUnanswered += 1
        rows.push({ address: addressOf(thread), title: thread.title, askedAt: thread.created_at, isUnanswered })
      }
      if (performance.now() - since < TURN) continue
      await pause()
      since = performance.now()
    }
    rows.sort((a, b) => b.askedAt - a.askedAt)
    rows.length = Math.min(rows.length, SHOWN)
  }
  let isCut = false
  for (const source of ['listed', 'private'] as const) {
    let edge: Edge | null = { at: now, id: Number.MAX_SAFE_INTEGER }
    while (edge && !isCut) {
      const from: Edge = edge
      const threads = await pageOfThreads(db, source, {
        since: now - DAYS * DAY,
        from,
        limit: Math.min(PAGE, left() + 1),
      })
        .where(readableThreads(viewer, unreadable))
        .execute()
      isCut = threads.length > left()
      await look(threads.slice(0, left()))
      const last = threads.at(-1)
      edge = last && threads.length === PAGE ? { at: last.created_at, id: last.id } : null
    }
  }
  return { rule: trial.rule, days: DAYS, looked, isCut, found, foundUnanswered, unanswered, rows }
}

/** Patterns take long at their first use, and so each is used before in a piece of its own. */
function preparationsFor({ rule, lists }: Trial): readonly (() => void)[] {
  if (rule === 'severity') return severityPreparations(lists)
  return rule === 'came-back' || rule === 'solve-due' ? conversationPreparations() : []
}

interface Edge {
  readonly at: number
  readonly id: number
}

/**
 * Questions and problems that were asked since, the newest first. The listed ones and the private ones each have an
 * index; what is neither was hidden or joined to another.
 */
function pageOfThreads(
  db: Executor,
  source: 'listed' | 'private',
  { since, from, limit }: { readonly since: number; readonly from: Edge; readonly limit: number },
) {
  const all = db.selectFrom('threads').selectAll()
  const some =
    source === 'listed'
      ? all.where((eb) => eb('listed', '=', eb.lit(1)))
      : all
          .where('private_at', 'is not', null)
          .where('hidden_at', 'is', null)
          .where('merged_into', 'is', null)
          .where('part_of', 'is', null)
  return some
    .where('kind', 'in', ['question', 'problem'])
    .where('created_at', '>=', since)
    .where((eb) =>
      eb.or([eb('created_at', '<', from.at), eb.and([eb('created_at', '=', from.at), eb('id', '<', from.id)])]),
    )
    .where('created_at', '<=', from.at)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
}

/** Reads what a rule asks of threads, a page at a time; what it does not ask is left out. */
async function pastReader(db: Executor, { rule, rules, lists }: Trial, siteZone: string, since: number) {
  const categories = new Map((await listCategories(db)).map((category) => [category.id, category]))
  const promises = await readPromises(db, siteZone)
  await pause()
  const isTimed = rule === 'atRisk' || rule === 'due' || rule === 'solve-due'
  // Acts are found by their time alone, so those of all the threads are read at once.
  const failures = groupBy(await readDidNotHelp(db, since))
  const wrongs = groupBy(rule === 'wrong' ? await readWrong(db, since) : [])
  return async (threads: readonly ThreadRow[]): Promise<(thread: ThreadRow) => PastThread> => {
    const ids = threads.length === 0 ? [0] : threads.map((thread) => thread.id)
    const only = async <T>(isAsked: boolean, query: () => Promise<T[]>): Promise<T[]> => (isAsked ? query() : [])
    await pause()
    const openings = await only(rule === 'severity', () => readOpenings(db, ids))
    const sameHere = await only(rule === 'spread', () => readSameHere(db, ids))
    const back = await only(rule === 'came-back' || rule === 'solve-due', () => readBack(db, ids))
    const asked = await only(rule === 'asked', () => readAsked(db, ids))
    const pauses = await only(isTimed, () => readPauses(db, ids))
    const customers = await only(rule === 'influence', () => readCustomers(db, ids))
    const bodies = groupBy(openings)
    const crowds = groupBy(sameHere)
    const returns = groupBy(back)
    const calls = groupBy(asked)
    const stops = groupBy(pauses)
    const weights = groupBy(customers)
    return (thread) => {
      const { id } = thread
      const category = categories.get(thread.category_id)
      const promise = isTimed && category ? promises.of(category) : null
      const own = stops.get(id) ?? []
      const { percent: riskPercent } = rules.atRisk
      const due = promise && dueTimes({ from: thread.created_at, promise: { ...promise, riskPercent }, pauses: own })
      const body = bodies.get(id)?.[0]?.body ?? ''
      const ends = [thread.accepted_at, thread.closed_at].filter((at) => at !== null)
      const failed = (failures.get(id) ?? []).map((row) => row.at)
      return {
        askedAt: thread.created_at,
        answeredAt: thread.first_answer_at,
        endedAt: ends.length === 0 ? null : Math.min(...ends),
        didNotHelp: failed.length > 0 || thread.reopened_at === null ? failed : [thread.reopened_at],
        pausedAt: thread.details_asked_at,
        riskAt: due?.riskAt ?? null,
        dueAt: due?.dueAt ?? null,
        solveDueAt: due?.solveDueAt ?? null,
        severity: rule === 'severity' ? severityOf(`${thread.title}\n${body}`, lists) : null,
        sameHere: (crowds.get(id) ?? []).map((row) => row.at),
        turns: openTurns(
          (returns.get(id) ?? [])
            .filter(({ at }) => thread.first_answer_at !== null && at >= thread.first_answer_at)
            .map(({ at, body, own }) => ({ at, body, byAsker: own === 1 })),
        ),
        wrongAt: wrongs.get(id)?.[0]?.at ?? null,
        privateAt: thread.private_at,
        askedForAt: calls.get(id)?.[0]?.at ?? null,
        customer: weights.get(id)?.[0]?.influence ?? 0,
      }
    }
  }
}

function groupBy<Row extends { readonly thread: number }>(rows: readonly Row[]): ReadonlyMap<number, readonly Row[]> {
  const groups = new Map<number, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.thread)
    if (group) group.push(row)
    else groups.set(row.thread, [row])
  }
  return groups
}

function readOpenings(db: Executor, ids: readonly number[]) {
  return db
    .selectFrom('posts')
    .select(['thread_id as thread', 'body'])
    .where('thread_id', 'in', ids)
    .where('kind', '=', 'opening')
    .execute()
}

function readSameHere(db: Executor, ids: readonly number[]) {
  return db
    .selectFrom('same_here')
    .select(['thread_id as thread', 'at'])
    .where('thread_id', 'in', ids)
    .orderBy('at', 'desc')
    .execute()
}

/** The conversation under the questions; only what the asker wrote in it is read. */
function readBack(db: Executor, ids: readonly number[]) {
  return db
    .selectFrom('posts')
    .innerJoin('threads', 'threads.id', 'posts.thread_id')
    .select(['posts.thread_id as thread', 'posts.created_at as at'])
    .select([
      sql<number>`case when posts.author_id = threads.author_id then 1 else 0 end`.as('own'),
      sql<string>`case when posts.author_id = threads.author_id then posts.body else '' end`.as('body'),
    ])
    .where('posts.thread_id', 'in', ids)
    .where('posts.kind', 'in', ['answer', 'comment'])
    .where('posts.hidden_at', 'is', null)
    .where('posts.doubt_until', 'is', null)
    .orderBy('posts.created_at')
    .orderBy('posts.id')
    .execute()
}

function readWrong(db: Executor, since: number) {
  return db
    .selectFrom('acts')
    .innerJoin('posts', 'posts.id', 'acts.subject_id')
    .innerJoin('threads', 'threads.id', 'posts.thread_id')
    .select(['posts.thread_id as thread', 'acts.at'])
    .where('acts.at', '>=', since)
    .where('acts.subject_kind', '=', 'post')
    .where('acts.verb', '=', 'withdraw acceptance')
    .where((eb) =>
      eb.or([eb('threads.author_id', 'is', null), eb('acts.member_id', '!=', eb.ref('threads.author_id'))]),
    )
    .execute()
}

function readAsked(db: Executor, ids: readonly number[]) {
  return db
    .selectFrom('escalation_reasons')
    .innerJoin('escalations', 'escalations.id', 'escalation_reasons.escalation_id')
    .select(['escalations.thread_id as thread', 'escalation_reasons.at'])
    .where('escalations.thread_id', 'in', ids)
    .where('escalation_reasons.reason', '=', 'asked')
    .execute()
}

function readPauses(db: Executor, ids: readonly number[]) {
  return db
    .selectFrom('thread_pauses')
    .select(['thread_id as thread', 'from_at as from', 'until_at as until'])
    .where('thread_id', 'in', ids)
    .orderBy('from_at')
    .execute()
}

function readCustomers(db: Executor, ids: readonly number[]) {
  return db
    .selectFrom('threads')
    .innerJoin('customers', 'customers.member_id', 'threads.author_id')
    .select(['threads.id as thread', 'customers.influence'])
    .where('threads.id', 'in', ids)
    .execute()
}

function readDidNotHelp(db: Executor, since: number) {
  return db
    .selectFrom('acts')
    .select(['subject_id as thread', 'at'])
    .where('at', '>=', since)
    .where('subject_kind', '=', 'thread')
    .where('verb', '=', 'did not help')
    .orderBy('at')
    .execute()
}
