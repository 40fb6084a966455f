import { mayFlag, mayModerate } from '#app/access/threads.ts'
import { getPost } from '#app/features/forum/queries/facts.server.ts'
import { postAddress } from '#app/kernel/addresses.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import type { FlagReason } from '../types.ts'

/** Reports a post to the moderators; reporting it again changes the reason, never the count. */
export async function flagPost(
  context: Context,
  postId: number,
  flag: { readonly reason: FlagReason; readonly note: string },
): Promise<{ readonly address: string }> {
  const { viewer, clock } = context
  return inTransaction(context.db, async (trx) => {
    const { thread, postFacts } = await getPost(trx, viewer, postId)
    demand(mayFlag(viewer, postFacts, clock.now()))
    const now = { created_at: clock.now(), settled_at: null, settled_by: null, verdict: null }
    await trx
      .insertInto('flags')
      .values({ post_id: postId, member_id: viewer.id, ...flag, ...now })
      .onConflict((c) => c.columns(['post_id', 'member_id']).doUpdateSet({ ...flag, ...now }))
      .execute()
    await tell(trx, 'post.flagged', { post: postId }, clock.now())
    return { address: postAddress(thread, postId) }
  })
}

/** Settles what was reported about a post: it stays. Hiding it settles it as well. */
export async function keepFlaggedPost(context: Context, postId: number, reason: string): Promise<void> {
  const { viewer, clock } = context
  demand(mayModerate(viewer))
  await inTransaction(context.db, async (trx) => {
    await getPost(trx, viewer, postId)
    const now = clock.now()
    const settled = await trx
      .updateTable('flags')
      .set({ settled_at: now, settled_by: viewer.id, verdict: 'kept' })
      .where('post_id', '=', postId)
      .where('settled_at', 'is', null)
      .returning('id')
      .execute()
    if (settled.length === 0) return
    await tell(trx, 'flags.settled', { post: postId }, now)
    await logAct(trx, { at: now, by: viewer.id, verb: 'keep', kind: 'post', id: postId, reason })
  })
}
