import { sql, type SelectQueryBuilder, type Simplify, type SqlBool } from 'kysely'
import { pageOf, readCursor, type Page } from '#app/kernel/page.ts'

interface Paging<Row> {
  /** The cursor, as an address gave it. */
  readonly page: string | null
  readonly size: number
  /** The columns that rows are in order of, the last one unique. */
  readonly by: readonly string[]
  /** Which way the first page starts. */
  readonly order: 'asc' | 'desc'
  /** The values of these columns in a row. */
  readonly keysOf: (row: Row) => readonly number[]
}

/**
 * One page of a query, found by key: page 10,000 costs what page 1 costs. Throws `not-found` for a cursor
 * that none of its pages gave.
 */
export async function pageByKey<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  { page, size, by, order, keysOf }: Paging<Simplify<O>>,
): Promise<Page<Simplify<O>>> {
  const cursor = readCursor(page, by.length)
  const upwards = (order === 'asc') !== (cursor?.side === 'before')
  const columns = by.map((column) => sql.ref(column))
  let paged = query
  if (cursor) {
    const beyond = upwards ? sql`>` : sql`<`
    paged = paged.where(sql<SqlBool>`(${sql.join(columns)}) ${beyond} (${sql.join(cursor.keys)})`)
  }
  for (const column of columns) paged = paged.orderBy(column, upwards ? 'asc' : 'desc')
  const fetched = await paged.limit(size + 1).execute()
  return pageOf(fetched, size, cursor, keysOf)
}
