import { sql } from 'kysely'
import { listCategories } from '#app/features/catalogue/queries/categories.server.ts'
import { prepared } from '#db/prepared.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { catchAllFrom, COMMON, isNumberTag, tellingOf } from '../rules/telling.ts'

/** How many subjects are named of one person. */
const NAMED = 3

/** A subject that somebody knows, with its page. */
export interface KnownSubject {
  readonly name: string
  readonly address: string
  readonly accepted: number
}

const selectTags = prepared((db: Executor, { ids }: { ids: readonly number[] }) =>
  db
    .selectFrom('subject_standings')
    .innerJoin('tags', 'tags.id', 'subject_standings.subject_id')
    .select(['subject_standings.member_id', 'tags.name', 'tags.thread_count', 'subject_standings.accepted'])
    .where('subject_standings.member_id', 'in', [...ids])
    // Looked for by member: by kind SQLite would read what everybody knows.
    .where(sql`subject_standings.kind || ''`, '=', 'tag')
    .where('subject_standings.accepted', '>', 1),
)

const selectCategories = prepared((db: Executor, { ids }: { ids: readonly number[] }) =>
  db
    .selectFrom('subject_standings')
    .innerJoin('categories', 'categories.id', 'subject_standings.subject_id')
    .select([
      'subject_standings.member_id',
      'categories.name',
      'categories.slug',
      'categories.thread_count',
      'subject_standings.accepted',
    ])
    .where('subject_standings.member_id', 'in', [...ids])
    .where(sql`subject_standings.kind || ''`, '=', 'category')
    .where('subject_standings.accepted', '>', 1)
    .where('categories.access', '=', 'public')
    .where('categories.archived_at', 'is', null),
)

/**
 * What each of these members knows: the categories and tags under which several of their answers were accepted, the most telling first.
 * Only what everybody may read is named.
 */
export async function subjectsKnown(
  db: Executor,
  ids: readonly number[],
  most = NAMED,
): Promise<ReadonlyMap<number, readonly KnownSubject[]>> {
  if (ids.length === 0) return new Map()
  const categories = await listCategories(db)
  const total = categories.reduce((sum, category) => sum + category.thread_count, 0)
  const catchAll = catchAllFrom(categories.map((category) => category.thread_count))
  const known = new Map<number, (KnownSubject & { readonly telling: number })[]>()
  const ofCategories = await selectCategories(db, { ids }, null)
  const own = new Map<number, number>()
  for (const { member_id, accepted } of ofCategories) own.set(member_id, (own.get(member_id) ?? 0) + accepted)
  const add = (member: number, subject: KnownSubject, threads: number, isTag: boolean): void => {
    const telling = tellingOf({ accepted: subject.accepted, threads, isTag }, own.get(member) ?? 0, total)
    if (telling <= 0) return
    const ofMember = known.get(member) ?? []
    known.set(member, ofMember)
    ofMember.push({ ...subject, telling })
  }
  for (const { member_id, name, slug, accepted, thread_count: threads } of ofCategories)
    if (threads < catchAll) add(member_id, { name, address: `/c/${slug}`, accepted }, threads, false)
  for (const { member_id, name, accepted, thread_count: threads } of await selectTags(db, { ids }, null))
    if (!isNumberTag(name))
      add(member_id, { name, address: `/tags/${encodeURIComponent(name)}`, accepted }, threads, true)
  return new Map(
    [...known].map(([member, subjects]) => [
      member,
      subjects.sort((a, b) => b.telling - a.telling || (a.name < b.name ? -1 : 1)).slice(0, most),
    ]),
  )
}

/** The busiest tags in which anybody has a name, but for versions and those that nearly every thread carries. */
export async function tellingTags(db: Executor, most: number): Promise<readonly string[]> {
  const total = (await listCategories(db)).reduce((sum, category) => sum + category.thread_count, 0)
  const rows = await db
    .selectFrom('tags')
    .select('name')
    .where('synonym_of', 'is', null)
    .where('thread_count', '>', 0)
    .where('thread_count', '<=', Math.floor(COMMON * total))
    // Of the leaders of a tag the first is enough: what all of them have is not added up for a page.
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('subject_standings')
          .select('subject_standings.member_id')
          .where('subject_standings.kind', '=', 'tag')
          .where('subject_standings.listed', '=', 1)
          .whereRef('subject_standings.subject_id', '=', 'tags.id'),
      ),
    )
    .orderBy('thread_count', 'desc')
    .orderBy('name')
    .limit(4 * most)
    .execute()
  return rows
    .map(({ name }) => name)
    .filter((name) => !isNumberTag(name))
    .slice(0, most)
}

/**
 * Who knows a subject best, by member id: what each has earned in the category of a thread and under its tags, decayed, tags
 * twice. Compared with each other only.
 */
export async function whoKnowsSubject(
  db: Executor,
  subject: { readonly category: number; readonly tags: readonly number[] },
  most: number,
): Promise<ReadonlyMap<number, number>> {
  const scores = new Map<number, number>()
  const add = (member: number, worth: number): void => void scores.set(member, (scores.get(member) ?? 0) + worth)
  const ofCategory = await bestOf(db, 'category', subject.category, most)
  for (const row of ofCategory) add(row.member_id, row.reputation)
  for (const tag of subject.tags)
    for (const row of await bestOf(db, 'tag', tag, most)) add(row.member_id, 2 * row.reputation)
  return scores
}

function bestOf(db: Executor, kind: 'category' | 'tag', subject: number, most: number) {
  return db
    .selectFrom('subject_standings')
    .select(['member_id', 'reputation'])
    .where('kind', '=', kind)
    .where('subject_id', '=', subject)
    .where('listed', '=', 1)
    .orderBy('reputation', 'desc')
    .orderBy('member_id')
    .limit(most)
    .execute()
}
