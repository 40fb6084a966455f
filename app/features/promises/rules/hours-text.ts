import type { Span } from '../types.ts'
import { promiseRefusals } from '../words/refusals.ts'
import { saying, type Saying } from '#app/locale/saying.ts'
import { clockTime, inOrder } from './stored-hours.ts'

/** What was read from something that a person typed, or why it can't be read. */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: Saying }

const CLOSED = /^(?:closed|[-–—])?$/i
const ONE = String.raw`(\d{1,2})(?:[:.h](\d{2})?)?(?:\s*([ap]\.?m\.?))?`
const DASH = String.raw`\s*(?:-|–|—|to|until)\s*`
const SPAN = new RegExp(`^${ONE}${DASH}${ONE}`, 'i')

/**
 * The hours of a day as somebody types them: "09:00–12:00, 13:00–17:00", "9-17", "9 am – 5 pm". Nothing, a dash or
 * "closed" is a day on which nobody works.
 */
export function readHours(text: string): Reading<readonly Span[]> {
  const typed = text.trim()
  if (CLOSED.test(typed)) return { ok: true, value: [] }
  const spans: Span[] = []
  let rest = typed
  while (rest !== '') {
    const found = SPAN.exec(rest)
    const from = found && minutesOf(found[1], found[2], found[3] ?? (isMorning(found) ? found[6] : undefined))
    const until = found && minutesOf(found[4], found[5], found[6])
    if (!found || from === null || until === null) return unreadable(typed)
    if (until <= from) {
      const named = { from: clockTime(from), until: clockTime(until) }
      return { ok: false, why: saying(promiseRefusals, 'hours.backwards', named) }
    }
    spans.push({ from, until })
    const after = rest.slice(found[0].length)
    const apart = /^(?:\s*(?:[,;&+]|and)\s*|\s+|$)/i.exec(after)
    if (!apart) return unreadable(typed)
    rest = after.slice(apart[0].length)
  }
  return { ok: true, value: inOrder(spans) }
}

/** The hours of a day as a form shows them; nothing for a day on which nobody works. */
export function hoursText(spans: readonly Span[]): string {
  return spans.map(({ from, until }) => `${clockTime(from)}–${clockTime(until)}`).join(', ')
}

/** "9–11 am": what stands behind the second is meant of both, unless the first is the larger figure. */
function isMorning([, first, , , second]: RegExpExecArray): boolean {
  return Number(first) % 12 < Number(second) % 12
}

function minutesOf(hour: string | undefined, minute: string | undefined, half: string | undefined): number | null {
  const minutes = Number(minute ?? 0)
  let hours = Number(hour)
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return null
    hours = (hours % 12) + (/^p/i.test(half) ? 12 : 0)
  }
  const all = hours * 60 + minutes
  return minutes > 59 || all > 1440 ? null : all
}

function unreadable(text: string): Reading<never> {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text
  return { ok: false, why: saying(promiseRefusals, 'hours.unreadable', { text: short }) }
}
