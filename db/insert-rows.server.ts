import { CompiledQuery, type Insertable } from 'kysely'
import { isPostgres } from './dialects/differences.server.ts'
import type { Schema } from './schema.ts'
import type { Executor } from './transaction.server.ts'

/** Values that one statement takes: SQLite binds 32,766, PostgreSQL 65,535. */
const MOST_VALUES = 16_000

/** The texts of statements by what they are made of; a rebuild asks for few, again and again. */
const TEXTS = new Map<string, string>()

/**
 * Inserts very many rows of the same columns: the text of each statement is written once, where a query builder would make a
 * node of every value. `conflict`: what follows the values, such as `on conflict (id) do nothing`; names in it, and the
 * names of columns, are the code's own.
 */
export async function insertRows<T extends keyof Schema>(
  db: Executor,
  table: T,
  rows: readonly Insertable<Schema[T]>[],
  conflict: string,
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  const most = Math.floor(MOST_VALUES / columns.length)
  for (let at = 0; at < rows.length; at += most) {
    const piece = rows.slice(at, at + most)
    const values = piece.flatMap((row) => columns.map((column) => row[column as keyof typeof row] ?? null))
    await db.executeQuery(CompiledQuery.raw(textOf(isPostgres(db), table, columns, piece.length, conflict), values))
  }
}

function textOf(postgres: boolean, table: string, columns: readonly string[], count: number, conflict: string): string {
  const key = `${postgres} ${table} ${columns.join()} ${count} ${conflict}`
  const known = TEXTS.get(key)
  if (known !== undefined) return known
  const width = columns.length
  const row = (n: number): string =>
    `(${columns.map((_, column) => (postgres ? `$${n * width + column + 1}` : '?')).join(', ')})`
  const names = columns.map((column) => `"${column}"`).join(', ')
  const values = Array.from({ length: count }, (_, n) => row(n)).join(', ')
  const text = `insert into "${table}" (${names}) values ${values} ${conflict}`
  if (TEXTS.size > 100) TEXTS.clear()
  TEXTS.set(key, text)
  return text
}
