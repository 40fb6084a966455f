import type { Executor } from '#db/transaction.server.ts'

/** The words of the place as they were learnt last, JSON of `ForumWords`; empty before the first time. */
export async function readForumWords(db: Executor): Promise<string> {
  const row = await db.selectFrom('forum_words').select('words').where('id', '=', 1).executeTakeFirst()
  return row?.words ?? ''
}
