import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { SECOND } from '#app/kernel/clock.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { HereView } from '../types/work.ts'

/** Whoever was not heard of for so long has gone, in milliseconds. */
export const GONE = 45 * SECOND
/** Whoever typed within so long is writing. */
const TYPING = 12 * SECOND

/** Colleagues who look at a thread now, but for the viewer. */
export async function peopleHere(
  db: Executor,
  threadId: number,
  viewerId: number | null,
  now: number,
): Promise<readonly HereView[]> {
  const rows = await db
    .selectFrom('presence')
    .selectAll()
    .where('thread_id', '=', threadId)
    .where('member_id', '!=', viewerId ?? 0)
    .where('seen_at', '>', now - GONE)
    .orderBy('since_at')
    .limit(5)
    .execute()
  const people = await findPeople(
    db,
    rows.map((row) => row.member_id),
  )
  return rows.flatMap((row) => {
    const person = people.get(row.member_id)
    if (!person) return []
    return [{ name: person.name, since: row.since_at, isTyping: row.typed_at !== null && row.typed_at > now - TYPING }]
  })
}
