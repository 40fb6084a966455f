import type { Executor } from '#db/transaction.server.ts'

/** Whether anybody has brought in requests from a file so far. */
export async function hasImports(db: Executor): Promise<boolean> {
  const row = await db.selectFrom('imports').select('id').where('kind', '=', 'requests').limit(1).executeTakeFirst()
  return row !== undefined
}
