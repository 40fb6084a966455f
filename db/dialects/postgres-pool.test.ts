import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { makeDatabase, type MadeDatabase } from '#test/support/databases.ts'
import { isConnectionLost } from './connection-errors.ts'
import { openPostgresPool } from './postgres-pool.server.ts'

/** A line to the server that can be cut without a word: bytes go nowhere, and no end or reset is sent. */
interface Line {
  readonly port: number
  /** Cuts what is open; `andNew`: new connections get no answer either. */
  cut(andNew: boolean): void
  heal(): void
  close(): void
}

async function aLineTo(port: number): Promise<Line> {
  const open = new Set<Socket>()
  let isDead = false
  const server = createServer((near) => {
    open.add(near)
    near.on('error', () => undefined)
    if (isDead) return
    const far = connect(port, '127.0.0.1')
    open.add(far)
    far.on('error', () => undefined)
    near.pipe(far)
    far.pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port, // it listens on a port, not on a pipe
    cut(andNew) {
      isDead = andNew
      for (const socket of open) socket.unpipe().pause()
    },
    heal: () => (isDead = false),
    close() {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}

let made: MadeDatabase
let line: Line
let db: Kysely<unknown>
beforeAll(async () => (made = await makeDatabase('PostgreSQL')))
afterAll(async () => made.remove())
beforeEach(async () => {
  const url = new URL(made.url)
  line = await aLineTo(Number(url.port))
  url.port = String(line.port)
  const pool = openPostgresPool({ connectionString: url.href }, { watchAfter: 200, answerTime: 200 })
  db = new Kysely({ dialect: new PostgresDialect({ pool }) })
})
afterEach(async () => {
  line.close()
  await db.destroy()
})

const ask = async (): Promise<number | undefined> => {
  const { rows } = await sql<{ n: number }>`select 1 as n`.execute(db)
  return rows[0]?.n
}

test.each([
  ['the server can be reached anew', false],
  ['nothing gets through', true],
])('a cut line fails the query instead of holding it, while %s', async (_, andNew) => {
  await Promise.all([ask(), ask(), ask()])
  line.cut(andNew)

  const failed = await ask().then(
    () => null,
    (error: unknown) => error,
  )

  expect(isConnectionLost(failed)).toBe(true)
  line.heal()
  // None of those that lay idle when the line was cut is handed out again.
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1])
})

test('a query that the server works on for long is left alone', async () => {
  const { rows } = await sql<{ n: number }>`select 1 as n from pg_sleep(1)`.execute(db)

  expect(rows).toEqual([{ n: 1 }])
})

test('connections that the server ends, idle or in use, fail their query at most, and are replaced', async () => {
  await Promise.all([ask(), ask()])
  const inUse = sql`select pg_sleep(20)`.execute(db).catch((error: unknown) => error)
  await sql`select 1 from pg_sleep(0.1)`.execute(db)

  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(db)

  expect(isConnectionLost(await inUse)).toBe(true)
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1])
})
