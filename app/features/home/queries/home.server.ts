import { LRUCache } from 'lru-cache'
import { listedThreads } from '#app/access/threads.server.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { lateCounts, openCategories } from '#app/features/forum/queries/late-counts.server.ts'
import { findListedThreads, ROW_COLUMNS, threadRows } from '#app/features/forum/queries/thread-list.server.ts'
import type { ThreadRowView } from '#app/features/forum/types.ts'
import type { DepthView, HomePageView } from '../types.ts'
import { DAY, MINUTE } from '#app/kernel/clock.ts'
import { pause } from '#app/kernel/pause.ts'
import { isStaff, STAFF_ROLES } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { prepared } from '#db/prepared.server.ts'
import type { Executor } from '#db/transaction.server.ts'

const ROWS = 5
const MONTH = 30 * DAY

type Reading = Pick<Context, 'db' | 'viewer' | 'clock'>

/**
 * What moves slowly: counted over a month, so counted again only every few minutes. Threads and people are
 * kept by id only, because one that was hidden, made private or erased since must not be shown.
 */
interface SlowPart {
  readonly depth: DepthView | null
  readonly often: readonly OftenAsked[]
  readonly helpers: readonly { readonly id: number; readonly acceptedCount: number }[]
  readonly popular: readonly number[]
}

/** What is asked often, in the words of a thread that everybody who sees it may read. */
interface OftenAsked {
  readonly thread: number
  readonly words: string
}

interface KeptParts {
  readonly slow: LRUCache<string, SlowPart>
  readonly depth: LRUCache<string, { readonly view: DepthView | null }>
  /** What is being counted, so that two who come at once wait for one count. */
  readonly counting: Map<string, Promise<SlowPart>>
}

const parts = new WeakMap<object, KeptParts>()

function partsOf(db: Executor): KeptParts {
  const known = parts.get(db)
  if (known) return known
  const fresh: KeptParts = {
    slow: new LRUCache({ max: 20, ttl: 2 * MINUTE }),
    // A month's figures hardly move in a quarter of an hour, and cost most.
    depth: new LRUCache({ max: 20, ttl: 15 * MINUTE }),
    counting: new Map(),
  }
  parts.set(db, fresh)
  return fresh
}

const selectWaiting = prepared(
  (db: Executor, p: { unreadable: readonly number[]; since: number }, lateFirst: boolean) =>
    db
      .selectFrom('threads')
      .select(ROW_COLUMNS)
      .where(listedThreads(p.unreadable))
      .where((eb) => eb('waiting', '=', eb.lit(1)))
      .where('created_at', '>=', p.since)
      .$if(lateFirst, (q) =>
        q.orderBy((eb) => eb.case().when('due_at', 'is', null).then(1).else(0).end()).orderBy('due_at'),
      )
      .orderBy('created_at')
      .orderBy('id')
      .limit(ROWS),
)

const selectFresh = prepared((db: Executor, p: { unreadable: readonly number[] }) =>
  db
    .selectFrom('threads')
    .select(ROW_COLUMNS)
    .where(listedThreads(p.unreadable))
    .orderBy('last_post_at', 'desc')
    .orderBy('id', 'desc')
    .limit(ROWS),
)

