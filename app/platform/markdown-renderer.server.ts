import type { Worker } from 'node:worker_threads'
import { AppError } from '#app/kernel/errors.ts'
import type { RenderReply } from './markdown-thread.server.ts'
import { refusalOf } from './markdown.server.ts'
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
  readonly resolve: (html: readonly (string | null)[]) => void
  readonly timer: NodeJS.Timeout
}

/** `limit`: milliseconds one text may take; a batch may take a tenth of that for each text more. */
export function openMarkdownRenderer(limit = 1000): MarkdownRenderer {
  let thread: Worker | null = null
  let lastId = 0
  const waiting = new Map<number, Waiting & { readonly bodies: readonly string[] }>()

  const stop = async (): Promise<void> => {
    const stopped = thread
    thread = null
    await stopped?.terminate()
  }
  const start = (): Worker => {
    const started = startThread('markdown-thread', 'app/platform/markdown-thread.server.ts', null)
    started.unref()
    started.on('message', ({ id, html }: RenderReply) => settle(id, html))
    started.on('error', () => {
      if (thread === started) thread = null
      for (const [id, { bodies }] of waiting) settle(id, bodies.map(() => null)) // prettier-ignore
    })
    return started
  }
  const settle = (id: number, html: readonly (string | null)[]): void => {
    const one = waiting.get(id)
    if (!one) return
    clearTimeout(one.timer)
    waiting.delete(id)
    one.resolve(html)
  }
  const ask = (bodies: readonly string[]): Promise<readonly (string | null)[]> =>
    new Promise((resolve) => {
      thread ??= start()
      const id = ++lastId
      // A thread that starts from source needs a moment of its own.
      const timer = setTimeout(() => void giveUp(id), limit * (1 + bodies.length / 10) + 4000 * Number(lastId < 5)) // prettier-ignore
      waiting.set(id, { resolve, timer, bodies })
      thread.postMessage({ id, bodies })
    })
  /** The thread is stuck on one text: it is replaced, and what waited behind is asked again. */
  const giveUp = async (id: number): Promise<void> => {
    const stuck = waiting.get(id)
    if (!stuck) return
    await stop()
    settle(id, stuck.bodies.map(() => null)) // prettier-ignore
    const others = [...waiting.entries()]
    if (others.length > 0) thread ??= start()
    for (const [otherId, { bodies }] of others) thread?.postMessage({ id: otherId, bodies })
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
    close: stop,
  }
}
