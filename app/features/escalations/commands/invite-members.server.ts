import { mayReadThread } from '#app/access/threads.ts'
import { findCategory } from '#app/features/catalogue/queries/categories.server.ts'
import { findViewers } from '#app/features/accounts/queries/viewer.server.ts'
import { threadFacts } from '#app/features/forum/queries/facts.server.ts'
import { whoKnowsSubject } from '#app/features/recognition/queries/knows.server.ts'
import { STAFF_ROLES } from '#app/kernel/roles.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import type { ThreadRow } from '#db/schema/forum.ts'
import type { Executor } from '#db/transaction.server.ts'

/** A member is asked for help so often a day at most. */
const MOST_A_DAY = 5
const DAY = 24 * 60 * 60_000
/** Members of each subject who are compared. */
const LOOKED_AT = 50

/**
 * Asks the members with the most reputation in the subject of a thread whose promise is at risk, in its category, and twice
 * as much under its tags. Each thread asks once. Returns who was asked.
 */
export async function inviteMembers(
  trx: Executor,
  thread: ThreadRow,
  most: number,
  now: number,
): Promise<readonly number[]> {
  const already = await trx
    .selectFrom('invitations')
    .select('member_id')
    .where('thread_id', '=', thread.id)
    .where('by_id', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (already || most <= 0) return []
  const able = await whoKnows(trx, thread, now, most)
  if (able.length === 0) return []
  await trx
    .insertInto('invitations')
    .values(able.map((member_id) => ({ thread_id: thread.id, member_id, at: now, by_id: null })))
    .onConflict((c) => c.columns(['thread_id', 'member_id']).doNothing())
    .execute()
  await tell(trx, 'members.invited', { thread: thread.id }, now)
  return able
}

/** Who could know this: members, best first, who may read the thread and were not asked too often today. */
export async function whoKnows(db: Executor, thread: ThreadRow, now: number, most: number): Promise<readonly number[]> {
  const scored = await scoreAnswerers(db, thread)
  const ids = [...scored.keys()].filter((id) => id !== thread.author_id)
  if (ids.length === 0) return []
  const today = await db
    .selectFrom('invitations')
    .select((eb) => ['member_id', eb.fn.countAll<number>().as('n')])
    .where('member_id', 'in', ids)
    .where('at', '>', now - DAY)
    .groupBy('member_id')
    .execute()
  const tired = new Set(today.filter((row) => Number(row.n) >= MOST_A_DAY).map((row) => row.member_id))
  const category = await findCategory(db, thread.category_id)
  const viewers = await findViewers(db, ids, now)
  if (!category) return []
  const facts = threadFacts(thread, category)
  return ids
    .filter((id) => {
      const viewer = viewers.get(id)
      if (!viewer || tired.has(id) || STAFF_ROLES.includes(viewer.role)) return false
      const isAway = viewer.suspendedUntil !== null && viewer.suspendedUntil > now
      return !isAway && mayReadThread(viewer, facts)
    })
    .sort((a, b) => (scored.get(b) ?? 0) - (scored.get(a) ?? 0) || a - b)
    .slice(0, most)
}

/** Reputation by member in the category of a thread and under its tags. */
async function scoreAnswerers(db: Executor, thread: ThreadRow): Promise<ReadonlyMap<number, number>> {
  const tags = await db.selectFrom('thread_tags').select('tag_id').where('thread_id', '=', thread.id).execute()
  const subject = { category: thread.category_id, tags: tags.map((row) => row.tag_id) }
  return whoKnowsSubject(db, subject, LOOKED_AT)
}
