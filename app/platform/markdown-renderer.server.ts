import { saying } from '#app/locale/saying.ts'
import { platformRefusals } from '#app/platform/words/refusals.ts'
import { AppError } from '#app/kernel/errors.ts'
import { refusalOf } from './markdown-limits.server.ts'
import { openMarkdownLane, type MarkdownLane } from './markdown-lane.server.ts'
import { openTurns, type Turns, type Whose } from './turns.ts'

const TOO_SLOW = saying(platformRefusals, 'text.slow')
const TOO_MANY = saying(platformRefusals, 'text.turns')

/** Texts up to this many letters have a lane of their own, in which none may take long. */
const SHORT = 8000
const QUICK_LIMIT = 200
/** What one person may use at once of a lane, in milliseconds, and what comes back in each second. */
const BUDGET = { most: 2500, perSecond: 150 }
/** So many milliseconds of each text cost nothing: an ordinary one takes one or two, and a busy machine is nobody's fault. */
const FREE = 60
/** How many texts of one person may wait: short ones are done in no time. */
const MOST_WAITING = { quick: 20, slow: 3 }

/** Renders Markdown off the main thread, under a time limit, shared fairly among those who write. */
export interface MarkdownRenderer {
  /**
   * HTML of one text, for a member (`whose`) or for the product itself (null). Throws `invalid` with a sentence for
   * the field `body` when it can't be rendered, and `too-many` when the member has sent too much at once.
   */
  render(body: string, whose: Whose): Promise<string>
  /** HTML of many texts of the product's own in order; null where one can't be rendered. */
  renderAll(bodies: readonly string[]): Promise<readonly (string | null)[]>
  close(): Promise<void>
}

interface Lane {
  readonly thread: MarkdownLane
  readonly turns: Turns
}

/** `limit`: milliseconds one text may take; a batch may take a tenth of that for each text more. */
export function openMarkdownRenderer(limit = 1000): MarkdownRenderer {
  const openLane = (mostWaiting: number): Lane => ({
    thread: openMarkdownLane(),
    turns: openTurns({ mostWaiting, refusal: TOO_MANY, budget: BUDGET }),
  })
  const quick = openLane(MOST_WAITING.quick)
  const slow = openLane(MOST_WAITING.slow)
  const inLane = async ({ thread, turns }: Lane, body: string, whose: Whose, most: number) => {
    const { html } = await turns.take(whose, async (spend) => {
      const rendered = await thread.render([body], most)
      spend(Math.max(0, rendered.took - FREE))
      return rendered
    })
    return html[0] ?? null
  }

  return {
    async render(body, whose) {
      const refusal = refusalOf(body)
      if (refusal) throw new AppError('invalid', refusal, { fields: { body: refusal } })
      const soon = body.length <= SHORT ? await inLane(quick, body, whose, Math.min(limit, QUICK_LIMIT)) : null
      // A short text that took too long for the quick lane may be slow only because the machine is busy.
      const html = soon ?? (await inLane(slow, body, whose, limit))
      if (html === null) {
        throw new AppError('invalid', TOO_SLOW, { fields: { body: TOO_SLOW } })
      }
      return html
    },
    async renderAll(bodies) {
      const allowed = bodies.map((body) => refusalOf(body) === null)
      const texts = bodies.map((body, at) => (allowed[at] ? body : ''))
      const most = limit * (1 + bodies.length / 10)
      const { html } = await slow.turns.take(null, () => slow.thread.render(texts, most))
      return html.map((one, at) => (allowed[at] ? one : null))
    },
    async close() {
      await Promise.all([quick.thread.close(), slow.thread.close()])
    },
  }
}
