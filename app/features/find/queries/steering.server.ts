import type { ReadableCategories } from '#app/features/catalogue/queries/categories.server.ts'
import { readableTags } from '#app/features/catalogue/queries/tags.server.ts'
import { handleKey } from '#app/kernel/handles.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { dayOf, inValue, isValue, KIND_VALUES, steer, withoutOperators, type TypedOperator } from '../rules/steering.ts'
import type { NarrowedBy, SearchFilters } from '../types.ts'

/** A search as it is meant: its operators looked up, and beside them what its address says. */
export interface Steering {
  readonly words: string
  readonly phrases: readonly string[]
  readonly excluded: readonly string[]
  readonly filters: SearchFilters
  readonly tags: readonly string[]
  readonly author: number | null
  readonly from: number | null
  readonly before: number | null
  /** Operators that narrow the search, each with the text that is left without it. */
  readonly narrowed: readonly NarrowedBy[]
  readonly notUnderstood: readonly string[]
}

/** What an operator means once it is looked up; null where there is no such tag, category or member that the viewer knows of. */
type Meaning = Partial<Pick<Steering, 'author' | 'from' | 'before'>> & {
  readonly tag?: string
  readonly filters?: Partial<SearchFilters>
}

/** An operator wins over the same filter of the address: it is what was typed last. */
export async function resolveSteering(
  { db }: Pick<Context, 'db'>,
  text: string,
  asked: SearchFilters,
  categories: ReadableCategories,
): Promise<Steering> {
  const { words, phrases, excluded, operators, notUnderstood } = steer(text)
  let steering: Steering = {
    words,
    phrases,
    excluded,
    filters: asked,
    tags: [],
    author: null,
    from: null,
    before: null,
    narrowed: [],
    notUnderstood,
  }
  for (const operator of operators) {
    const meaning = await meaningOf(db, operator, categories)
    if (meaning === null) {
      steering = {
        ...steering,
        words: `${steering.words} ${operator.typed}`.trim(),
        notUnderstood: [...steering.notUnderstood, operator.typed],
      }
      continue
    }
    const { tag, filters, ...rest } = meaning
    steering = {
      ...steering,
      ...rest,
      filters: { ...steering.filters, ...filters },
      tags: tag === undefined ? steering.tags : [...steering.tags, tag],
      narrowed: [...steering.narrowed, { typed: operator.typed, without: withoutTyped(text, operator) }],
    }
  }
  return steering
}

const withoutTyped = (text: string, { name, typed }: TypedOperator): string => {
  const others = steer(text).operators.filter((one) => one.name === name && one.typed !== typed)
  return [withoutOperators(text, [name]), ...others.map((one) => one.typed)].join(' ').trim()
}

async function meaningOf(
  db: Executor,
  { name, value }: TypedOperator,
  categories: ReadableCategories,
): Promise<Meaning | null> {
  switch (name) {
    case 'is': {
      const state = isValue(value)
      return state === null ? null : { filters: { state } }
    }
    case 'kind': {
      const kind = KIND_VALUES.find((one) => one === value.toLowerCase())
      return kind === undefined ? null : { filters: { kind } }
    }
    case 'in': {
      const what = inValue(value)
      return what === null ? null : { filters: { what } }
    }
    case 'language':
      return { filters: { language: value.toLowerCase() } }
    case 'before':
      return { before: dayOf(value) }
    case 'after':
      return { from: dayOf(value) }
    case 'category': {
      const wanted = value.trim().toLowerCase()
      const category = categories.readable.find((one) => one.slug === wanted || one.name.toLowerCase() === wanted)
      return category ? { filters: { category: category.slug } } : null
    }
    case 'tag': {
      const tag = await tagNamed(db, value, categories.unreadable)
      return tag === null ? null : { tag }
    }
    case 'user': {
      const author = await memberNamed(db, value.replace(/^@/, ''))
      return author === null ? null : { author }
    }
  }
}

/** A tag in use where the viewer may read, or the one that it is a synonym of. */
async function tagNamed(db: Executor, typed: string, unreadable: readonly number[]): Promise<string | null> {
  const name = typed.trim().toLowerCase().replace(/\s+/g, '-')
  const known = await db
    .selectFrom('tags')
    .leftJoin('tags as meant', 'meant.id', 'tags.synonym_of')
    .select((eb) => eb.fn.coalesce('meant.name', 'tags.name').as('name'))
    .where('tags.name', '=', name)
    .executeTakeFirst()
  if (!known) return null
  const readable = await readableTags(db, unreadable).select('name').where('name', '=', known.name).executeTakeFirst()
  return readable?.name ?? null
}

async function memberNamed(db: Executor, handle: string): Promise<number | null> {
  const found = await db
    .selectFrom('members')
    .select(['id', 'handle'])
    .where('handle_key', '=', handleKey(handle))
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  return found && found.handle.toLowerCase() === handle.toLowerCase() ? found.id : null
}
