import type { Executor } from '#db/transaction.server.ts'
import { enqueueAll } from '../jobs/enqueue.server.ts'
import type { EventName, EventPayloads } from './catalogue.ts'
import { jobsMeantBy } from './listeners.ts'

/**
 * Says in the command's own transaction what happened: the jobs that it means are written with it, or not at all.
 * `now`: UTC milliseconds.
 */
export async function tell<Name extends EventName>(
  trx: Executor,
  name: Name,
  event: EventPayloads[Name],
  now: number,
): Promise<void> {
  await tellAll(trx, name, [event], now)
}

/** The same for many things of one kind that happened at once: their jobs are written by one statement. */
export async function tellAll<Name extends EventName>(
  trx: Executor,
  name: Name,
  events: readonly EventPayloads[Name][],
  now: number,
): Promise<void> {
  await enqueueAll(
    trx,
    events.flatMap((event) => jobsMeantBy(name, event)),
    now,
  )
}
