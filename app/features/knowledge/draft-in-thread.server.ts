import { ThreadFailure } from '#app/kernel/calls.ts'
import { SECOND } from '#app/kernel/clock.ts'
import { AppError } from '#app/kernel/errors.ts'
import { pause } from '#app/kernel/pause.ts'
import { openThread } from '#app/platform/threads.server.ts'
import type { Draft, DraftMaterial } from './types.ts'

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
export async function draftInThread(material: DraftMaterial): Promise<Draft> {
  await pause() // handing over what was read takes milliseconds of its own
  try {
    return await thread.call<Draft>(material, { limit: LIMIT })
  } catch (error) {
    if (error instanceof ThreadFailure) throw new AppError('unavailable', FAILED)
    throw error
  }
}

const FAILED = 'The draft could not be made now. Try again in a minute.'
