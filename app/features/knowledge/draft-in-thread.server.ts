import { ThreadFailure } from '#app/kernel/calls.ts'
import { AppError } from '#app/kernel/errors.ts'
import { SECOND } from '#app/kernel/clock.ts'
import { openThread } from '#app/platform/threads.server.ts'
import type { DraftingOrder } from './drafting-thread.server.ts'
import type { Asked } from '#app/text/nearness.ts'
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
export function draftInThread(material: DraftMaterial): Promise<Draft> {
  return order({ kind: 'draft', material })
}

/** `nearnessOf`, beside the process's own work. Throws `unavailable` when the thread fails. */
export async function nearnessInThread(
  phrasings: readonly string[],
  questions: readonly Asked[],
  elsewhere: readonly string[],
  signal?: AbortSignal,
): Promise<readonly number[]> {
  if (questions.length === 0) return []
  return order({ kind: 'nearness', phrasings, questions, elsewhere }, signal)
}

async function order<Answer>(what: DraftingOrder, signal?: AbortSignal): Promise<Answer> {
  try {
    return await thread.call<Answer>(what, { limit: LIMIT, signal })
  } catch (error) {
    if (error instanceof ThreadFailure) throw new AppError('unavailable', FAILED)
    throw error
  }
}

const FAILED = 'The draft could not be made now. Try again in a minute.'
