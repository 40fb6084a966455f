import { PostgresDialect, type Dialect } from 'kysely'
import pg from 'pg'
import { openPostgresPool } from './postgres-pool.server.ts'

const INT8 = 20
const NUMERIC = 1700

/** pg's own parser; its types say that only one format is asked for at a time. */
const parserOf = pg.types.getTypeParser as (oid: number, format?: 'text' | 'binary') => (value: string) => unknown

/** PostgreSQL through a pool whose 64-bit integers and sums arrive as numbers. */
export function postgresDialect(url: string): Dialect {
  const types: pg.CustomTypesConfig = {
    getTypeParser: (oid: number, format?: 'text' | 'binary'): ((value: string) => unknown) =>
      oid === INT8 || oid === NUMERIC ? Number : parserOf(oid, format),
  }
  return new PostgresDialect({ pool: openPostgresPool({ connectionString: url, types }) })
}
