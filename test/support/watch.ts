import { readFileSync } from 'node:fs'
import { Kysely, type DatabaseConnection, type Dialect, type Driver } from 'kysely'
import { postgresDialect } from '#db/dialects/postgres.server.ts'
import { sqliteDialect } from '#db/dialects/sqlite.server.ts'
import type { Schema } from '#db/schema.ts'
import type { TestDatabase } from './databases.ts'

/** What work did to the process in which it ran: milliseconds of this thread's own CPU, whatever else the machine does. */
export interface Watched {
  /** The most that one turn of the event loop took. */
  readonly longestTurn: number
  /** The most that was spent between a transaction's first statement and its commit. */
  readonly longestTransaction: number
  /** All of it together. */
  readonly all: number
}

export interface WatchedDatabase {
  readonly db: Kysely<Schema>
  /** Does the work and says what it took. The first use of code is dear, so do it once before. */
  watch(work: () => Promise<unknown>): Promise<Watched>
}

/**
 * CPU time of this thread in milliseconds, as Linux counts it; elsewhere the time that has passed, which is as good on
 * an idle machine.
 */
export function ownCpu(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[0]) / 1e6
  } catch {
    return performance.now()
  }
}

/** A test's database, opened once more, that notes what its transactions and the turns of the event loop cost. */
export function watchedDatabase({ name, url }: TestDatabase): WatchedDatabase {
  const dialect = name === 'SQLite' ? sqliteDialect(url) : postgresDialect(url)
  let longestTransaction = 0
  const db = new Kysely<Schema>({
    dialect: withTransactions(dialect, (cpu) => {
      longestTransaction = Math.max(longestTransaction, cpu)
    }),
  })
  return {
    db,
    async watch(work) {
      longestTransaction = 0
      const began = ownCpu()
      const turns = watchTurns()
      await work()
      return { longestTurn: await turns.end(), longestTransaction, all: ownCpu() - began }
    },
  }
}

function watchTurns(): { end(): Promise<number> } {
  let longest = 0
  let isOn = true
  let last = ownCpu()
  const look = (): void => {
    const now = ownCpu()
    longest = Math.max(longest, now - last)
    last = now
    // By a timer and not by setImmediate, which would count waiting for a server as work.
    if (isOn) setTimeout(look, 1)
  }
  setTimeout(look, 1)
  return {
    async end() {
      await new Promise((resolve) => setTimeout(resolve, 5))
      isOn = false
      return longest
    },
  }
}

function withTransactions(dialect: Dialect, note: (cpu: number) => void): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => noting(dialect.createDriver(), note),
  }
}

function noting(driver: Driver, note: (cpu: number) => void): Driver {
  const began = new WeakMap<DatabaseConnection, number>()
  const end = (connection: DatabaseConnection): void => note(ownCpu() - (began.get(connection) ?? ownCpu()))
  return {
    init: () => driver.init(),
    acquireConnection: () => driver.acquireConnection(),
    releaseConnection: (connection) => driver.releaseConnection(connection),
    destroy: () => driver.destroy(),
    async beginTransaction(connection, settings) {
      await driver.beginTransaction(connection, settings)
      began.set(connection, ownCpu())
    },
    async commitTransaction(connection) {
      end(connection)
      await driver.commitTransaction(connection)
    },
    async rollbackTransaction(connection) {
      end(connection)
      await driver.rollbackTransaction(connection)
    },
  }
}
