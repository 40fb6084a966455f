import { miningRefusals } from '#app/features/mining/words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import { ThreadFailure } from '#app/kernel/calls.ts'
import { AppError } from '#app/kernel/errors.ts'
import { openThread } from '#app/platform/threads.server.ts'
import type { MiningAnswer, MiningOrder } from './mining-thread.server.ts'
import type { MiningOptions } from './rules/mine-domain.ts'
import { loadModel } from './rules/model.ts'
import type { MiningInput, MiningProgress, MiningResult } from './types.ts'

/** How to mine beside the server's own work. */
export interface ThreadedMining extends MiningOptions {
  /** Whether topics are what is asked in the groups (`withQuestions`), or the groups themselves. */
  readonly asQuestions?: boolean
  readonly onProgress?: (progress: MiningProgress) => void
  /** Stops the run; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** The most memory the thread's own objects may take, in megabytes. */
  readonly memory?: number
}

/** Enough for 200,000 requests of some hundred letters. */
const MEMORY = 1024

/**
 * Mines in a thread of its own, so that pages are answered meanwhile. Throws `unavailable` when the thread
 * fails, as it does when the memory does not suffice.
 */
export async function mineInThread(
  inputs: readonly MiningInput[],
  { onProgress, signal, memory = MEMORY, asQuestions = false, ...options }: ThreadedMining,
): Promise<MiningResult> {
  const thread = openThread({
    name: 'mining-thread',
    source: 'app/features/mining/mining-thread.server.ts',
    memory,
  })
  const order: MiningOrder = { inputs, options, asQuestions }
  try {
    const { result, model: saved } = await thread.call<MiningAnswer>(order, {
      signal,
      onProgress: (progress) => onProgress?.(progress as MiningProgress), // what the thread reports
    })
    const model = loadModel(saved)
    if (!model) throw new Error('The thread saves its model in another way than it is read here.')
    return { ...result, model }
  } catch (error) {
    if (error instanceof ThreadFailure) throw new AppError('unavailable', saying(miningRefusals, 'miningFailed'))
    throw error
  } finally {
    await thread.close()
  }
}
