import { pause } from '#app/kernel/pause.ts'
import type { Locale } from '#app/locale/locales.ts'
import { SOURCE_LOCALE } from '#app/locale/locales.ts'
import type { Services } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { askDrafting } from '../draft-in-thread.server.ts'
import { keepExemplar } from '../commands/keep-exemplar.server.ts'
import { releaseExemplar } from '../commands/release-exemplar.server.ts'
import { examineAll, hiddenFromGuests, isUnchanged, type ExaminedCase } from '../queries/drafts.server.ts'
import {
  answeredRequests,
  answeredThreadIds,
  caseOf,
  questionOf,
  readThreads,
  type FoundCase,
} from '../queries/exemplar-cases.server.ts'
import { readVerdicts } from '../queries/learnt-order.server.ts'
import { isEnough, likelyTaken, type LearntOrder } from '../rules/exemplars/learnt-order.ts'
import { countNear } from './count-near.server.ts'

type Parts = Pick<Services, 'db' | 'clock' | 'env'>

/** Threads that are read and handed over at once: some milliseconds. */
const PAGE = 40
/** Questions that the place's words are learnt from, the newest. */
const LEARNT_FROM = 20_000
/** What the order of the list is multiplied with to be kept as a whole number. */
const THOUSANDTHS = 1000
/** How much asked-ness counts beside what the rules say, and how much a learnt likelihood does. */
const OF_ASKED = 0.5
const OF_LEARNT = 6

/**
 * The job `articles.sweep`: learns the words of the place, looks at every answered thread and request that guests may
 * read, counts which requests ask nearly what each exemplar answers, finds doubles, and orders the list. In pieces, the
 * computing in a thread; run twice, it ends the same.
 */
export async function sweepExemplars({ db, clock, env }: Parts, signal?: AbortSignal): Promise<void> {
  const started = clock.now()
  const locale = env.languages[0] ?? SOURCE_LOCALE
  const unreadable = await hiddenFromGuests(db)
  const words = await learn(db, unreadable, started, signal)
  const found = [
    ...(await examineThreads({ db, clock }, unreadable, words, locale, signal)),
    ...(await examineRequests({ db, clock }, words, locale, signal)),
  ]
  await forgetRest({ db, clock }, started, new Set(found))
  await findDoubles(db, signal)
  await countNear(db, words, signal)
  await orderExemplars(db)
  await inTransaction(db, (trx) => enqueue(trx, 'articles.publish', {}, { now: clock.now() }))
}

async function learn(
  db: Executor,
  unreadable: readonly number[],
  now: number,
  signal: AbortSignal | undefined,
): Promise<string> {
  const newest = await db
    .selectFrom('threads')
    .select('id')
    .where('answer_count', '>', 0)
    .where('listed', '=', 1)
    .orderBy('id', 'desc')
    .offset(LEARNT_FROM)
    .limit(1)
    .executeTakeFirst()
  let after = newest?.id ?? 0
  for (let first = true; ; first = false) {
    signal?.throwIfAborted()
    const ids = await answeredThreadIds(db, unreadable, after, PAGE)
    const questions = (await readThreads(db, unreadable, ids)).map(questionOf)
    await askDrafting({ kind: 'read', first, questions }, signal)
    after = ids.at(-1) ?? after
    if (ids.length < PAGE) break
    await pause()
  }
  const words = await askDrafting({ kind: 'learn' }, signal)
  await db
    .insertInto('forum_words')
    .values({ id: 1, words, learnt_at: now })
    .onConflict((c) => c.column('id').doUpdateSet({ words, learnt_at: now }))
    .execute()
  return words
}

type Keeping = Pick<Services, 'db' | 'clock'>

async function examineThreads(
  { db, clock }: Keeping,
  unreadable: readonly number[],
  words: string,
  locale: Locale,
  signal: AbortSignal | undefined,
): Promise<readonly number[]> {
  const found: number[] = []
  let after = 0
  for (;;) {
    signal?.throwIfAborted()
    const ids = await answeredThreadIds(db, unreadable, after, PAGE)
    const cases = (await readThreads(db, unreadable, ids)).flatMap((thread) => caseOf(thread) ?? [])
    found.push(...(await keepPage({ db, clock }, await examineAll(db, cases.filter(hasEvidence), locale, words))))
    after = ids.at(-1) ?? after
    if (ids.length < PAGE) return found
    await pause()
  }
}

