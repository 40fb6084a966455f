import { randomUUID } from 'node:crypto'
import { Cron } from 'croner'
import { sql, type Selectable } from 'kysely'
import { MINUTE, SECOND, type Clock } from '#app/kernel/clock.ts'
import type { Logger } from '#app/platform/log.server.ts'
import { isPostgres, skipLocked } from '#db/dialects/differences.server.ts'
import type { JobsTable } from '#db/schema/platform.ts'
import { inTransaction, isDuplicate, isStorageFailure, type Executor } from '#db/transaction.server.ts'
import {
  DEFAULT_POLICY,
  PROCESS_ENDS,
  SCHEDULES,
  TIME_LIMITS,
  type JobHandlers,
  type JobName,
  type JobPolicy,
} from './catalogue.ts'
import { openBell } from './bell.ts'
import { enqueue } from './enqueue.server.ts'

type Job = Selectable<JobsTable>

interface WorkerParts {
  readonly db: Executor
  readonly clock: Clock
  readonly log: Logger
  readonly handlers: Partial<JobHandlers>
  readonly policy?: JobPolicy
  /** Jobs that run at once; a hanging one holds one place until its time limit. */
  readonly places?: number
  /** Milliseconds between looks when nothing is due. */
  readonly idle?: number
}

export interface JobWorker {
  /** Looks now instead of at the next interval. */
  nudge(): void
  /** Runs everything that is due, until nothing is; for tests and the command line. */
  drain(): Promise<number>
  /** Stops claiming, waits up to `grace` milliseconds for what runs, and gives the rest back. */
  stop(grace?: number): Promise<void>
  start(): void
}

/** How often long work renews its lease. */
const RENEW = 20 * SECOND
/** A job that was told to stop keeps its place for this share of the time limit; then others get the place. */
const STOPPING = 1 / 6

/** Wait before try `tries + 1`: 5 s, 20 s, 80 s … at most an hour. */
export function backoff(tries: number): number {
  return Math.min(60 * MINUTE, 5 * SECOND * 4 ** (tries - 1))
}

