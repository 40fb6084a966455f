import { addPost } from '#app/features/forum/commands/add-post.server.ts'
import { findPart } from '#app/features/forum/queries/part.server.ts'
import { isMember } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { getEscalation } from '../queries/facts.server.ts'
import { endTyping } from './mark-presence.server.ts'
import { claim, resolveEscalation, type DoneAtDesk } from './act-on-escalation.server.ts'

/**
 * Answers a question from the desk: claims it for whoever answers, posts, and resolves it where that is wanted. Where
 * part of it is handled privately, personal data in the answer can't be confirmed away. `details` asks the asker.
 */
export async function answerFromDesk(
  context: Context,
  id: number,
  post: {
    readonly body: string
    readonly key?: string | undefined
    readonly isSure: boolean
    readonly prepared?: readonly number[]
  },
  then: boolean | 'details',
): Promise<DoneAtDesk | null> {
  const { escalation, thread } = await getEscalation(context.db, context.viewer, id)
  if (escalation.resolved_at === null && escalation.owner_id === null) await claim(context, id)
  const part = await findPart(context.db, thread.id)
  const asks = then === 'details'
  await addPost(context, thread.id, {
    body: post.body,
    parentId: null,
    as: asks ? 'comment' : 'answer',
    asksDetails: asks,
    key: post.key,
    isSure: post.isSure && part === null,
    prepared: post.prepared ?? [],
  })
  if (isMember(context.viewer)) await endTyping(context.db, thread.id, context.viewer.id)
  return then === true ? resolveEscalation(context, id) : null
}