/** The home page: what needs an answer, what is fresh, what many have, and where things lie. */
export async function getHomePage(context: Reading): Promise<HomePageView> {
  const { db, viewer, clock } = context
  const now = clock.now()
  const categories = await categoriesFor(db, viewer)
  const { unreadable } = categories
  // Those of the last two weeks first: an old one that nobody could answer would stand here for ever.
  const recent = await selectWaiting(db, { unreadable, since: now - 14 * DAY }, isStaff(viewer))
  const waiting = recent.length > 0 ? recent : await selectWaiting(db, { unreadable, since: 0 }, isStaff(viewer))
  const fresh = await selectFresh(db, { unreadable }, null)
  const slow = await slowPart(context, categories.unreadable)
  const chosen = await findListedThreads(db, [...slow.popular, ...slow.often.map(({ thread }) => thread)], unreadable)
  const popular = slow.popular.flatMap((id) => chosen.find((row) => row.id === id) ?? [])
  const rows = await threadRows(db, viewer, now, categories, [...waiting, ...fresh, ...popular])
  const take = (ids: readonly { readonly id: number }[]): ThreadRowView[] =>
    ids.flatMap(({ id }) => rows.find((row) => row.id === id) ?? [])
  const people = await findPeople(
    db,
    slow.helpers.map(({ id }) => id),
  )

  return {
    threadCount: categories.readable.reduce((sum, category) => sum + category.thread_count, 0),
    often: slow.often.flatMap(({ thread, words }) => (chosen.some(({ id }) => id === thread) ? [words] : [])),
    depth: slow.depth,
    waitingCount: categories.readable.reduce((sum, category) => sum + category.open_count, 0),
    needsAnswer: take(waiting),
    fresh: take(fresh),
    popular: take(popular),
    categories: openCategories(categories, await lateCounts(context, categories)),
    helpers: slow.helpers.flatMap(({ id, acceptedCount }) => {
      const person = people.get(id)
      return person ? [{ person, acceptedCount }] : []
    }),
  }
}

async function slowPart(context: Reading, unreadable: readonly number[]): Promise<SlowPart> {
  const kept = partsOf(context.db)
  const key = unreadable.join(',')
  const known = kept.slow.get(key)
  if (known) return known
  const counting = kept.counting.get(key) ?? countSlowPart(context, unreadable, kept, key)
  kept.counting.set(key, counting)
  try {
    return await counting
  } finally {
    if (kept.counting.get(key) === counting) kept.counting.delete(key)
  }
}

async function countSlowPart(
  context: Reading,
  unreadable: readonly number[],
  kept: KeptParts,
  key: string,
): Promise<SlowPart> {
  const now = context.clock.now()
  const depth = kept.depth.get(key) ?? { view: await depthSince(context, now - MONTH, unreadable) }
  kept.depth.set(key, depth)
  const slow = {
    popular: await popularSince(context, now - 7 * DAY, unreadable),
    often: await oftenAsked(context, unreadable),
    depth: depth.view,
    helpers: await helpersSince(context, now - 7 * DAY, unreadable),
  }
  kept.slow.set(key, slow)
  return slow
}

/** Threads of the last days that most have or answer, among the thousand that moved last. */
async function popularSince({ db }: Reading, since: number, unreadable: readonly number[]): Promise<readonly number[]> {
  const lately = db
    .selectFrom('threads')
    .select(['id', 'same_here_count', 'answer_count'])
    .where(listedThreads(unreadable))
    .where('last_post_at', '>=', since)
    .orderBy('last_post_at', 'desc')
    .limit(1000)
    .as('lately')
  const rows = await db
    .selectFrom(lately)
    .select('id')
    .orderBy((eb) => eb('same_here_count', '+', eb('answer_count', '*', eb.lit(2))), 'desc')
    .orderBy('id', 'desc')
    .limit(3)
    .execute()
  return rows.map(({ id }) => id)
}

/** Requests that ask nearly what a thread asks, from which on it is asked often. */
const OFTEN = 5

/** Short questions that most ask, by the requests that ask nearly the same; after them those that most say they have. */
async function oftenAsked({ db }: Reading, unreadable: readonly number[]): Promise<readonly OftenAsked[]> {
  const asked = await db
    .selectFrom('exemplars')
    .innerJoin('threads', 'threads.id', 'exemplars.thread_id')
    .select(['threads.id', 'exemplars.title'])
    .where(listedThreads(unreadable))
    .where('exemplars.dropped_at', 'is', null)
    .where('exemplars.double_of', 'is', null)
    .where('exemplars.near_count', '>=', OFTEN)
    .orderBy('exemplars.near_count', 'desc')
    .orderBy('exemplars.id')
    .limit(200)
    .execute()
  const common = await db
    .selectFrom('threads')
    .select(['id', 'title'])
    .where(listedThreads(unreadable))
    .where('same_here_count', '>', 0)
    .orderBy('same_here_count', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  const short = [...asked, ...common]
    .map(({ id, title }) => ({ thread: id, words: plainQuestion(title) }))
    .filter(({ words }) => /^(?=.{1,40}$)\p{L}[\p{L}'’ -]*(?: [\p{L}'’-]+){2,}$/u.test(words))
  return short.filter((one, at) => short.findIndex(({ thread }) => thread === one.thread) === at).slice(0, 3)
}

