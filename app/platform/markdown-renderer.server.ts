import type { Worker } from 'node:worker_threads'
import { AppError } from '#app/kernel/errors.ts'
import type { ThreadMessage } from './markdown-thread.server.ts'
import { refusalOf } from './markdown-limits.server.ts'
import { startThread } from './threads.server.ts'

const TOO_SLOW =
  'This text is too intricate to be shown. Remove some of its marks, or use a code block.'

/** Renders Markdown off the main thread, under a time limit. */
export interface MarkdownRenderer {
  /** HTML of one text; throws `invalid` with a sentence for the field `body` when it can't be rendered. */
  render(body: string): Promise<string>
  /** HTML of many texts in order; null where one can't be rendered. */
  renderAll(bodies: readonly string[]): Promise<readonly (string | null)[]>
  close(): Promise<void>
}

interface Waiting {
  readonly bodies: readonly string[]
  readonly resolve: (html: readonly (string | null)[]) => void
  timer: NodeJS.Timeout
}

/** A thread that does not even start within this is given up, in milliseconds. */
const STARTING = 20_000

/** `limit`: milliseconds one text may take; a batch may take a tenth of that for each text more. */
export function openMarkdownRenderer(limit = 1000): MarkdownRenderer {
  let thread: Worker | null = null
  let isReady = false
  let lastId = 0
  const waiting = new Map<number, Waiting>()

  const settle = (id: number, html: readonly (string | null)[]): void => {
    const one = waiting.get(id)
    if (!one) return
    clearTimeout(one.timer)
    waiting.delete(id)
    one.resolve(html)
  }
  const nothing = (bodies: readonly string[]): readonly null[] => bodies.map(() => null)
  const clock = (id: number, bodies: readonly string[]): NodeJS.Timeout =>
    setTimeout(() => giveUp(id), isReady ? limit * (1 + bodies.length / 10) : STARTING)

  const start = (): Worker => {
    const started = startThread('markdown-thread', 'app/platform/markdown-thread.server.ts', null)
    isReady = false
    started.unref()
    started.on('message', (message: ThreadMessage) => {
      if (thread !== started) return
      if (message !== 'ready') return settle(message.id, message.html)
      isReady = true
      for (const [id, one] of waiting) {
        clearTimeout(one.timer)
        one.timer = clock(id, one.bodies)
      }
    })
    started.on('error', () => {
      if (thread !== started) return
      thread = null
      for (const [id, { bodies }] of waiting) settle(id, nothing(bodies))
    })
    return started
  }
  const ask = (bodies: readonly string[]): Promise<readonly (string | null)[]> =>
    new Promise((resolve) => {
      thread ??= start()
      const id = ++lastId
      waiting.set(id, { bodies, resolve, timer: clock(id, bodies) })
      thread.postMessage({ id, bodies })
    })
  /** The thread is stuck on one text: it is replaced, and what waited behind is asked again. */
  const giveUp = (stuck: number): void => {
    const bodies = waiting.get(stuck)?.bodies
    if (!bodies) return
    void thread?.terminate()
    thread = null
    settle(stuck, nothing(bodies))
    if (waiting.size === 0) return
    const next = start()
    thread = next
    for (const [id, one] of waiting) {
      clearTimeout(one.timer)
      one.timer = clock(id, one.bodies)
      next.postMessage({ id, bodies: one.bodies })
    }
  }

  return {
    async render(body) {
      const refusal = refusalOf(body)
      if (refusal) throw new AppError('invalid', refusal, { fields: { body: refusal } })
      const [html] = await ask([body])
      if (html === null || html === undefined) {
        throw new AppError('invalid', TOO_SLOW, { fields: { body: TOO_SLOW } })
      }
      return html
    },
    async renderAll(bodies) {
      const allowed = bodies.map((body) => refusalOf(body) === null)
      const html = await ask(bodies.map((body, at) => (allowed[at] ? body : '')))
      return html.map((one, at) => (allowed[at] ? one : null))
    },
    async close() {
      const stopped = thread
      thread = null
      await stopped?.terminate()
    },
  }
}
