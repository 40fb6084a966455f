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

const selectTags = prepared((db: Executor, { ids, thread }: { ids: readonly number[]; thread: number }) =>
  db
    .selectFrom('thread_tags')
    .innerJoin('tags', 'tags.id', 'thread_tags.tag_id')
    .innerJoin('subject_standings', 'subject_standings.subject_id', 'tags.id')
    .select(['subject_standings.member_id', 'subject_standings.accepted', 'tags.name', 'tags.thread_count'])
    .where('thread_tags.thread_id', '=', thread)
    .where('subject_standings.kind', '=', 'tag')
    .where('subject_standings.member_id', 'in', [...ids])
    .where('subject_standings.listed', '=', 1)
    .where('subject_standings.accepted', '>=', ENOUGH.tag)
    .orderBy('subject_standings.accepted', 'desc')
    .orderBy('tags.name'),
)

const selectCategory = prepared((db: Executor, { ids, category }: { ids: readonly number[]; category: number }) =>
  db
    .selectFrom('subject_standings')
    .select(['member_id', 'accepted'])
    .where('kind', '=', 'category')
    .where('subject_id', '=', category)
    .where('member_id', 'in', [...ids])
    .where('listed', '=', 1)
    .where('accepted', '>=', ENOUGH.category),
)

/**
 * What those who answer a thread know of its subject, by member id: the tag of the thread under which most answers of theirs
 * were accepted, or its category. Tags that a large share of all threads carry say where a question comes from, and are left
 * out.
 */
export async function knownHere(
  { db }: Pick<Context, 'db'>,
  thread: { readonly id: number; readonly category: { readonly id: number; readonly name: string } },
  ids: readonly number[],
): Promise<Readonly<Record<number, KnownHere>>> {
  if (ids.length === 0) return {}
  const total = (await listCategories(db)).reduce((sum, category) => sum + category.thread_count, 0)
  const known: Record<number, KnownHere> = {}
  const { name: subject, id: category } = thread.category
  for (const { member_id, accepted } of await selectCategory(db, { ids, category }, null))
    known[member_id] = { subject, accepted }
  // A tag says more than the whole category. The best comes first, so the others are passed over.
  const tagged = new Set<number>()
  for (const { member_id, accepted, name, thread_count } of await selectTags(db, { ids, thread: thread.id }, null)) {
    if (thread_count > COMMON * total || tagged.has(member_id)) continue
    tagged.add(member_id)
    known[member_id] = { subject: name, accepted }
  }
  return known
}