/** A title as one would type it into the search field. */
function plainQuestion(title: string): string {
  return title.replace(/[?.!\s]+$/, '')
}

/** Threads that are counted at once: two to three milliseconds on SQLite, which stops the process while it reads. */
const PAGE = 250

/**
 * How last month's questions went: answered by members, only by staff, or still waiting. The month's threads are read
 * first and their posts by them, in pieces, so that it costs what was asked in the month and not what was ever posted.
 */
async function depthSince({ db }: Reading, since: number, unreadable: readonly number[]): Promise<DepthView | null> {
  let [total, waiting, answered, byMembers, closed] = [0, 0, 0, 0, 0]
  let last = { created_at: since, id: 0 }
  for (;;) {
    const rows = await selectAsked(db, { unreadable, at: last.created_at, id: last.id }, null)
    for (const row of rows) {
      total += 1
      // Who was asked for details still waits, and so does everybody whom nobody answered.
      const isOpen = row.closed_at === null && row.accepted_post_id === null
      const waits = isOpen && (row.answer_count === 0 || row.reopened_at !== null)
      if (waits) waiting += 1
      else if (row.answer_count === 0) closed += 1
      if (waits || row.answer_count === 0) continue
      answered += 1
      byMembers += Number(row.by_member)
    }
    const end = rows.at(-1)
    if (!end || rows.length < PAGE) break
    last = end
    await pause()
  }
  // What was closed without an answer was answered by nobody.
  const byStaff = answered - byMembers
  return total < 20 ? null : { total, byMembers, byStaff, waiting, closed }
}

/** Questions and problems from a time on, with whether a member who is not of the staff answered. */
const selectAsked = prepared((db: Executor, p: { unreadable: readonly number[]; at: number; id: number }) =>
  db
    .selectFrom('threads')
    .select([
      'threads.id',
      'threads.created_at',
      'threads.answer_count',
      'threads.closed_at',
      'threads.accepted_post_id',
      'threads.reopened_at',
    ])
    .select((eb) =>
      eb
        .case()
        .when(
          eb.exists(
            eb
              .selectFrom('posts')
              .innerJoin('members', 'members.id', 'posts.author_id')
              .select('posts.id')
              .whereRef('posts.thread_id', '=', 'threads.id')
              .where('posts.kind', '=', 'answer')
              .where('posts.hidden_at', 'is', null)
              .where('members.role', 'not in', [...STAFF_ROLES]),
          ),
        )
        .then(1)
        .else(0)
        .end()
        .as('by_member'),
    )
    .where(listedThreads(p.unreadable))
    .where('threads.created_at', '>=', p.at)
    .where((eb) => eb.or([eb('threads.created_at', '>', p.at), eb('threads.id', '>', p.id)]))
    .where('threads.kind', 'in', ['question', 'problem'])
    .orderBy('threads.created_at')
    .orderBy('threads.id')
    .limit(PAGE),
)

/** Who had most answers accepted lately, in threads that everybody here may read. */
async function helpersSince(
  { db }: Reading,
  since: number,
  unreadable: readonly number[],
): Promise<SlowPart['helpers']> {
  const rows = await db
    .selectFrom('threads')
    .innerJoin('posts', 'posts.id', 'threads.accepted_post_id')
    .innerJoin('members', 'members.id', 'posts.author_id')
    .select((eb) => ['members.id', eb.fn.countAll<number>().as('n')])
    .where(listedThreads(unreadable))
    .where('threads.last_post_at', '>=', since)
    .where('threads.accepted_at', '>=', since)
    .where('members.erased_at', 'is', null)
    .groupBy('members.id')
    .orderBy('n', 'desc')
    .orderBy('members.id')
    .limit(3)
    .execute()
  return rows.map((row) => ({ id: row.id, acceptedCount: Number(row.n) }))
}
