import { mayWorkDesk } from '#app/access/escalations.ts'
import { getThread, type ReadableThread } from '#app/features/forum/queries/facts.server.ts'
import { AppError } from '#app/kernel/errors.ts'
import type { Actor } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import type { EscalationRow } from '#db/schema/second-tier.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { EscalationState } from '../types.ts'
import { deskRefusals } from '../words/refusals.ts'

/** An escalation that this member of staff may see, with its thread. */
export interface ReadableEscalation extends ReadableThread {
  readonly escalation: EscalationRow & { readonly state: EscalationState }
}

/** The escalation, or `not-found` when it is not there for this viewer. */
export async function getEscalation(db: Executor, viewer: Actor, id: number): Promise<ReadableEscalation> {
  demand(mayWorkDesk(viewer))
  const row = await db.selectFrom('escalations').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('not-found', saying(deskRefusals, 'missing'))
  const found = await getThread(db, viewer, row.thread_id)
  return { ...found, escalation: { ...row, state: row.state as EscalationState } } // written from the closed list only
}

/** The number of the escalation of a thread: the open one, else the last; null when there was none. */
export async function escalationOf(db: Executor, viewer: Actor, threadId: number): Promise<number | null> {
  demand(mayWorkDesk(viewer))
  await getThread(db, viewer, threadId)
  const row = await db
    .selectFrom('escalations')
    .select('id')
    .where('thread_id', '=', threadId)
    .orderBy((eb) => eb.case().when('resolved_at', 'is', null).then(0).else(1).end())
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

/** The open escalation of the same thread where this one is over; null where there is none. */
export async function openAgain(db: Executor, id: number): Promise<number | null> {
  const row = await db
    .selectFrom('escalations as past')
    .innerJoin('escalations as open', 'open.thread_id', 'past.thread_id')
    .select('open.id')
    .where('past.id', '=', id)
    .where('past.resolved_at', 'is not', null)
    .where('open.resolved_at', 'is', null)
    .executeTakeFirst()
  return row?.id ?? null
}
