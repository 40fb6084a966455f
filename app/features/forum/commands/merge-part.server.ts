import type { ThreadRow } from '#db/schema/forum.ts'
import type { Executor } from '#db/transaction.server.ts'
import { answersByAuthor, countAnswersAgain } from './member-counts.server.ts'

/**
 * When a question is joined to another, its private part goes along where both are by one asker and the other has
 * none; else it becomes a private thread of its own, since nobody else may read in it. Returns the part's number.
 */
export async function carryPart(trx: Executor, thread: ThreadRow, into: ThreadRow): Promise<number | null> {
  const part = await partOf(trx, thread.id)
  if (part === null) return null
  const goesAlong =
    thread.author_id !== null && thread.author_id === into.author_id && (await partOf(trx, into.id)) === null
  await setPartOf(trx, part, goesAlong ? into.id : null)
  return part
}

/** Gives the part back to its question, unless that has another by now. */
export async function returnPart(trx: Executor, part: number, threadId: number): Promise<void> {
  const isThere = await trx.selectFrom('threads').select('id').where('id', '=', part).executeTakeFirst()
  if (isThere && (await partOf(trx, threadId)) === null) await setPartOf(trx, part, threadId)
}

/** What is said in a part is in nobody's count, so that counts change with what it is. */
async function setPartOf(trx: Executor, part: number, question: number | null): Promise<void> {
  const before = await answersByAuthor(trx, [part])
  await trx.updateTable('threads').set({ part_of: question }).where('id', '=', part).execute()
  await countAnswersAgain(trx, before, await answersByAuthor(trx, [part]))
}

async function partOf(trx: Executor, threadId: number): Promise<number | null> {
  const row = await trx.selectFrom('threads').select('id').where('part_of', '=', threadId).executeTakeFirst()
  return row?.id ?? null
}
