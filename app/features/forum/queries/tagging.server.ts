import { mayEditTags } from '#app/access/threads.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { TaggingView } from '../types.ts'
import { getThread } from './facts.server.ts'
import { tagsOf } from './thread-list.server.ts'

/** The tags of a thread, for whoever may change them; throws where they may not. */
export async function getTagging(
  { db, viewer, clock }: Pick<Context, 'db' | 'viewer' | 'clock'>,
  threadId: number,
): Promise<TaggingView> {
  const { thread, facts } = await getThread(db, viewer, threadId)
  demand(mayEditTags(viewer, facts, clock.now()))
  const tags = (await tagsOf(db, [threadId])).get(threadId) ?? []
  return { id: thread.id, address: addressOf(thread), title: thread.title, tags }
}
