import { PostgresAdapter, sql, type ColumnDefinitionBuilder, type QueryExecutor, type RawBuilder } from 'kysely'

/** A database or transaction of any schema. */
interface HasExecutor {
  getExecutor(): QueryExecutor
}

/** Which of the two databases stands behind an executor. */
export function isPostgres(db: HasExecutor): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter
}

/** An integer primary key that numbers itself. */
export function identityColumn(postgres: boolean): (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder {
  return (column) =>
    postgres ? column.generatedByDefaultAsIdentity().primaryKey() : column.autoIncrement().primaryKey()
}

/** The data type of ids: 64 bits on both. */
export function idType(postgres: boolean): 'bigint' | 'integer' {
  return postgres ? 'bigint' : 'integer'
}

/** The data type of bytes. */
export function bytesType(postgres: boolean): 'bytea' | 'blob' {
  return postgres ? 'bytea' : 'blob'
}

/** `for update skip locked` where the database has it; one writer needs none. */
export function skipLocked(db: HasExecutor): RawBuilder<unknown> {
  return isPostgres(db) ? sql`for update skip locked` : sql``
}

/**
 * Rows of numbers, handed over as one value and read as a table, so that one statement changes many rows. It stands
 * in a `from` under a name of the caller's.
 */
export function numberRows<Column extends string>(
  db: HasExecutor,
  columns: readonly Column[],
  rows: readonly (readonly (number | null)[])[],
): RawBuilder<Record<Column, number>> {
  const json = JSON.stringify(rows)
  const read = (at: number): RawBuilder<unknown> =>
    isPostgres(db) ? sql`(value->>${sql.lit(at)})::bigint` : sql`json_extract(value, ${sql.lit(`$[${at}]`)})`
  const selected = sql.join(columns.map((column, at) => sql`${read(at)} as ${sql.ref(column)}`))
  const from = isPostgres(db) ? sql`jsonb_array_elements(${json}::jsonb)` : sql`json_each(${json})`
  return sql<Record<Column, number>>`(select ${selected} from ${from})`
}

/** The year (UTC) of a column of milliseconds, as a text of four digits. */
export function yearOf(db: HasExecutor, column: string): RawBuilder<string> {
  return isPostgres(db)
    ? sql<string>`to_char(to_timestamp(${sql.ref(column)} / 1000.0) at time zone 'UTC', 'YYYY')`
    : sql<string>`strftime('%Y', ${sql.ref(column)} / 1000, 'unixepoch')`
}
