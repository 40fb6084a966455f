import {
  PostgresAdapter,
  sql,
  type ColumnDefinitionBuilder,
  type Kysely,
  type RawBuilder,
} from 'kysely'

/** Which of the two databases stands behind an executor. */
export function isPostgres(db: Kysely<never> | Kysely<any>): boolean {
  // eslint-disable-line @typescript-eslint/no-explicit-any -- any schema will do
  return db.getExecutor().adapter instanceof PostgresAdapter
}

/** An integer primary key that numbers itself. */
export function identityColumn(
  postgres: boolean,
): (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder {
  return (column) =>
    postgres
      ? column.generatedByDefaultAsIdentity().primaryKey()
      : column.autoIncrement().primaryKey()
}

/** The data type of ids: 64 bits on both. */
export function idType(postgres: boolean): 'bigint' | 'integer' {
  return postgres ? 'bigint' : 'integer'
}

/** `for update skip locked` where the database has it; one writer needs none. */
export function skipLocked(db: Kysely<any>): RawBuilder<unknown> {
  // eslint-disable-line @typescript-eslint/no-explicit-any -- any schema will do
  return isPostgres(db) ? sql`for update skip locked` : sql``
}
