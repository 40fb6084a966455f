import type { Executor } from '#db/transaction.server.ts'

/** The topic that goes on for a joined one. */
export async function topicAfterMerges(trx: Executor, topicId: number): Promise<number> {
  let id = topicId
  for (let steps = 0; steps < 50; steps++) {
    const row = await trx.selectFrom('topics').select('merged_into').where('id', '=', id).executeTakeFirst()
    if (!row?.merged_into) return id
    id = row.merged_into
  }
  return id
}
