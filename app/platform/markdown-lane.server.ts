import { ThreadFailure } from '#app/kernel/calls.ts'
import { openThread } from './threads.server.ts'

/** What a batch became, and how many milliseconds it took the thread. */
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

/**
 * Opens the lane; its thread starts with the first text, and anew after one that took too long. The caller sends
 * one batch at a time.
 */
export function openMarkdownLane(): MarkdownLane {
  const thread = openThread({ name: 'markdown-thread', source: 'app/platform/markdown-thread.server.ts' })
  return {
    async render(bodies, limit) {
      try {
        return await thread.call<Rendered>(bodies, { limit })
      } catch (error) {
        if (!(error instanceof ThreadFailure)) throw error
        return { html: bodies.map(() => null), took: error.why === 'late' ? limit : 0 }
      }
    },
    close: () => thread.close(),
  }
}
