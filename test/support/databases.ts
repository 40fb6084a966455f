import { copyFile, rm } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { openDatabase, type Database } from '#db/client.server.ts'

export type DatabaseName = 'SQLite' | 'PostgreSQL'

/** A migrated database of a test file's own. */
export interface TestDatabase {
  readonly name: DatabaseName
  readonly url: string
  readonly db: Database
  /** The database as another process has it, with connections of its own; closed afterwards. */
  another(): Database
  /** Removes every row, for tests that need to be alone. */
  clear(): Promise<void>
}

/**
 * Describes the same behaviour once on SQLite (a real file) and once on PostgreSQL (a real server).
 * Each block has one fresh migrated database, made before its tests and removed after them; `open`
 * may be called inside tests and hooks, not while describing.
 */
export function eachDatabase(suite: (name: DatabaseName, open: () => TestDatabase) => void): void {
  describe.each(['SQLite', 'PostgreSQL'] as const)('on %s', (name) => {
    let made: MadeDatabase | undefined
    beforeAll(async () => {
      made = await makeDatabase(name)
    })
    afterAll(async () => {
      await made?.remove()
    })
    suite(name, () => {
      if (!made) throw new Error('The database is made before the first test, not earlier.')
      return made
    })
  })
}

export interface MadeDatabase extends TestDatabase {
  /** Closes every connection and removes the database. */
  remove(): Promise<void>
}

/** One migrated database for as long as the caller needs it. */
export async function makeDatabase(name: DatabaseName): Promise<MadeDatabase> {
  const url = name === 'SQLite' ? await copyTemplate() : await askCluster('POST', '')
  const opened: Database[] = []
  const open = (): Database => {
    const db = openDatabase(url)
    opened.push(db)
    return db
  }
  const db = open()
  // As with PostgreSQL, tests need no durability, only speed: what outlives a crash is tried on the built product.
  if (name === 'SQLite') await sql`pragma synchronous = off`.execute(db)
  return {
    name,
    url,
    db,
    another: open,
    clear: () => clear(name, db),
    async remove() {
      for (const one of opened) await one.destroy()
      if (name === 'PostgreSQL') await askCluster('DELETE', new URL(url).pathname.slice(1))
      else for (const end of ['', '-wal', '-shm']) await rm(`${url}${end}`, { force: true })
    },
  }
}

async function copyTemplate(): Promise<string> {
  const { folder, sqliteTemplate } = inject('stores')
  const file = join(folder, `${randomUUID()}.db`)
  await copyFile(sqliteTemplate, file)
  return file
}

async function askCluster(method: 'POST' | 'DELETE', name: string): Promise<string> {
  const response = await fetch(`${inject('stores').postgres}${name}`, { method })
  if (!response.ok) throw new Error(await response.text())
  return response.text()
}

/** The tables of the migrated database, which all databases of a run are copies of. */
const tables: Partial<Record<DatabaseName, readonly string[]>> = {}

/** Rows that point at others may go after them: what counts is that all are gone in the end. */
async function clear(name: DatabaseName, db: Database): Promise<void> {
  const all = (tables[name] ??= (await db.introspection.getTables())
    .map((table) => table.name)
    .filter((table) => !table.startsWith('kysely_')))
  await db.transaction().execute(async (trx) => {
    if (name === 'SQLite') {
      await sql`pragma defer_foreign_keys = on`.execute(trx)
      for (const table of all) await sql`delete from ${sql.table(table)}`.execute(trx)
    } else {
      const deletions = all.map((table) => sql`delete from ${sql.table(table)}`)
      await sql`set local session_replication_role = replica; ${sql.join(deletions, sql`; `)}`.execute(trx)
    }
  })
}
