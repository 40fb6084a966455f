import { sql } from 'kysely'
import { SECOND } from '#app/kernel/clock.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'

/** How often it is looked whether something changed, in milliseconds. */
const LOOK = 2 * SECOND
/** A line is kept open by a comment after so many looks without news. */
const QUIET = 8

/** What differs as soon as something at the desk did: escalations, notes, who is there. */
async function markOf(db: Executor): Promise<string> {
  const { rows } = await sql<{ mark: string }>`select
    (select coalesce(max(id), 0) from escalation_history) || ' ' ||
    (select coalesce(max(id), 0) from staff_notes) || ' ' ||
    (select coalesce(max(id), 0) from posts) || ' ' ||
    (select count(*) from escalations where resolved_at is null) || ' ' ||
    (select coalesce(max(since_at), 0) from presence) || ' ' ||
    (select coalesce(max(typed_at), 0) / 10000 from presence) as mark`.execute(db)
  return rows[0]?.mark ?? ''
}

/** A stream of server-sent events that says "changed" whenever something at the desk did, until the reader leaves. */
export function deskChanges({ db, log }: Pick<Context, 'db' | 'log'>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let timer: NodeJS.Timeout | undefined
  const end = (): void => clearTimeout(timer)
  return new ReadableStream<Uint8Array>({
    start(controller) {
      let last: string | null = null
      let quiet = 0
      const send = (text: string): void => controller.enqueue(encoder.encode(text))
      const look = async (): Promise<void> => {
        if (signal.aborted) return
        try {
          const mark = await markOf(db)
          if (last !== null && mark !== last) {
            quiet = 0
            send('event: changed\ndata: 1\n\n')
          } else if ((quiet += 1) >= QUIET) {
            quiet = 0
            send(': still here\n\n')
          }
          last = mark
        } catch (error) {
          log.warn({ err: error }, 'the desk could not be watched')
        }
        if (!signal.aborted) timer = setTimeout(() => void look(), LOOK).unref()
      }
      send('retry: 5000\n\n')
      signal.addEventListener('abort', () => {
        end()
        try {
          controller.close()
        } catch {
          // Whoever left closed it already.
        }
      })
      void look()
    },
    cancel: end,
  })
}
