import { sql } from 'kysely'
import { tagName } from '#app/kernel/text.ts'
import type { ThreadRow } from '#db/schema/forum.ts'
import type { Executor } from '#db/transaction.server.ts'
import { MAX_TAGS } from '../rules.ts'

/** Gives a thread exactly these tags (synonyms resolved), keeping their counts. Returns whether they became others. */
export async function setTags(trx: Executor, thread: ThreadRow, names: readonly string[]): Promise<boolean> {
  const wanted = [...new Set(names.map(tagName).filter((name) => name !== ''))].slice(0, MAX_TAGS)
  // In one order, so that two threads with the same new tags can't wait for each other.
  wanted.sort()
  const ids = new Set<number>()
  for (const name of wanted) {
    const known = await trx.selectFrom('tags').select(['id', 'synonym_of']).where('name', '=', name).executeTakeFirst()
    if (known) {
      ids.add(known.synonym_of ?? known.id)
      continue
    }
    const made = await trx
      .insertInto('tags')
      .values({ name })
      .onConflict((c) => c.column('name').doUpdateSet({ name }))
      .returning('id')
      .executeTakeFirstOrThrow()
    ids.add(made.id)
  }
  const had = await trx.selectFrom('thread_tags').select('tag_id').where('thread_id', '=', thread.id).execute()
  const gone = had.map((row) => row.tag_id).filter((id) => !ids.has(id))
  const come = [...ids].filter((id) => !had.some((row) => row.tag_id === id))
  const count = async (tagIds: number[], by: number): Promise<void> => {
    if (tagIds.length === 0 || thread.listed === 0) return
    await trx
      .updateTable('tags')
      .set({ thread_count: sql`thread_count + ${by}` })
      .where('id', 'in', tagIds)
      .execute()
  }
  if (gone.length > 0) {
    await trx.deleteFrom('thread_tags').where('thread_id', '=', thread.id).where('tag_id', 'in', gone).execute()
  }
  if (come.length > 0) {
    await trx
      .insertInto('thread_tags')
      .values(come.map((tag_id) => ({ thread_id: thread.id, tag_id })))
      .execute()
  }
  await count(gone, -1)
  await count(come, 1)
  return gone.length > 0 || come.length > 0
}
