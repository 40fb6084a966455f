import { knowledgeRefusals } from '#app/features/knowledge/words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import { ThreadFailure } from '#app/kernel/calls.ts'
import { SECOND } from '#app/kernel/clock.ts'
import { AppError } from '#app/kernel/errors.ts'
import { pause } from '#app/kernel/pause.ts'
import { openThread } from '#app/platform/threads.server.ts'
import type { DraftOrder } from './drafting-thread.server.ts'
import type { Draft } from './types.ts'

/** A draft of the largest topic takes about a second on a busy machine. */
const LIMIT = 30 * SECOND
/** The thread is ended when nobody has asked it for so long: editors draft several topics in a row. */
const IDLE = 60 * SECOND

const thread = openThread({
  name: 'drafting-thread',
  source: 'app/features/knowledge/drafting-thread.server.ts',
  idle: IDLE,
})

/** `draftOf`, beside the process's own work. Throws `unavailable` when the thread fails. */
export async function draftInThread(order: DraftOrder): Promise<Draft> {
  await pause() // handing over what was read takes milliseconds of its own
  try {
    return await thread.call<Draft>(order, { limit: LIMIT })
  } catch (error) {
    if (error instanceof ThreadFailure) throw new AppError('unavailable', saying(knowledgeRefusals, 'draftFailed'))
    throw error
  }
}
