import { findCategory } from '#app/features/catalogue/queries/categories.server.ts'
import { hasAnswers } from '#app/features/forum/rules.ts'
import type { ThreadKind } from '#app/features/forum/types.ts'
import { promiseOf } from '#app/features/promises/queries/promises.server.ts'
import { ranUntil } from '#app/features/promises/rules/due.ts'
import type { CategoryPromise, Pause } from '#app/features/promises/types.ts'
import { DAY, HOUR, MINUTE } from '#app/kernel/clock.ts'
import { prepared } from '#db/prepared.server.ts'
import type { ThreadRow } from '#db/schema/forum.ts'
import type { Executor } from '#db/transaction.server.ts'
import { timesAskerCameBack } from '../rules/asker-back.ts'
import type { Situation } from '../rules/reasons.ts'
import { severityOf } from '../rules/severity.ts'
import type { SecondTier, TriageFacts } from '../types.ts'

/** What triage and the rules ask of a thread, read in a few queries. */
export interface ReadSituation {
  readonly situation: Situation
  readonly triage: TriageFacts
}

/** The words of a thread's opening. */
export const selectOpening = prepared((db: Executor, p: { id: number }) =>
  db.selectFrom('posts').select('body').where('thread_id', '=', p.id).where('kind', '=', 'opening'),
)

/** Words in a thread that are looked at; a longer conversation is read from its end. */
const MOST_SPOKEN = 60

const selectSpoken = prepared((db: Executor, p: { id: number; since: number }) =>
  db
    .selectFrom('posts')
    .select(['created_at', 'author_id', 'body'])
    .where('thread_id', '=', p.id)
    .where('kind', 'in', ['answer', 'comment'])
    .where('hidden_at', 'is', null)
    .where('doubt_until', 'is', null)
    .where('created_at', '>=', p.since)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_SPOKEN),
)

const selectSameHere = prepared((db: Executor, p: { id: number }) =>
  db.selectFrom('same_here').select('at').where('thread_id', '=', p.id).orderBy('at', 'desc').limit(100),
)

const selectAsker = prepared((db: Executor, p: { author: number }) =>
  db
    .selectFrom('members')
    .leftJoin('customers', 'customers.member_id', 'members.id')
    .select(['members.accepted_count', 'customers.influence', 'customers.plan'])
    .where('members.id', '=', p.author),
)

const selectSimilar = prepared((db: Executor, p: { id: number; since: number; until: number; author: number }) =>
  db
    .selectFrom('requests as own')
    .innerJoin('requests as other', 'other.topic_id', 'own.topic_id')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('own.thread_id', '=', p.id)
    .where('other.asked_at', '>=', p.since)
    .where('other.asked_at', '<=', p.until)
    .where((eb) => eb.or([eb('other.member_id', 'is', null), eb('other.member_id', '!=', p.author)])),
)

const selectWrong = prepared((db: Executor, p: { id: number; author: number }) =>
  db
    .selectFrom('acts')
    .innerJoin('posts', 'posts.id', 'acts.subject_id')
    .select((eb) => eb.fn.max('acts.at').as('at'))
    .where('acts.subject_kind', '=', 'post')
    .where('acts.verb', '=', 'withdraw acceptance')
    .where('posts.thread_id', '=', p.id)
    .where('acts.member_id', '!=', p.author),
)

const selectPauses = prepared((db: Executor, p: { id: number }) =>
  db
    .selectFrom('thread_pauses')
    .select(['from_at as from', 'until_at as until'])
    .where('thread_id', '=', p.id)
    .orderBy('from_at'),
)

/** Reads what is true of a thread at `now`. */
export async function readSituation(
  db: Executor,
  thread: ThreadRow,
  tier: SecondTier,
  siteZone: string,
  now: number,
): Promise<ReadSituation> {
  const { id } = thread
  const author = thread.author_id ?? 0
  const [opening] = await selectOpening(db, { id }, null)
  const severity = severityOf(`${thread.title}\n${opening?.body ?? ''}`, tier.lists)
  const [asker] = author === 0 ? [] : await selectAsker(db, { author }, null)
  const sameHere = thread.same_here_count === 0 ? [] : await selectSameHere(db, { id }, null)
  const firstAnswer = thread.first_answer_at
  const spoken = firstAnswer === null ? [] : await selectSpoken(db, { id, since: firstAnswer }, null)
  const [wrong] = await selectWrong(db, { id, author }, null)
  const near = await selectSimilar(
    db,
    { id, author, since: thread.created_at - HOUR, until: Math.min(now, thread.created_at + DAY) },
    null,
  )
  return {
    situation: {
      isOpen: isOpen(thread),
      isPrivate: thread.private_at !== null,
      askedAt: thread.created_at,
      needsAnswer: firstAnswer === null || thread.reopened_at !== null,
      pausedAt: thread.details_asked_at,
      dueAt: thread.due_at,
      solveDueAt: thread.solve_due_at,
      reopenedAt: thread.reopened_at,
      severity,
      sameHere: sameHere.map((row) => row.at),
      askerBack: timesAskerCameBack(
        spoken.reverse().map((row) => ({ at: row.created_at, byAsker: row.author_id === author, body: row.body })),
      ),
      wrongAt: wrong?.at === null || wrong?.at === undefined ? null : Number(wrong.at),
      customer: asker?.influence ?? 0,
    },
    triage: {
      kind: thread.kind,
      severity,
      sameHere: thread.same_here_count,
      similar: Number(near[0]?.n ?? 0),
      customer: asker?.influence ?? 0,
      plan: asker?.plan ?? '',
      accepted: asker?.accepted_count ?? 0,
      run: await promiseRun(db, thread, siteZone, now),
      waited: now - thread.created_at,
    },
  }
}

/** Whether a thread can need the second tier at all. */
export function isOpen(thread: ThreadRow): boolean {
  return (
    hasAnswers(thread.kind as ThreadKind) && // a stored kind comes from the closed list
    thread.accepted_post_id === null &&
    thread.closed_at === null &&
    thread.hidden_at === null &&
    thread.merged_into === null &&
    thread.part_of === null
  )
}

/**
 * How much of the promised time has run, 1 = all of it: the first answer's while one is needed, else the solution's.
 * Null where nothing is promised.
 */
export async function promiseRun(
  db: Executor,
  thread: ThreadRow,
  siteZone: string,
  now: number,
): Promise<number | null> {
  if (thread.promised !== 1) return null
  const category = await findCategory(db, thread.category_id)
  const promise = category && (await promiseOf(db, category, siteZone))
  if (!promise) return null
  return runOf(thread, promise, await selectPauses(db, { id: thread.id }, null), now)
}

/** The same from what was read already. */
export function runOf(
  thread: Pick<ThreadRow, 'first_answer_at' | 'reopened_at' | 'created_at'>,
  promise: CategoryPromise,
  pauses: readonly Pause[],
  now: number,
): number | null {
  const needsFirst = thread.first_answer_at === null || thread.reopened_at !== null
  const minutes = needsFirst ? promise.firstMinutes : promise.solveMinutes
  return minutes === null ? null : ranUntil({ from: thread.created_at, promise, pauses }, now) / (minutes * MINUTE)
}
