import { PostgresDialect, type Dialect } from 'kysely'
import pg from 'pg'

const INT8 = 20
const NUMERIC = 1700

/** pg's own parser; its types say that only one format is asked for at a time. */
const parserOf = pg.types.getTypeParser as (
  oid: number,
  format?: 'text' | 'binary',
) => (value: string) => unknown

/** PostgreSQL through a pool whose 64-bit integers and sums arrive as numbers. */
export function postgresDialect(url: string): Dialect {
  const types: pg.CustomTypesConfig = {
    getTypeParser: (oid: number, format?: 'text' | 'binary'): ((value: string) => unknown) =>
      oid === INT8 || oid === NUMERIC ? Number : parserOf(oid, format),
  }
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    types,
  })
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  return new PostgresDialect({ pool })
}
