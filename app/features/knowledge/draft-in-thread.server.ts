import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import { ThreadFailure } from '#app/kernel/calls.ts'
import { SECOND } from '#app/kernel/clock.ts'
import { AppError } from '#app/kernel/errors.ts'
import { pause } from '#app/kernel/pause.ts'
import { openThread } from '#app/platform/threads.server.ts'
import type { DraftingAnswers, DraftingOrder } from './drafting-thread.server.ts'

/** Learning the words of twenty thousand questions takes ten seconds; everything else less than one. */
const LIMIT = 120 * SECOND
/** The thread is ended when nobody has asked it for so long: editors draft several articles in a row. */
const IDLE = 60 * SECOND

const thread = openThread({
  name: 'drafting-thread',
  source: 'app/features/knowledge/drafting-thread.server.ts',
  idle: IDLE,
})

/** What the rules of exemplars answer, beside the process's own work. Throws `unavailable` when the thread fails. */
export async function askDrafting<Order extends DraftingOrder>(
  order: Order,
  signal?: AbortSignal,
): Promise<DraftingAnswers[Order['kind']]> {
  await pause() // handing over what was read takes milliseconds of its own
  try {
    return await thread.call<DraftingAnswers[Order['kind']]>(order, { limit: LIMIT, signal })
  } catch (error) {
    if (error instanceof ThreadFailure) throw new AppError('unavailable', saying(knowledgeRefusals, 'draftFailed'))
    throw error
  }
}
