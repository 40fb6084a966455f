import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely } from 'kysely'
import { postgresDialect } from './dialects/postgres.server.ts'
import { sqliteDialect } from './dialects/sqlite.server.ts'
import type { Schema } from './schema.ts'

export type Database = Kysely<Schema>

/**
 * Opens the database that `url` names: `postgres://…`, or the path of a SQLite file, which is made
 * (with its folder) when missing.
 */
export function openDatabase(url: string): Database {
  if (/^postgres(ql)?:\/\//.test(url)) return new Kysely<Schema>({ dialect: postgresDialect(url) })
  mkdirSync(dirname(url), { recursive: true })
  return new Kysely<Schema>({ dialect: sqliteDialect(url) })
}
