import { mayEditTags } from '#app/access/threads.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { tagsOf } from '../queries/thread-list.server.ts'
import { forumRefusals } from '../words/refusals.ts'
import { decideThread } from './decide.server.ts'
import { setTags } from './thread-tags.server.ts'

/**
 * Gives a question other tags and leaves its words alone. `before`: the tags that were on the screen; where somebody changed
 * them meanwhile, nothing is overwritten.
 */
export async function retagThread(
  context: Context,
  threadId: number,
  { tags, before }: { readonly tags: readonly string[]; readonly before: readonly string[] },
): Promise<{ readonly address: string }> {
  return decideThread(context, threadId, async (trx, { thread, facts }, now) => {
    const { viewer } = context
    demand(mayEditTags(viewer, facts, now))
    const had = (await tagsOf(trx, [threadId])).get(threadId) ?? []
    if ([...had].sort().join() !== [...before].sort().join())
      throw new AppError('conflict', saying(forumRefusals, 'tags.changed'))
    const address = addressOf(thread)
    if (!(await setTags(trx, thread, tags))) return { address }
    const has = (await tagsOf(trx, [threadId])).get(threadId) ?? []
    if (viewer.id !== thread.author_id)
      await logAct(trx, {
        at: now,
        by: viewer.id,
        verb: 'retag',
        kind: 'thread',
        id: threadId,
        reason: '',
        detail: { before: had.join(', '), after: has.join(', ') },
      })
    await tell(trx, 'thread.moved', { thread: threadId }, now)
    await tell(trx, 'thread.changed', { thread: threadId }, now)
    return { address }
  })
}
