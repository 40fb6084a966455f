import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  ValueNode,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type LimitNode,
  type QueryExecutor,
  type QueryResult,
} from 'kysely'

/**
 * Set on every connection; `synchronous` after WAL mode, which resets it (see docs/decisions/0003). No page of the
 * file is mapped: the operating system keeps them anyway, and the process would count them as its own.
 */
const PRAGMAS = [
  'journal_mode=WAL',
  'foreign_keys=ON',
  'cache_size=-16384',
  'temp_store=MEMORY',
  'wal_autocheckpoint=2000',
  'synchronous=FULL',
  // SQLite waits for another process by sleeping, which stops everything in this one: it hardly may.
  'busy_timeout=5',
  // ANALYZE reads so many rows of an index. Without a limit it would keep samples of values besides, by which SQLite
  // plans a statement anew whenever other values are bound.
  'analysis_limit=400',
]

/** Milliseconds for which a write waits, without stopping anything else, while another process writes. */
const PATIENCE = 5000
const LONGEST_WAIT = 40

const STATEMENT_CAP = 500

/** Opens one connection with every pragma set. While it is opened it waits for other processes as SQLite does. */
export function openSqlite(file: string, readonly = false): Database.Database {
  const handle = new Database(file, { readonly, timeout: PATIENCE })
  for (const pragma of PRAGMAS) {
    if (readonly && pragma.startsWith('journal_mode')) continue
    handle.pragma(pragma)
  }
  return handle
}

/** A statement, and the names of what it returns; none where it returns nothing. */
interface Prepared {
  readonly statement: Database.Statement
  names: readonly string[] | null
  readonly isRepeatable: boolean
}

/**
 * What may be lost when the power fails, since it comes about again: how often somebody tried, and who runs a job or has
 * run it. Such a change by itself is not carried to the disk at once, which costs more than all the rest of it.
 */
const REPEATABLE = /^\s*(?:(?:insert into|update|delete from) "?rate_windows\b|(?:update|delete from) "?jobs\b)/

/** What SQLite says for `synchronous=FULL`. */
const FULL = 2

/** A connection with its prepared statements, the least recently used dropped at the cap. */
class Statements {
  readonly handle: Database.Database
  readonly #prepared = new Map<string, Prepared>()
  #synchronous: unknown

  constructor(handle: Database.Database) {
    this.handle = handle
  }

  run<R>(query: CompiledQuery): QueryResult<R> {
    const prepared = this.#prepare(query.sql)
    const { statement } = prepared
    if (prepared.names) {
      const rows = statement.all(query.parameters) as unknown[][] // `raw` below
      // A migration has changed what `*` stands for.
      if (rows[0] && rows[0].length !== prepared.names.length) prepared.names = namesOf(statement)
      return { rows: rowsOf(rows, prepared.names) as R[] }
    }
    const { changes, lastInsertRowid } = statement.run(query.parameters)
    return {
      rows: [],
      numAffectedRows: BigInt(changes),
      insertId: BigInt(lastInsertRowid),
    }
  }

  /** Runs a statement that is a transaction by itself. */
  runAlone<R>(query: CompiledQuery): QueryResult<R> {
    if (!this.#prepare(query.sql).isRepeatable) return this.run(query)
    this.#synchronous ??= this.handle.pragma('synchronous', { simple: true })
    if (this.#synchronous !== FULL) return this.run(query)
    this.handle.pragma('synchronous=NORMAL')
    try {
      return this.run(query)
    } finally {
      this.handle.pragma('synchronous=FULL')
    }
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql)
    if (known) return known
    if (this.#prepared.size >= STATEMENT_CAP) {
      const oldest = this.#prepared.keys().next().value
      if (oldest !== undefined) this.#prepared.delete(oldest)
    }
    const statement = this.handle.prepare(sql)
    const names = statement.reader ? namesOf(statement.raw()) : null
    const prepared = { statement, names, isRepeatable: REPEATABLE.test(sql) }
    this.#prepared.set(sql, prepared)
    return prepared
  }
}

const namesOf = (statement: Database.Statement): readonly string[] => statement.columns().map(({ name }) => name)

/** Rows as objects. better-sqlite3 makes them too, but one property at a time and slow to read: it takes half as long again. */
function rowsOf(rows: readonly (readonly unknown[])[], names: readonly string[]): unknown[] {
  return rows.map((values) => {
    const row: Record<string, unknown> = {}
    for (let at = 0; at < names.length; at++) row[names[at] ?? ''] = values[at]
    return row
  })
}

/**
 * Tries until no other process stands in the way, in growing steps of random length, so that two that
 * wait for a third don't keep meeting. Only for what SQLite refuses whole: a lone statement, a beginning.
 */
async function whenFree<T>(attempt: () => T): Promise<T> {
  const until = performance.now() + PATIENCE
  for (let step = 1; ; step = Math.min(LONGEST_WAIT, step * 2)) {
    try {
      return attempt()
    } catch (error) {
      if (!isBusy(error) || performance.now() >= until) throw error
    }
    await pause(step * (0.5 + Math.random()))
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

/**
 * Milliseconds after which queries that follow each other let the rest of the process run. SQLite answers at once, so
 * that a job or a page that asks much would otherwise hold up everybody from its first query to its last.
 */
const TURN = 8

/** When the event loop's present turn asked the database first; null when it has not yet. */
let turnBegan: number | null = null

/** Whether this turn of the event loop has gone on for long enough. */
function isTurnOver(): boolean {
  if (turnBegan !== null) return performance.now() - turnBegan > TURN
  turnBegan = performance.now()
  setImmediate(() => {
    turnBegan = null
  })
  return false
}

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(() => {
      isTurnOver() // it begins here
      resolve()
    })
  })

/** Hands out the writer to one at a time, first come first served. */
class Queue {
  #last: Promise<void> = Promise.resolve()

