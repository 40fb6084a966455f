import { mayDisputeClosing } from '#app/access/escalations.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { demand } from '#app/kernel/verdict.ts'
import { textIn } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { ClosingView } from '../types.ts'
import { getThread } from './facts.server.ts'

/** How a thread was closed, for the asker, who may object; throws where they may not. */
export async function getClosing(
  { db, viewer, clock, locale }: Pick<Context, 'db' | 'viewer' | 'clock' | 'locale'>,
  threadId: number,
): Promise<ClosingView> {
  const { thread, facts } = await getThread(db, viewer, threadId)
  demand(mayDisputeClosing(viewer, facts, clock.now()))
  const { closed_at: at } = thread
  return {
    id: thread.id,
    address: addressOf(thread),
    title: thread.title,
    closed: at === null ? null : { at, reason: textIn(locale, thread.closed_reason ?? '') },
  }
}
