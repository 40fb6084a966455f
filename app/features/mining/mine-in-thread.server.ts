import { AppError } from '#app/kernel/errors.ts'
import { startThread } from '#app/platform/threads.server.ts'
import type { MiningMessage, MiningOrder } from './mining-thread.server.ts'
import type { MiningOptions } from './rules/mine.ts'
import { loadModel } from './rules/model.ts'
import type { MiningInput, MiningProgress, MiningResult } from './types.ts'

/** How to mine beside the server's own work. */
export interface ThreadedMining extends MiningOptions {
  readonly onProgress?: (progress: MiningProgress) => void
  /** Stops the run; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal
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
  { onProgress, signal, memory = MEMORY, ...options }: ThreadedMining,
): Promise<MiningResult> {
  signal?.throwIfAborted()
  const order: MiningOrder = { inputs, options }
  const thread = startThread('mining-thread', 'app/features/mining/mining-thread.server.ts', order, {
    maxOldGenerationSizeMb: memory,
  })
  let stop = (): void => undefined
  try {
    return await new Promise<MiningResult>((resolve, reject) => {
      stop = () => reject(signal?.reason as Error)
      signal?.addEventListener('abort', stop, { once: true })
      thread.on('message', (message: MiningMessage) => {
        if (message.kind === 'progress') return onProgress?.(message.progress)
        const model = loadModel(message.model)
        if (model) resolve({ ...message.result, model })
      })
      thread.on('error', () => reject(new AppError('unavailable', FAILED)))
      thread.on('exit', () => reject(new AppError('unavailable', FAILED)))
    })
  } finally {
    signal?.removeEventListener('abort', stop)
    await thread.terminate()
  }
}

const FAILED = 'Looking for topics failed; it may have needed more memory than it was given.'
