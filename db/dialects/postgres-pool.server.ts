import type { PostgresPool } from 'kysely'
import pg from 'pg'
import { isConnectionLost, isSaidByServer, isStartingUp } from './connection-errors.ts'

/** Milliseconds by which a cut connection is found. */
export interface WatchTimes {
  /** After how long without an answer the server is asked whether it still works on the query. */
  readonly watchAfter: number
  /** How long that question may take. */
  readonly answerTime: number
}

const WATCH: WatchTimes = { watchAfter: 4000, answerTime: 4000 }
/** How long a new connection is tried again while the server restarts. */
const RESTART_TIME = 3000
const RESTART_PAUSE = 100

/**
 * A pool of connections that outlives its server. A connection that breaks, in use or idle, fails its own query
 * and leaves the pool; the process goes on. While the server restarts, new connections are tried for some
 * seconds. A connection whose network was cut without a word (no reset arrives, so the socket waits for ever)
 * is found by asking the server, over another connection, whether it still works on the query.
 */
export function openPostgresPool(config: pg.PoolConfig, times: WatchTimes = WATCH): PostgresPool {
  const pool = new pg.Pool({
    ...config,
    max: 10,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    // A peer that vanished in the middle of a transaction would hold its locks for ever.
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  })
  // The pool replaces a connection that breaks; an `error` event without a listener would end the process. The
  // pool's own listener hears idle connections only, so each connection gets one for the time it is in use.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))

  const wrapped = new WeakMap<pg.PoolClient, WatchedClient>()
  /** Raised when a connection was found cut: those that lay idle then are as dead as it was. */
  let era = 0

  const take = async (): Promise<WatchedClient> => {
    for (;;) {
      const client = await connect(pool)
      const known = wrapped.get(client)
      if (known && known.era !== era) {
        client.release(true)
        continue
      }
      const watched = known ?? new WatchedClient(client, config, times, () => (era += 1))
      watched.era = era
      wrapped.set(client, watched)
      return watched
    }
  }
  // Kysely's type also asks for cursors, which nothing here uses.
  return { connect: take, end: () => pool.end() } as unknown as PostgresPool
}

/** A connection from the pool; tries again for some seconds while the server starts. */
async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  const end = performance.now() + RESTART_TIME
  for (;;) {
    try {
      return await pool.connect()
    } catch (error) {
      if (!isStartingUp(error) || performance.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, RESTART_PAUSE))
    }
  }
}

/** A pooled connection that notices when its server has forgotten it. */
class WatchedClient {
  /** The pool's era in which the connection was last taken. */
  era = 0
  #isBroken = false
  #watch: NodeJS.Timeout | undefined
  readonly #client: pg.PoolClient
  readonly #config: pg.PoolConfig
  readonly #times: WatchTimes
  readonly #foundCut: () => void

  constructor(client: pg.PoolClient, config: pg.PoolConfig, times: WatchTimes, foundCut: () => void) {
    this.#client = client
    this.#config = config
    this.#times = times
    this.#foundCut = foundCut
  }

  async query(sql: string, parameters: readonly unknown[]): Promise<pg.QueryResult> {
    this.#watch = setTimeout(() => void this.#look(), this.#times.watchAfter).unref()
    try {
      return await this.#client.query(sql, [...parameters])
    } catch (error) {
      if (isConnectionLost(error)) this.#isBroken = true
      throw error
    } finally {
      clearTimeout(this.#watch)
      this.#watch = undefined
    }
  }

  /** Gives the connection back to the pool, which drops it when it is broken. */
  release(): void {
    this.#client.release(this.#isBroken)
  }

  /** Asks the server whether it works on this connection's query, and cuts the connection where it does not. */
  async #look(): Promise<void> {
    const asked = this.#watch
    const works = await worksOn(this.#config, this.#times.answerTime, pidOf(this.#client)).catch(
      // A refusal (too many connections, say) shows that the server is reached: only silence counts as a cut.
      isSaidByServer,
    )
    if (this.#watch !== asked || asked === undefined) return // the query ended meanwhile
    if (works) {
      this.#watch = setTimeout(() => void this.#look(), this.#times.watchAfter).unref()
      return
    }
    this.#isBroken = true
    this.#foundCut()
    socketOf(this.#client)?.destroy()
  }
}

/** Whether the server is busy with the query of backend `pid`; true where a pooler hides the backends. */
async function worksOn(config: pg.PoolConfig, answerTime: number, pid: number | undefined): Promise<boolean> {
  const asker = new pg.Client({
    ...config,
    connectionTimeoutMillis: answerTime,
    query_timeout: answerTime,
  })
  asker.on('error', () => undefined)
  try {
    await asker.connect()
    const { rows } = await asker.query<{ own: number; state: string | null }>(
      'select pg_backend_pid() as own, (select state from pg_stat_activity where pid = $1) as state',
      [pid ?? 0],
    )
    const [row] = rows
    if (!row || row.own !== pidOf(asker)) return true
    return row.state === 'active' || row.state === 'fastpath function call'
  } finally {
    // An end without waiting: over a cut network the goodbye is never answered.
    void asker.end().catch(() => undefined)
  }
}

/** The server's number of a connection; pg keeps it but does not type it. */
function pidOf(client: pg.ClientBase): number | undefined {
  return (client as pg.ClientBase & { processID?: number }).processID
}

/** The socket of a connection; pg keeps it but does not type it. */
function socketOf(client: pg.ClientBase): { destroy(): void } | undefined {
  return (client as pg.ClientBase & { connection?: { stream?: { destroy(): void } } }).connection?.stream
}
