import { sql } from 'kysely'
import { prepared } from '#db/prepared.server.ts'
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
  const row = {
    name,
    subject,
    pending_key: `${name} ${subject}`,
    payload: JSON.stringify(payload),
    due_at: times.at ?? times.now,
    created_at: times.now,
  }
  await insertJob(trx, row, null)
}

interface JobRow {
  readonly [column: string]: string | number
  readonly name: string
  readonly subject: string
  readonly pending_key: string
  readonly payload: string
  readonly due_at: number
  readonly created_at: number
}

const insertJob = prepared((db: Executor, row: JobRow) =>
  db
    .insertInto('jobs')
    .values(row)
    .onConflict((c) =>
      c.column('pending_key').doUpdateSet({
        due_at: sql`case when excluded.due_at < jobs.due_at then excluded.due_at else jobs.due_at end`,
      }),
    ),
)