const hasEvidence = ({ asked }: FoundCase): boolean => asked.isAccepted || asked.helpful > 0

async function examineRequests(
  { db, clock }: Keeping,
  words: string,
  locale: Locale,
  signal: AbortSignal | undefined,
): Promise<readonly number[]> {
  const found: number[] = []
  let after = 0
  for (;;) {
    signal?.throwIfAborted()
    const cases = await answeredRequests(db, after, PAGE)
    found.push(...(await keepPage({ db, clock }, await examineAll(db, cases, locale, words))))
    const last = cases.at(-1)?.requestId ?? null
    if (last === null || cases.length < PAGE) return found
    after = last
    await pause()
  }
}

/** Writes those of a page that may be articles and whose answers still read as they were read; gives their ids. */
async function keepPage({ db, clock }: Keeping, all: readonly ExaminedCase[]): Promise<readonly number[]> {
  const passing = all.filter(({ examined }) => examined.door !== 'none')
  if (passing.length === 0) return []
  return inTransaction(db, async (trx) => {
    const kept: number[] = []
    for (const one of passing) {
      if (await isUnchanged(trx, one)) kept.push(await keepExemplar(trx, one, clock.now()))
    }
    return kept
  })
}

/**
 * Exemplars that this sweep did not find again are none any more, unless somebody looked at one meanwhile; what was made
 * of them stays.
 */
async function forgetRest({ db, clock }: Keeping, started: number, found: ReadonlySet<number>): Promise<void> {
  const rows = await db.selectFrom('exemplars').select('id').where('looked_at', '<=', started).execute()
  for (const { id } of rows) {
    if (!found.has(id)) await inTransaction(db, (trx) => releaseExemplar(trx, id, clock.now()))
  }
}

async function findDoubles(db: Executor, signal: AbortSignal | undefined): Promise<void> {
  const rows = await db
    .selectFrom('exemplars')
    .select(['id', 'title', 'text', 'double_of', 'article_id'])
    .where('door', '!=', 'none')
    .orderBy((eb) => eb.case().when('article_id', 'is not', null).then(0).else(1).end())
    .orderBy((eb) => eb.case().when('door', '=', 'machine').then(0).else(1).end())
    .orderBy('score', 'desc')
    .orderBy('id')
    .execute()
  const doubles = new Map(
    await askDrafting({ kind: 'doubles', all: rows.map(({ title, text }) => ({ title, text })) }, signal),
  )
  for (const [at, row] of rows.entries()) {
    const place = doubles.get(at)
    const of = place === undefined ? null : (rows[place]?.id ?? null)
    if (of === row.double_of) continue
    await db.updateTable('exemplars').set({ double_of: of }).where('id', '=', row.id).execute()
  }
}

/**
 * Orders the list: by how many ask nearly that and by what the rules say, or, once there are enough verdicts, by how
 * likely editors here are to take it.
 */
export async function orderExemplars(db: Executor): Promise<void> {
  const verdicts = await readVerdicts(db)
  const learnt = isEnough(verdicts) ? await askDrafting({ kind: 'order', verdicts }) : null
  const rows = await db
    .selectFrom('exemplars')
    .select(['id', 'features', 'near_count', 'score', 'base_score'])
    .execute()
  for (const row of rows) {
    const score = orderOf(row, learnt)
    if (score === row.score) continue
    await db.updateTable('exemplars').set({ score }).where('id', '=', row.id).execute()
  }
}

function orderOf(
  row: { readonly features: string; readonly near_count: number; readonly base_score: number },
  learnt: LearntOrder | null,
): number {
  const asked = OF_ASKED * Math.log(1 + row.near_count)
  if (learnt === null) return row.base_score + Math.round(THOUSANDTHS * asked)
  const features = JSON.parse(row.features) as Record<string, number>
  return Math.round(THOUSANDTHS * (OF_LEARNT * likelyTaken(features, learnt) + asked))
}
