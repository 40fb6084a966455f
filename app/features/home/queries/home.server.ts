import { LRUCache } from 'lru-cache'
import { listedThreads } from '#app/access/threads.server.ts'
import { categoriesFor, categoryView } from '#app/features/catalogue/queries/categories.server.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { findListedThreads, ROW_COLUMNS, threadRows } from '#app/features/forum/queries/thread-list.server.ts'
import type { ThreadRowView } from '#app/features/forum/types.ts'
import type { DepthView, HomePageView } from '../types.ts'
import { DAY, MINUTE } from '#app/kernel/clock.ts'
import { STAFF_ROLES } from '#app/kernel/roles.ts'
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
  readonly often: readonly number[]
  readonly helpers: readonly { readonly id: number; readonly acceptedCount: number }[]
  readonly popular: readonly number[]
}

const slowParts = new WeakMap<object, LRUCache<string, SlowPart>>()

const selectWaiting = prepared((db: Executor, p: { unreadable: readonly number[]; since: number }) =>
  db
    .selectFrom('threads')
    .select(ROW_COLUMNS)
    .where(listedThreads(p.unreadable))
    .where((eb) => eb('waiting', '=', eb.lit(1)))
    .where('created_at', '>=', p.since)
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
  const recent = await selectWaiting(db, { unreadable, since: now - 14 * DAY }, null)
  const waiting = recent.length > 0 ? recent : await selectWaiting(db, { unreadable, since: 0 }, null)
  const fresh = await selectFresh(db, { unreadable }, null)
  const slow = await slowPart(context, categories.unreadable)
  const chosen = await findListedThreads(db, [...slow.popular, ...slow.often], unreadable)
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
    often: slow.often.flatMap((id) => {
      const row = chosen.find((one) => one.id === id)
      return row ? [plainQuestion(row.title)] : []
    }),
    depth: slow.depth,
    waitingCount: categories.readable.reduce((sum, category) => sum + category.open_count, 0),
    needsAnswer: take(waiting),
    fresh: take(fresh),
    popular: take(popular),
    categories: categories.readable.filter((category) => !category.facts.archived).map(categoryView),
    helpers: slow.helpers.flatMap(({ id, acceptedCount }) => {
      const person = people.get(id)
      return person ? [{ person, acceptedCount }] : []
    }),
  }
}

async function slowPart(context: Reading, unreadable: readonly number[]): Promise<SlowPart> {
  const { db, clock } = context
  const kept = slowParts.get(db) ?? new LRUCache<string, SlowPart>({ max: 20, ttl: 2 * MINUTE })
  slowParts.set(db, kept)
  const key = unreadable.join(',')
  const known = kept.get(key)
  if (known) return known
  const now = clock.now()
  const listed = listedThreads(unreadable)
  const week = await db
    .selectFrom('threads')
    .select(ROW_COLUMNS)
    .where(listed)
    .where('last_post_at', '>=', now - 7 * DAY)
    .orderBy('last_post_at', 'desc')
    .limit(1000)
    .execute()
  const popular = [...week]
    .sort((a, b) => b.same_here_count + 2 * b.answer_count - (a.same_here_count + 2 * a.answer_count) || b.id - a.id)
    .slice(0, 3)
    .map(({ id }) => id)
  const common = await db
    .selectFrom('threads')
    .select(['id', 'title'])
    .where(listed)
    .orderBy('same_here_count', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  const often = common
    .filter(({ title }) => /^(?=.{1,40}$)\p{L}[\p{L}'’ -]*(?: [\p{L}'’-]+){2,}$/u.test(plainQuestion(title)))
    .slice(0, 3)
    .map(({ id }) => id)
  const slow = {
    popular,
    often,
    depth: await depthSince(context, now - MONTH, unreadable),
    helpers: await helpersSince(context, now - 7 * DAY, unreadable),
  }
  kept.set(key, slow)
  return slow
}

/** A title as one would type it into the search field. */
function plainQuestion(title: string): string {
  return title.replace(/[?.!\s]+$/, '')
}

/** How last month's questions went: answered by members, only by staff, or still waiting. */
async function depthSince({ db }: Reading, since: number, unreadable: readonly number[]): Promise<DepthView | null> {
  const asked = await db
    .selectFrom('threads')
    .select((eb) => [
      eb.fn.countAll<number>().as('total'),
      eb.fn.sum<number>('waiting').as('waiting'),
      eb.fn.countAll<number>().filterWhere('waiting', '=', 0).filterWhere('answer_count', '>', 0).as('answered'),
    ])
    .where(listedThreads(unreadable))
    .where('created_at', '>=', since)
    .where('kind', 'in', ['question', 'problem'])
    .executeTakeFirstOrThrow()
  const answered = await db
    .selectFrom('threads')
    .innerJoin('posts', 'posts.thread_id', 'threads.id')
    .innerJoin('members', 'members.id', 'posts.author_id')
    .select((eb) => eb.fn.count<number>('threads.id').distinct().as('n'))
    .where(listedThreads(unreadable))
    .where('threads.created_at', '>=', since)
    .where('threads.kind', 'in', ['question', 'problem'])
    .where('threads.waiting', '=', 0)
    .where('posts.kind', '=', 'answer')
    .where('posts.hidden_at', 'is', null)
    .where('members.role', 'not in', [...STAFF_ROLES])
    .executeTakeFirstOrThrow()
  const total = Number(asked.total)
  const waiting = Number(asked.waiting ?? 0)
  const byMembers = Number(answered.n)
  // What was closed without an answer was answered by nobody.
  const byStaff = Math.max(0, Number(asked.answered) - byMembers)
  return total < 20
    ? null
    : {
        total,
        byMembers,
        byStaff,
        waiting,
        closed: total - waiting - byMembers - byStaff,
      }
}

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
