import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { readableTags } from '#app/features/catalogue/queries/tags.server.ts'
import type { Context } from '#app/platform/context.server.ts'

const SHOWN = 8

/** A prefix for `like`: lower case, its wildcards taken out. */
const prefix = (text: string): string =>
  `${text
    .toLowerCase()
    .replace(/[%_\\]/g, '')
    .slice(0, 30)}%`

/** Members whose handle or name begins like this, those who answered most first. */
export async function suggestMembers({ db }: Pick<Context, 'db'>, text: string) {
  if (text.trim() === '') return []
  const rows = await db
    .selectFrom('members')
    .select(['handle', 'name'])
    .where('erased_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb(eb.fn<string>('lower', ['handle']), 'like', prefix(text)),
        eb(eb.fn<string>('lower', ['name']), 'like', prefix(text)),
      ]),
    )
    .orderBy('answer_count', 'desc')
    .orderBy('id')
    .limit(SHOWN)
    .execute()
  return rows.map(({ handle, name }) => ({ handle, name }))
}

/** Tags in use where this viewer may read that begin like this or have a synonym that does, the most used first. */
export async function suggestTags({ db, viewer }: Pick<Context, 'db' | 'viewer'>, text: string) {
  const { unreadable } = await categoriesFor(db, viewer)
  const named = await readableTags(db, unreadable)
    .select('name')
    .where('synonym_of', 'is', null)
    .where('name', 'like', prefix(text))
    .orderBy('thread_count', 'desc')
    .orderBy('name')
    .limit(SHOWN)
    .execute()
  if (text.trim() === '') return named.map(({ name }) => ({ name, synonym: null }))
  const meant = await readableTags(db, unreadable)
    .innerJoin('tags as synonyms', 'synonyms.synonym_of', 'tags.id')
    .select(['tags.name', 'synonyms.name as synonym'])
    .where('synonyms.name', 'like', prefix(text))
    .orderBy('tags.thread_count', 'desc')
    .orderBy('synonyms.name')
    .limit(SHOWN)
    .execute()
  const offers = new Map<string, { readonly name: string; readonly synonym: string | null }>()
  for (const { name } of named) offers.set(name, { name, synonym: null })
  for (const offer of meant) if (!offers.has(offer.name)) offers.set(offer.name, offer)
  return [...offers.values()].slice(0, SHOWN)
}
