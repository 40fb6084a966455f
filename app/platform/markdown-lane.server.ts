import type { Worker } from 'node:worker_threads'
import type { RenderRequest, ThreadMessage } from './markdown-thread.server.ts'
import { startThread } from './threads.server.ts'

/** What a batch became, and how many milliseconds it took once the thread was ready. */
export interface Rendered {
  readonly html: readonly (string | null)[]
  readonly took: number
}

/** A thread that renders one batch after the other. */
export interface MarkdownLane {
  /** HTML of each text in order within `limit` milliseconds; null where it can't be rendered or took too long. */
  render(bodies: readonly string[], limit: number): Promise<Rendered>
  close(): Promise<void>
}

/** A thread that does not even start within this is given up, in milliseconds. */
const STARTING = 20_000

interface Running {
  readonly worker: Worker
  readonly ready: Promise<void>
}

/**
 * Opens the lane; its thread starts with the first text, and anew after one that took too long. The caller sends
 * one batch at a time.
 */
export function openMarkdownLane(): MarkdownLane {
  let running: Running | null = null
  let lastId = 0

  const start = (): Running => {
    const worker = startThread('markdown-thread', 'app/platform/markdown-thread.server.ts', null)
    worker.unref()
    const ready = new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve()) // it says that it is ready before anything else
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('The thread that renders Markdown ended.')))
      setTimeout(() => reject(new Error('The thread that renders Markdown did not start.')), STARTING).unref()
    })
    ready.catch(() => undefined) // whoever waits for it hears of it; nobody may
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      if (running?.worker === worker) running = null
    })
    return { worker, ready }
  }

  return {
    async render(bodies, limit) {
      running ??= start()
      const { worker, ready } = running
      const id = ++lastId
      const isReady = await ready.then(
        () => true,
        () => false,
      )
      const since = performance.now()
      const html = isReady ? await answerOf(worker, { id, bodies }, limit) : null
      if (html === null) {
        if (running?.worker === worker) running = null
        void worker.terminate()
      }
      return { html: html ?? bodies.map(() => null), took: performance.now() - since }
    },
    async close() {
      const stopped = running
      running = null
      await stopped?.worker.terminate()
    },
  }
}

/** What the thread answers; null when it ended or took too long. */
async function answerOf(
  worker: Worker,
  request: RenderRequest,
  limit: number,
): Promise<readonly (string | null)[] | null> {
  return new Promise((resolve) => {
    const end = (html: readonly (string | null)[] | null): void => {
      clearTimeout(timer)
      worker.off('message', hear)
      worker.off('exit', stop)
      resolve(html)
    }
    const hear = (message: ThreadMessage): void => {
      if (message !== 'ready' && message.id === request.id) end(message.html)
    }
    const stop = (): void => end(null)
    const timer = setTimeout(() => end(null), limit)
    worker.on('message', hear)
    worker.once('exit', stop)
    worker.postMessage(request)
  })
}
