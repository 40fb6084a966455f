import { saying } from '#app/locale/saying.ts'
import { platformRefusals } from '#app/platform/words/refusals.ts'
import type { ExpressionBuilder, Kysely } from 'kysely'
import { mayDiscardJobs, mayMindJobs } from '#app/access/desk.ts'
import { notFound } from '#app/kernel/errors.ts'
import type { Page } from '#app/kernel/page.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Schema } from '#db/schema.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { pageByKey } from '#db/paging.server.ts'
import type { JobName, JobPayloads } from './catalogue.ts'
import { enqueue } from './enqueue.server.ts'

export const JOB_STATES = ['parked', 'running', 'waiting'] as const
export type JobState = (typeof JOB_STATES)[number]

/** A job as staff see it. */
export interface JobRowView {
  readonly id: number
  readonly name: string
  /** What it is about, e.g. `thread:42`. */
  readonly subject: string
  readonly state: JobState
  readonly dueAt: number
  readonly parkedAt: number | null
  readonly tries: number
  /** What its last try said, first line first. */
  readonly error: string | null
}

export interface JobsView extends Page<JobRowView> {
  readonly counts: Readonly<Record<JobState, number>>
  readonly mayDiscard: boolean
}

const PAGE = 50
type Jobs = Pick<Context, 'db' | 'clock' | 'viewer'>

/** One page of the jobs in a state, newest first, and how many are in each. */
export async function listJobs({ db, clock, viewer }: Jobs, state: JobState, page: string | null): Promise<JobsView> {
  demand(mayMindJobs(viewer))
  const now = clock.now()
  const query = db
    .selectFrom('jobs')
    .select(['id', 'name', 'subject', 'due_at', 'parked_at', 'tries', 'error'])
    .where(isIn(state, now))
  const rows = await pageByKey(query, {
    page,
    size: PAGE,
    by: ['id'],
    order: 'desc',
    keysOf: (row) => [row.id],
  })
  return {
    ...rows,
    rows: rows.rows.map((row) => ({
      id: row.id,
      name: row.name,
      subject: row.subject,
      state,
      dueAt: row.due_at,
      parkedAt: row.parked_at,
      tries: row.tries,
      error: row.error,
    })),
    counts: {
      parked: await countJobs(db, 'parked', now),
      running: await countJobs(db, 'running', now),
      waiting: await countJobs(db, 'waiting', now),
    },
    mayDiscard: mayDiscardJobs(viewer).ok,
  }
}

/** How many jobs are in a state. */
export async function countJobs(db: Kysely<Schema>, state: JobState, now: number): Promise<number> {
  const { n } = await db
    .selectFrom('jobs')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(isIn(state, now))
    .executeTakeFirstOrThrow()
  return Number(n)
}

function isIn(state: JobState, now: number) {
  return (eb: ExpressionBuilder<Schema, 'jobs'>) => {
    switch (state) {
      case 'parked':
        return eb('parked_at', 'is not', null)
      case 'running':
        return eb.and([eb('parked_at', 'is', null), eb('leased_until', '>=', now)])
      case 'waiting':
        return eb.and([
          eb('parked_at', 'is', null),
          eb.or([eb('leased_until', 'is', null), eb('leased_until', '<', now)]),
        ])
    }
  }
}

/**
 * Has a parked job tried again now, as a new one, so that it is the same as one that waits already. One
 * that waits is left as it is.
 */
export async function retryJob({ db, clock, viewer }: Jobs, id: number): Promise<void> {
  demand(mayMindJobs(viewer))
  await inTransaction(db, async (trx) => {
    const parked = await trx
      .deleteFrom('jobs')
      .where('id', '=', id)
      .where('parked_at', 'is not', null)
      .returning(['name', 'payload'])
      .executeTakeFirst()
    if (parked) {
      // A stored name and payload were written by `enqueue` itself.
      const payload = JSON.parse(parked.payload) as JobPayloads[JobName]
      await enqueue(trx, parked.name as JobName, payload, { now: clock.now() })
      return
    }
    const job = await trx.selectFrom('jobs').select('id').where('id', '=', id).executeTakeFirst()
    if (!job) throw notFound(saying(platformRefusals, 'thisJob'))
  })
}

/** Throws a parked job away. One that waits or runs is not to be discarded: it is about to be done. */
export async function discardJob({ db, viewer }: Jobs, id: number): Promise<void> {
  demand(mayDiscardJobs(viewer))
  const gone = await db
    .deleteFrom('jobs')
    .where('id', '=', id)
    .where('parked_at', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  if (!gone) throw notFound(saying(platformRefusals, 'thisJob'))
}
