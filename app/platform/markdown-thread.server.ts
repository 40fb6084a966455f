import { parentPort } from 'node:worker_threads'
import { answerCalls } from '#app/kernel/calls.ts'
import type { Rendered } from './markdown-lane.server.ts'
import { renderMarkdown } from './markdown.server.ts'

answerCalls(parentPort, (bodies: readonly string[]): Rendered => {
  const since = performance.now()
  const html = bodies.map((body) => {
    try {
      return renderMarkdown(body)
    } catch {
      return null // the parser ran out of stack: the caller tells the author
    }
  })
  return { html, took: performance.now() - since }
})
