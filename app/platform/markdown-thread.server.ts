import { parentPort } from 'node:worker_threads'
import { renderMarkdown } from './markdown.server.ts'

/** One batch of texts to render; answers in the same order, null for what could not be rendered. */
export interface RenderRequest {
  readonly id: number
  readonly bodies: readonly string[]
}

/** Said once, when the thread is ready for texts: the time limit counts from then. */
export type ThreadMessage = 'ready' | RenderReply

export interface RenderReply {
  readonly id: number
  readonly html: readonly (string | null)[]
}

parentPort?.on('message', ({ id, bodies }: RenderRequest) => {
  const html = bodies.map((body) => {
    try {
      return renderMarkdown(body)
    } catch {
      return null // the parser ran out of stack: the caller tells the author
    }
  })
  parentPort?.postMessage({ id, html } satisfies RenderReply)
})
parentPort?.postMessage('ready' satisfies ThreadMessage)
