import type { Compilable, CompiledQuery } from 'kysely'
import { isPostgres } from './dialects/differences.server.ts'
import type { Executor } from './transaction.server.ts'

type Value = number | string | null
type Params = Readonly<Record<string, Value | readonly Value[]>>

/**
 * A query that is built and compiled once for each shape and run with other values: for the few pages
 * that everybody reads, where building costs more than running (docs/performance.md). `build` sees a
 * stand-in for each value, so it must not decide anything by one; what it decides by is `shape`.
 */
export function prepared<P extends Params, S, R>(
  build: (db: Executor, params: P, shape: S) => Compilable<R>,
): (db: Executor, params: P, shape: S) => Promise<R[]> {
  const compiledBy = {
    sqlite: new Map<string, CompiledQuery<R>>(),
    postgres: new Map<string, CompiledQuery<R>>(),
  }
  return async (db, params, shape) => {
    const compiled = compiledBy[isPostgres(db) ? 'postgres' : 'sqlite']
    const key = keyOf(params, shape)
    let query = compiled.get(key)
    if (!query) {
      query = build(db, standIns(params), shape).compile()
      if (compiled.size > 500) compiled.clear()
      compiled.set(key, query)
    }
    const parameters = query.parameters.map((one) => (one instanceof StandIn ? one.valueIn(params) : one))
    const { rows } = await db.executeQuery<R>({ ...query, parameters })
    return rows
  }
}

/** Stands in a compiled query for a value that comes when it runs. */
class StandIn {
  readonly #name: string
  readonly #at: number | null

  constructor(name: string, at: number | null) {
    this.#name = name
    this.#at = at
  }

  valueIn(params: Params): Value {
    const given = params[this.#name]
    if (Array.isArray(given)) return (given as readonly Value[])[this.#at ?? 0] ?? null
    return (given as Value | undefined) ?? null // a list was handled above
  }
}

function standIns<P extends Params>(params: P): P {
  const made: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(params)) {
    made[name] = Array.isArray(value) ? value.map((_, at) => new StandIn(name, at)) : new StandIn(name, null)
  }
  return made as P // a query builder passes values through untouched, whatever they are
}

/** Lists of another length are another query. */
function keyOf(params: Params, shape: unknown): string {
  let key = JSON.stringify(shape) ?? ''
  for (const value of Object.values(params)) if (Array.isArray(value)) key += ` ${value.length}`
  return key
}
