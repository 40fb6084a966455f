import { LRUCache } from 'lru-cache'
import { MINUTE } from '#app/kernel/clock.ts'
import type { Context } from '#app/platform/context.server.ts'
import { listCategories } from '#app/features/catalogue/queries/categories.server.ts'
import { prepared } from '#db/prepared.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { COMMON } from '../rules/telling.ts'

/** What somebody has shown to know of the subject of a thread. */
export interface KnownHere {
  readonly subject: string
  readonly accepted: number
}

/** Accepted answers in a tag, and in a whole category, from which on they tell a reader something. */
const ENOUGH = { tag: 3, category: 10 }

/** Of a subject so many are known by name, those with the most reputation; that is all of them but in the largest places. */
const MOST = 1000
/** For so long what somebody knows may be a moment old, in milliseconds: it changes by the month. */
const KEPT = MINUTE

/** Who knows a subject: accepted answers of theirs by member id. */
interface Knowing {
  /** Threads of the whole place that are about it. */
  readonly threads: number
  readonly accepted: ReadonlyMap<number, number>
}

const selectTags = prepared((db: Executor, { names }: { names: readonly string[] }) =>
  db
    .selectFrom('tags')
    .select(['id', 'name', 'thread_count'])
    .where('name', 'in', [...names]),
)

const selectKnowing = prepared((db: Executor, p: { kind: string; subject: number; enough: number }) =>
  db
    .selectFrom('subject_standings')
    .select(['member_id', 'accepted'])
    .where('kind', '=', p.kind)
    .where('subject_id', '=', p.subject)
    // Written into the statement, so that the index over those who are listed is used.
    .where((eb) => eb('listed', '=', eb.lit(1)))
    .where('accepted', '>=', p.enough)
    .orderBy('reputation', 'desc')
    .orderBy('member_id')
    .limit(MOST),
)

const keptOf = new WeakMap<object, LRUCache<string, Knowing>>()

function kept(db: Executor): LRUCache<string, Knowing> {
  const known = keptOf.get(db)
  if (known) return known
  const fresh = new LRUCache<string, Knowing>({ max: 500, ttl: KEPT })
  keptOf.set(db, fresh)
  return fresh
}

async function readKnowing(db: Executor, kind: 'tag' | 'category', subject: number, threads: number): Promise<Knowing> {
  const rows = await selectKnowing(db, { kind, subject, enough: ENOUGH[kind] }, null)
  return { threads, accepted: new Map(rows.map((row) => [row.member_id, row.accepted])) }
}

/** Who knows each of these tags, by name. */
async function knowingTags(db: Executor, names: readonly string[]): Promise<ReadonlyMap<string, Knowing>> {
  const cache = kept(db)
  const found = new Map<string, Knowing>()
  for (const name of names) {
    const known = cache.get(`tag ${name}`)
    if (known) found.set(name, known)
  }
  const missing = names.filter((name) => !found.has(name))
  if (missing.length === 0) return found
  for (const { id, name, thread_count } of await selectTags(db, { names: missing }, null)) {
    const read = await readKnowing(db, 'tag', id, thread_count)
    cache.set(`tag ${name}`, read)
    found.set(name, read)
  }
  return found
}

async function knowingCategory(db: Executor, id: number): Promise<Knowing> {
  const cache = kept(db)
  const known = cache.get(`category ${id}`)
  if (known) return known
  const read = await readKnowing(db, 'category', id, 0)
  cache.set(`category ${id}`, read)
  return read
}

/**
 * What those who answer a thread know of its subject, by member id: the tag of the thread under which most answers of theirs
 * were accepted, or its category. Tags that a large share of all threads carry say where a question comes from, and are left
 * out. Up to a minute old.
 */
export async function knownHere(
  { db }: Pick<Context, 'db'>,
  thread: { readonly tags: readonly string[]; readonly category: { readonly id: number; readonly name: string } },
  ids: readonly number[],
): Promise<Readonly<Record<number, KnownHere>>> {
  if (ids.length === 0) return {}
  const total = (await listCategories(db)).reduce((sum, category) => sum + category.thread_count, 0)
  const inCategory = await knowingCategory(db, thread.category.id)
  const tags = [...(await knowingTags(db, thread.tags))].filter(([, { threads }]) => threads <= COMMON * total)
  const known: Record<number, KnownHere> = {}
  for (const id of ids) {
    // A tag says more than the whole category.
    const best = tags
      .map(([subject, { accepted }]) => ({ subject, accepted: accepted.get(id) ?? 0 }))
      .filter(({ accepted }) => accepted > 0)
      .sort((a, b) => b.accepted - a.accepted || (a.subject < b.subject ? -1 : 1))[0]
    const accepted = inCategory.accepted.get(id)
    if (best) known[id] = best
    else if (accepted !== undefined) known[id] = { subject: thread.category.name, accepted }
  }
  return known
}
