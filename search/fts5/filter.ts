import type { SearchFilter } from '../engine.ts'

/** Conditions on `facts`, each after an `and`, and what is bound to them. */
export interface Filter {
  readonly where: string
  readonly values: readonly (string | number)[]
}

export const NO_FILTER: Filter = { where: '', values: [] }

/** What may be asked of the facts of a document. `t`: the prefix of the collection's tables. */
export function filterOf(t: string, query: SearchFilter & { readonly withoutCategories: readonly number[] }): Filter {
  const parts: string[] = []
  const values: (string | number)[] = []
  const add = (part: string, ...given: readonly (string | number)[]): void => {
    parts.push(part)
    values.push(...given)
  }
  if (query.withoutCategories.length > 0) {
    add(`facts.category_id not in (${query.withoutCategories.map(() => '?').join(',')})`, ...query.withoutCategories)
  }
  if (query.category !== undefined) add('facts.category_id = ?', query.category)
  if (query.kind !== undefined) add('facts.kind = ?', query.kind)
  if (query.state !== undefined) add('facts.state = ?', query.state)
  if (query.author !== undefined) add('facts.author_id = ?', query.author)
  if (query.language !== undefined) add('facts.language = ?', query.language)
  if (query.from !== undefined) add('facts.created_at >= ?', query.from)
  if (query.before !== undefined) add('facts.created_at < ?', query.before)
  if (query.since !== undefined) add('facts.last_post_at >= ?', query.since)
  for (const tag of query.tags ?? []) add(`facts.id in (select id from ${t}tags where tag = ?)`, tag)
  return { where: parts.map((part) => ` and ${part}`).join(''), values }
}
