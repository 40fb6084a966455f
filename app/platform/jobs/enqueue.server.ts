import { sql } from 'kysely'
import type { Executor } from '#db/transaction.server.ts'
import type { JobName, JobPayloads } from './catalogue.ts'

/** What a payload is about, e.g. `thread:42`: the key by which waiting jobs are the same. */
export function subjectOf(payload: Readonly<Record<string, number>>): string {
  return Object.entries(payload)
    .map(([what, id]) => `${what}:${id}`)
    .join(' ')
}

/**
 * Writes a job in the caller's transaction. While the same job waits, none is added; the earlier of
 * the two times counts. `at`: UTC milliseconds, default now.
 */
export async function enqueue<Name extends JobName>(
  trx: Executor,
  name: Name,
  payload: JobPayloads[Name],
  times: { readonly now: number; readonly at?: number },
): Promise<void> {
  const subject = subjectOf(payload)
  await trx
    .insertInto('jobs')
    .values({
      name,
      subject,
      pending_key: `${name} ${subject}`,
      payload: JSON.stringify(payload),
      due_at: times.at ?? times.now,
      created_at: times.now,
    })
    .onConflict((c) =>
      c.column('pending_key').doUpdateSet({
        due_at: sql`case when excluded.due_at < jobs.due_at then excluded.due_at else jobs.due_at end`,
      }),
    )
    .execute()
}
