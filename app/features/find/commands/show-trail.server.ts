import { notFound } from '#app/kernel/errors.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { findRefusals } from '../words/refusals.ts'

/** Hides from helpers what the asker had looked at before asking, or shows it again; the asker decides alone. */
export async function showTrail(
  { db, clock, viewer }: Pick<Context, 'db' | 'clock' | 'viewer'>,
  threadId: number,
  isShown: boolean,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const own = trx
      .selectFrom('threads')
      .select('id')
      .where('id', '=', threadId)
      .where('author_id', '=', viewer.id ?? 0)
    const changed = await trx
      .updateTable('thread_trails')
      .set({ hidden_at: isShown ? null : clock.now() })
      .where('thread_id', 'in', own)
      .returning('thread_id')
      .executeTakeFirst()
    if (!changed) throw notFound(saying(findRefusals, 'trail'))
  })
}