/** Claims due jobs with a lease and runs them; at least once, in no promised order. */
export function openWorker(parts: WorkerParts): JobWorker {
  const { db, clock, log, handlers } = parts
  const policy = parts.policy ?? DEFAULT_POLICY
  const owner = randomUUID()
  const running = new Set<Promise<void>>()
  /** What stops each job that runs. */
  const stops = new Set<AbortController>()
  /** Ran well, and are still to be removed: together with the next claim, or once nothing runs. */
  let done: number[] = []
  let isPutOff = false
  /** Failed while the database was away, so that nobody wrote it down; written once the database answers again. */
  let unwritten: { readonly job: Job; readonly error: unknown }[] = []
  let stopping = false
  let isEnded = false
  const work = openBell()
  const end = openBell()
  let loops: Promise<void>[] = []

  /** A database that is away for a moment is no bug: its own log says why, and the work goes on by itself. */
  const noAnswer = (error: unknown): void => {
    const level = isStorageFailure(error) === null ? 'error' : 'warn'
    log[level]({ err: error }, 'the job table did not answer')
  }

  /** No lease ends later than so much from now; one that does was taken while the machine's clock went wrong. */
  const lease = policy.timeLimit + 5 * SECOND

  const claim = async (on: Executor, most: number): Promise<readonly Job[]> => {
    if (most <= 0) return []
    const now = clock.now()
    const { rows } = await sql<Job>`
      update jobs set leased_until = ${now + lease}, lease_owner = ${owner},
        tries = tries + 1, pending_key = null
      where id in (select id from jobs where parked_at is null and due_at <= ${now}
        and (leased_until is null or leased_until < ${now} or leased_until > ${now + 2 * lease})
        order by due_at, id limit ${sql.lit(most)} ${skipLocked(on)})
      returning *`.execute(on)
    return rows
  }

  const remove = async (on: Executor, ids: readonly number[]): Promise<void> => {
    await on.deleteFrom('jobs').where('id', 'in', ids).where('lease_owner', '=', owner).execute()
  }

  /**
   * Removes what is done and claims up to `most` more: on PostgreSQL in one commit, on SQLite in two, which it need not
   * carry to the disk (0003). Removing alone is put off once while others run, whose end is often near; no longer,
   * because a lease that ends would have the job run again.
   */
  const turn = async (most: number): Promise<readonly Job[]> => {
    if (done.length === 0 || (running.size > 0 && !isPutOff)) {
      isPutOff = done.length > 0
      return claim(db, most)
    }
    isPutOff = false
    const ids = done
    done = []
    try {
      if (isPostgres(db))
        return await inTransaction(db, async (trx) => {
          await remove(trx, ids)
          return claim(trx, most)
        })
      await remove(db, ids)
      return await claim(db, most)
    } catch (error) {
      done = [...ids, ...done]
      throw error
    }
  }

  const fail = async (job: Job, error: unknown): Promise<void> => {
    const message = (error instanceof Error ? (error.stack ?? error.message) : String(error)).slice(0, 4000)
    const parked = job.tries >= policy.tries
    log[parked ? 'error' : 'warn'](
      { job: job.name, subject: job.subject, tries: job.tries, err: error },
      parked ? 'job parked' : 'job failed',
    )
    const now = clock.now()
    const waiting = {
      leased_until: null,
      lease_owner: null,
      error: message,
      ...(parked ? { parked_at: now } : { due_at: now + backoff(job.tries) }),
    }
    try {
      await db
        .updateTable('jobs')
        .set(parked ? waiting : { ...waiting, pending_key: `${job.name} ${job.subject}` })
        .where('id', '=', job.id)
        .where('lease_owner', '=', owner)
        .execute()
    } catch (conflict) {
      if (!isDuplicate(conflict)) throw conflict
      await remove(db, [job.id]) // the same job waits already: it will see the same state
    }
  }

  /** Long work keeps its lease while its process lives, so that it is soon taken up when that dies. */
  const renew = async (job: Job): Promise<void> => {
    await db
      .updateTable('jobs')
      .set({ leased_until: clock.now() + lease })
      .where('id', '=', job.id)
      .where('lease_owner', '=', owner)
      .execute()
      .catch((error: unknown) => log.warn({ err: error }, 'a lease could not be renewed'))
  }

  const run = async (job: Job): Promise<void> => {
    const handler = handlers[job.name as JobName] as ((p: unknown, signal: AbortSignal) => Promise<void>) | undefined
    const limit = TIME_LIMITS[job.name as JobName] ?? policy.timeLimit
    const stop = new AbortController()
    stops.add(stop)
    let renewing = limit > policy.timeLimit ? setInterval(() => void renew(job), RENEW).unref() : undefined
    const end = (): void => {
      clearInterval(renewing)
      stops.delete(stop)
    }
    try {
      if (job.tries > policy.tries) throw new Error(`${job.error ?? 'It ended the process each time.'}`)
      if (!handler) throw new Error(`No handler is known for ${job.name}.`)
      const handling = handler(JSON.parse(job.payload), stop.signal)
      if (!(await endsWithin(handling, limit))) {
        const late = new Error(`It took longer than ${limit / 1000} s.`)
        // Its lease must not end while it stops, or another worker would take the job up beside it.
        await renew(job)
        renewing ??= setInterval(() => void renew(job), RENEW).unref()
        stop.abort(late)
        if (!(await endsWithin(handling, policy.timeLimit * STOPPING))) {
          const ended = handling.then(() => done.push(job.id))
          await fallBehind(job, late, ended, end)
          return
        }
      }
      done.push(job.id)
    } catch (error) {
      await writeDown(job, error, stop.signal)
    }
    end()
  }

  /**
   * A job that does not heed its signal gives its place to others. It is tried again only once it has ended: until
   * then its lease is renewed. The last try leaves nothing to wait for.
   */
  const fallBehind = async (job: Job, late: Error, ended: Promise<unknown>, end: () => void): Promise<void> => {
    const isLast = job.tries >= policy.tries
    if (isLast) await writeDown(job, late)
    else log.warn({ job: job.name, subject: job.subject, err: late }, 'a job goes on although it was told to stop')
    void ended
      .catch((error: unknown) => (isLast || isEnded ? undefined : writeDown(job, error)))
      .catch(noAnswer)
      .finally(() => {
        end()
        work.ring()
      })
  }

  const writeDown = async (job: Job, error: unknown, signal?: AbortSignal): Promise<void> => {
    if (signal?.reason === PROCESS_ENDS) return // `giveBack` leaves it to another process
    await fail(job, error).catch((away: unknown) => {
      if (isStorageFailure(away) === null) throw away
      unwritten.push({ job, error })
    })
  }

  /** Writes down the failures that could not be written; without that their jobs would wait for their leases to end. */
  const writeFailures = async (): Promise<void> => {
    const left = unwritten
    unwritten = []
    for (const { job, error } of left) {
      await fail(job, error).catch((away: unknown) => {
        unwritten.push({ job, error })
        if (isStorageFailure(away) === null) throw away
      })
    }
  }

  const begin = (job: Job): Promise<void> => {
    const run1 = run(job)
      .catch(noAnswer)
      .finally(() => {
        running.delete(run1)
        work.ring()
      })
    running.add(run1)
    return run1
  }

  const places = parts.places ?? 4
  const loop = async (): Promise<void> => {
    while (!stopping) {
      const rung = work.wait(parts.idle ?? SECOND) // from before the look, so that none rings unheard
      const jobs = await turn(places - running.size).catch((error: unknown) => {
        noAnswer(error)
        return []
      })
      if (unwritten.length > 0) await writeFailures().catch(noAnswer)
      for (const job of jobs) void begin(job)
      if (jobs.length === 0 && !stopping) await rung
    }
  }

  const schedule = async (): Promise<void> => {
    while (!stopping) {
      await runSchedules(db, clock).catch(noAnswer)
      if (!stopping) await end.wait(15 * SECOND)
    }
  }

  return {
    nudge: () => work.ring(),
    async drain() {
      for (let ran = 0; ; ran += 1) {
        const [job] = await turn(1)
        if (!job) return ran
        await begin(job)
      }
    },
    start() {
      loops = [loop(), schedule()]
    },
    async stop(grace = 5 * SECOND) {
      stopping = true
      work.ring()
      end.ring()
      await Promise.race([Promise.all([...loops, ...running]), new Promise((r) => setTimeout(r, grace).unref())])
      isEnded = true
      for (const stop of stops) stop.abort(PROCESS_ENDS)
      await giveBack().catch(noAnswer) // a database that is away frees the jobs when their leases end
    },
  }

  async function giveBack(): Promise<void> {
    if (done.length > 0) await remove(db, done)
    await db
      .updateTable('jobs')
      .set({ leased_until: null, lease_owner: null, tries: sql`tries - 1` })
      .where('lease_owner', '=', owner)
      .where('parked_at', 'is', null)
      .execute()
  }
}

/** Enqueues each recurring job whose time has come: once, however many workers look, however late. */
export async function runSchedules(db: Executor, clock: Clock): Promise<void> {
  const now = clock.now()
  for (const [name, pattern] of Object.entries(SCHEDULES) as [JobName, string][]) {
    const next = new Cron(pattern, { timezone: 'UTC' }).nextRun(new Date(now))?.getTime()
    if (next === undefined) continue
    await inTransaction(db, async (trx) => {
      await trx
        .insertInto('schedules')
        .values({ name, next_at: next })
        .onConflict((c) => c.column('name').doNothing())
        .execute()
      // The clock went back since: what was set by the wrong one would wait for a time that is far away.
      await trx
        .updateTable('schedules')
        .set({ next_at: next })
        .where('name', '=', name)
        .where('next_at', '>', next)
        .execute()
      const due = await trx
        .updateTable('schedules')
        .set({ next_at: next, last_at: now })
        .where('name', '=', name)
        .where('next_at', '<=', now)
        .returning('name')
        .executeTakeFirst()
      if (due) await enqueue(trx, name, {}, { now })
    })
  }
}

/** Whether work ends within so many milliseconds; throws what it throws until then. */
async function endsWithin(work: Promise<void>, limit: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limit)
  })
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}