  async enter(): Promise<() => void> {
    const before = this.#last
    let leave = (): void => undefined
    this.#last = new Promise((resolve) => {
      leave = resolve
    })
    await before
    return leave
  }
}

class Connection implements DatabaseConnection {
  readonly #driver: SqliteDriver
  leave: (() => void) | null = null

  constructor(driver: SqliteDriver) {
    this.#driver = driver
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { writer, reader, queue } = this.#driver
    // Whoever holds the lock gives it back soonest by going on: others wait for it.
    if (this.leave) return writer.run<R>(query)
    if (isTurnOver()) await nextTurn()
    if (query.query.kind === 'SelectQueryNode') return whenFree(() => reader.run<R>(query))
    const leave = await queue.enter()
    try {
      return await whenFree(() => writer.runAlone<R>(query))
    } finally {
      leave()
    }
  }

  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('SQLite results are not streamed; page by key instead.')
  }
}

class SqliteDriver implements Driver {
  readonly #file: string
  readonly queue = new Queue()
  #writer: Statements | undefined
  #reader: Statements | undefined
  #version: Database.Statement | undefined

  constructor(file: string) {
    this.#file = file
  }

  get writer(): Statements {
    if (!this.#writer) throw new Error('The database is closed.')
    return this.#writer
  }

  /** SQLite's own count of what others committed, as the reading handle sees it; undefined before the first query. */
  dataVersion(): number | undefined {
    if (!this.#reader) return undefined
    try {
      this.#version ??= this.#reader.handle.prepare('pragma data_version').pluck()
      return this.#version.get() as number // an integer, as SQLite documents
    } catch (error) {
      if (isBusy(error)) return undefined
      throw error
    }
  }

  get reader(): Statements {
    if (!this.#reader) throw new Error('The database is closed.')
    return this.#reader
  }

  async init(): Promise<void> {
    this.#writer = new Statements(openSqlite(this.#file))
    this.#reader = new Statements(openSqlite(this.#file, true))
  }

  async acquireConnection(): Promise<Connection> {
    return new Connection(this)
  }

  async beginTransaction(connection: Connection): Promise<void> {
    connection.leave = await this.queue.enter()
    try {
      await whenFree(() => this.writer.run(CompiledQuery.raw('begin immediate')))
    } catch (error) {
      this.#release(connection)
      throw error
    }
  }

  async commitTransaction(connection: Connection): Promise<void> {
    this.writer.run(CompiledQuery.raw('commit'))
    this.#release(connection)
  }

  async rollbackTransaction(connection: Connection): Promise<void> {
    try {
      // A full disk makes SQLite roll back by itself; then there is nothing left to undo.
      if (this.writer.handle.inTransaction) this.writer.run(CompiledQuery.raw('rollback'))
    } finally {
      this.#release(connection)
    }
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.#reader?.handle.close()
    if (this.#writer) optimize(this.#writer.handle)
    this.#writer?.handle.close()
    this.#reader = undefined
    this.#version = undefined
    this.#writer = undefined
  }

  #release(connection: Connection): void {
    connection.leave?.()
    connection.leave = null
  }
}

/** Looks again at tables that have grown or shrunk much, as SQLite advises before a connection is closed. */
function optimize(writer: Database.Database): void {
  try {
    writer.pragma('optimize')
  } catch (error) {
    // A disk that is full or gone, and another process that writes, are no reason not to close.
    if (!(error instanceof Database.SqliteError)) throw error
  }
}

/** SQLite's own adapter says that DDL can't be rolled back; it can, and a migration must be whole. */
class Adapter extends SqliteAdapter {
  readonly driver: SqliteDriver

  constructor(driver: SqliteDriver) {
    super()
    this.driver = driver
  }

  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/**
 * A number that differs once anybody else than the reading handle has committed, of this process or not; undefined where
 * that is not known: on PostgreSQL, and before the first query. Asked past Kysely, which took ten times as long.
 */
export function dataVersionOf(db: { getExecutor(): QueryExecutor }): number | undefined {
  const { adapter } = db.getExecutor()
  return adapter instanceof Adapter ? adapter.driver.dataVersion() : undefined
}

/**
 * SQLite plans by what is bound to `limit ?`, and so plans a statement anew each time it runs: 15 to 45 us, where the
 * query itself takes 2. A number stands in the statement instead.
 */
class Compiler extends SqliteQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    const { limit } = node
    if (ValueNode.is(limit) && Number.isInteger(limit.value)) this.append(`limit ${String(limit.value)}`)
    else super.visitLimit(node)
  }
}

/**
 * SQLite with one writer and one reader handle and prepared statements kept: a read never waits for
 * a transaction, and a transaction begins immediate, so that a read followed by a write can't fail.
 */
export function sqliteDialect(file: string): Dialect {
  const driver = new SqliteDriver(file)
  return {
    createAdapter: () => new Adapter(driver),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new Compiler(),
  }
}
