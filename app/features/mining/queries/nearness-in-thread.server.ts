import { miningRefusals } from '#app/features/mining/words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import { ThreadFailure } from '#app/kernel/calls.ts'
import { SECOND } from '#app/kernel/clock.ts'
import { AppError } from '#app/kernel/errors.ts'
import { pause } from '#app/kernel/pause.ts'
import { openThread } from '#app/platform/threads.server.ts'
import type { Asked } from '#app/text/nearness.ts'
import type { NearnessOrder } from '../nearness-thread.server.ts'

const LIMIT = 30 * SECOND
/** The thread is ended when nobody has asked it for so long: topics are covered one after the other. */
const IDLE = 60 * SECOND

const thread = openThread({
  name: 'nearness-thread',
  source: 'app/features/mining/nearness-thread.server.ts',
  idle: IDLE,
})

/** `nearnessOf`, beside the process's own work. Throws `unavailable` when the thread fails. */
export async function nearnessInThread(
  phrasings: readonly string[],
  questions: readonly Asked[],
  elsewhere: readonly string[],
  signal?: AbortSignal,
): Promise<readonly number[]> {
  if (questions.length === 0) return []
  await pause() // handing over what was read takes milliseconds of its own
  const order: NearnessOrder = { phrasings, questions, elsewhere }
  try {
    return await thread.call<readonly number[]>(order, { limit: LIMIT, signal })
  } catch (error) {
    if (error instanceof ThreadFailure) throw new AppError('unavailable', saying(miningRefusals, 'nearnessFailed'))
    throw error
  }
}
