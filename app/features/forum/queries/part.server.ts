import type { Executor } from '#db/transaction.server.ts'

/** The private part of a thread, or null. */
export async function findPart(db: Executor, threadId: number): Promise<number | null> {
  const row = await db.selectFrom('threads').select('id').where('part_of', '=', threadId).executeTakeFirst()
  return row?.id ?? null
}
