import { mayActAtDesk, mayCloseThread, mayDisputeClosing } from '#app/access/escalations.ts'
import { mayMakePrivate, mayMakePublic, mayModerate } from '#app/access/threads.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import type { ThreadRow } from '#db/schema/forum.ts'
import type { Executor } from '#db/transaction.server.ts'
import { decideThread } from './decide.server.ts'
import { openingOf } from './post-rows.server.ts'
import { settleFlags } from './settle-flags.server.ts'
import { changeThread } from './thread-counts.server.ts'
import { forumRefusals } from '../words/refusals.ts'

type Place = { readonly address: string }
type Verb = 'close' | 'reopen' | 'lock' | 'unlock' | 'hide' | 'restore' | 'make private' | 'make public'

/** Closes, locks, hides or makes private, and each back again. The reason is shown and kept. */
export async function setThreadState(context: Context, threadId: number, verb: Verb, reason: string): Promise<Place> {
  return decideThread(context, threadId, async (trx, { thread, facts }, now) => {
    const { viewer } = context
    if (verb === 'make private') demand(mayMakePrivate(viewer, facts, now))
    else if (verb === 'make public') demand(mayMakePublic(viewer))
    else if (verb === 'close' || verb === 'reopen') demand(mayCloseThread(viewer, now))
    else demand(mayModerate(viewer))
    if (thread.part_of !== null && verb !== 'hide' && verb !== 'restore') refusePart()
    if (verb === 'close') await demandPublicAnswer(trx, thread)
    const by = viewer.id
    const patch = {
      close: { closed_at: now, closed_by: by, closed_reason: reason },
      reopen: { closed_at: null, closed_by: null, closed_reason: null },
      lock: { locked_at: now, locked_by: by, locked_reason: reason },
      unlock: { locked_at: null, locked_by: null, locked_reason: null },
      hide: { hidden_at: now, hidden_by: by, hidden_reason: reason },
      restore: { hidden_at: null, hidden_by: null, hidden_reason: null },
      'make private': { private_at: now },
      'make public': { private_at: null },
    }[verb]
    await changeThread(trx, thread, patch)
    if (verb === 'hide' || verb === 'restore') {
      const opening = await openingOf(trx, thread.id)
      await trx.updateTable('posts').set(patch).where('id', '=', opening).execute()
      if (verb === 'hide') await settleFlags(trx, opening, by, now)
      const name = verb === 'hide' ? 'post.hidden' : 'post.restored'
      await tell(trx, name, { thread: thread.id, post: opening }, now)
    } else await tell(trx, 'thread.changed', { thread: thread.id }, now)
    await logAct(trx, { at: now, by, verb, kind: 'thread', id: thread.id, reason })
    return { address: addressOf(thread) }
  })
}

/** A private part is public with nothing, and goes with its question: it can be hidden, and no more. */
export function refusePart(): never {
  throw new AppError('conflict', saying(forumRefusals, 'private.itself'))
}

/** What was handled privately is closed only once the public part has an answer that helps others too. */
async function demandPublicAnswer(trx: Executor, thread: ThreadRow): Promise<void> {
  if (thread.first_answer_at !== null) return
  const part = await trx.selectFrom('threads').select('id').where('part_of', '=', thread.id).executeTakeFirst()
  if (part) throw new AppError('conflict', saying(forumRefusals, 'close.private'))
}

/** The asker objects to the closing of their question: it is open again, and waits from its original time. */
export async function disputeClosing(context: Context, threadId: number, why: string): Promise<Place> {
  return decideThread(context, threadId, async (trx, { thread, facts }, now) => {
    demand(mayDisputeClosing(context.viewer, facts, now))
    if (thread.closed_at === null) throw new AppError('conflict', saying(forumRefusals, 'dispute.open'))
    await changeThread(trx, thread, {
      closed_at: null,
      closed_by: null,
      closed_reason: null,
      ...(thread.first_answer_at === null ? {} : { reopened_at: now, last_act: 'reopened' }),
      last_post_at: now,
    })
    await logAct(trx, {
      at: now,
      by: context.viewer.id,
      verb: 'dispute closing',
      kind: 'thread',
      id: threadId,
      reason: why,
    })
    await tell(trx, 'thread.reopened', { thread: threadId }, now)
    return { address: addressOf(thread) }
  })
}

/** Moves a thread to another category that the moderator may read. */
export async function moveThread(
  context: Context,
  threadId: number,
  categorySlug: string,
  reason: string,
): Promise<Place> {
  return decideThread(context, threadId, async (trx, { thread, category }, now) => {
    demand(mayActAtDesk(context.viewer, now))
    const categories = await categoriesFor(trx, context.viewer)
    const to = categories.readable.find((one) => one.slug === categorySlug)
    if (!to)
      throw new AppError('invalid', saying(forumRefusals, 'moveTo'), {
        fields: { category: saying(forumRefusals, 'category.other') },
      })
    if (thread.part_of !== null) refusePart()
    if (to.id === category.id) return { address: addressOf(thread) }
    await changeThread(trx, thread, { category_id: to.id })
    const part = await trx.selectFrom('threads').selectAll().where('part_of', '=', thread.id).executeTakeFirst()
    if (part) await changeThread(trx, part, { category_id: to.id })
    await tell(trx, 'thread.changed', { thread: thread.id }, now)
    await tell(trx, 'thread.moved', { thread: thread.id }, now)
    await logAct(trx, {
      at: now,
      by: context.viewer.id,
      verb: 'move',
      kind: 'thread',
      id: thread.id,
      reason,
      detail: { from: category.slug, to: to.slug },
    })
    return { address: addressOf(thread) }
  })
}
