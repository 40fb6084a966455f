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
  const after = (times.at ?? times.now) - times.now
  await enqueueAll(trx, [{ name, payload, after }], times.now)
}

interface WantedJob {
  readonly name: JobName
  readonly payload: Readonly<Record<string, number>>
  /** Milliseconds from now until it is due, default 0. */
  readonly after?: number
}

/** The same for several jobs at once, in one statement. Of two that are the same, the earlier counts. */
export async function enqueueAll(trx: Executor, jobs: readonly WantedJob[], now: number): Promise<void> {
  const byKey = new Map<string, WantedJob & { readonly subject: string; readonly due: number }>()
  for (const job of jobs) {
    const subject = subjectOf(job.payload)
    const due = now + (job.after ?? 0)
    const key = `${job.name} ${subject}`
    const known = byKey.get(key)
    if (!known || due < known.due) byKey.set(key, { ...job, subject, due })
  }
  if (byKey.size === 0) return
  // In one order, so that two transactions that want the same jobs can't wait for each other.
  const keys = [...byKey.keys()].sort()
  const wanted = keys.flatMap((key) => byKey.get(key) ?? [])
  await insertJobs(
    trx,
    {
      keys,
      names: wanted.map((job) => job.name),
      subjects: wanted.map((job) => job.subject),
      payloads: wanted.map((job) => JSON.stringify(job.payload)),
      dues: wanted.map((job) => job.due),
      now,
    },
    null,
  )
}

type JobColumns = {
  readonly [column in 'keys' | 'names' | 'subjects' | 'payloads']: readonly string[]
} & { readonly dues: readonly number[]; readonly now: number }

const insertJobs = prepared((db: Executor, p: JobColumns) =>
  db
    .insertInto('jobs')
    .values(
      p.keys.map((pending_key, at) => ({
        pending_key,
        name: p.names[at] ?? '',
        subject: p.subjects[at] ?? '',
        payload: p.payloads[at] ?? '',
        due_at: p.dues[at] ?? 0,
        created_at: p.now,
      })),
    )
    .onConflict((c) =>
      c.column('pending_key').doUpdateSet({
        due_at: sql`case when excluded.due_at < jobs.due_at then excluded.due_at else jobs.due_at end`,
      }),
    ),
)
