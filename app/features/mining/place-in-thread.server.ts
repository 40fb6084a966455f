import { MINUTE, SECOND } from '#app/kernel/clock.ts'
import type { CallRules } from '#app/kernel/calls.ts'
import { openThread } from '#app/platform/threads.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { Placed, PlacingAnswer, PlacingOrder, ToPlace } from './placing-thread.server.ts'

const LIMIT = 60 * SECOND
/** The newest model is kept open for so long: its tables cost more than placing a thousand requests. */
const IDLE = 10 * MINUTE

const thread = openThread({
  name: 'placing-thread',
  source: 'app/features/mining/placing-thread.server.ts',
  idle: IDLE,
})

/** Where texts belong, by the newest run; null when there is none that this version can read. */
export async function placeInThread(
  db: Executor,
  texts: readonly ToPlace[],
  signal?: AbortSignal,
): Promise<readonly Placed[] | null> {
  const newest = await db
    .selectFrom('mining_runs')
    .select('id')
    .where('model', 'is not', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!newest) return null
  const rules: CallRules = { limit: LIMIT, signal }
  const place: PlacingOrder = { kind: 'place', run: newest.id, texts }
  const placed = await thread.call<PlacingAnswer>(place, rules)
  if (Array.isArray(placed)) return placed as readonly Placed[]
  const row = await db.selectFrom('mining_runs').select('model').where('id', '=', newest.id).executeTakeFirst()
  if (!row?.model) return null
  const open: PlacingOrder = { kind: 'open', run: newest.id, saved: row.model }
  if ((await thread.call<PlacingAnswer>(open, rules)) !== true) return null // of another version: the next run makes it
  return (await thread.call<PlacingAnswer>(place, rules)) as readonly Placed[] | null
}
