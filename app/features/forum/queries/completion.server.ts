import type { Context } from '#app/platform/context.server.ts'
import { categoriesFor } from './categories.server.ts'
import { readableTags } from './tags.server.ts'

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

/** Tags in use where this viewer may read that begin like this, the most used first. */
export async function suggestTags({ db, viewer }: Pick<Context, 'db' | 'viewer'>, text: string) {
  const { unreadable } = await categoriesFor(db, viewer)
  const rows = await readableTags(db, unreadable)
    .select('name')
    .where('synonym_of', 'is', null)
    .where('name', 'like', prefix(text))
    .orderBy('thread_count', 'desc')
    .orderBy('name')
    .limit(SHOWN)
    .execute()
  return rows.map(({ name }) => ({ name }))
}
