import { findPersonalData } from './find.ts'
import type { PersonalKind, PersonalOptions } from './types.ts'

/** How often each kind was taken out. */
export type RedactionCounts = Readonly<Partial<Record<PersonalKind, number>>>

/** A text with everything personal replaced by words such as `[card number]`, and what that was, counted. */
export function redact(
  text: string,
  options: PersonalOptions = {},
): { readonly text: string; readonly counts: RedactionCounts } {
  const spans = findPersonalData(text, options)
  if (spans.length === 0) return { text, counts: {} }
  const counts: Partial<Record<PersonalKind, number>> = {}
  let redacted = ''
  let at = 0
  for (const { kind, start, end, label } of spans) {
    redacted += `${text.slice(at, start)}[${label}]`
    at = end
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return { text: redacted + text.slice(at), counts }
}

/** A text without what is personal in it, and without labels in its place: what may be looked for elsewhere. */
export function withoutPersonalData(text: string, options: PersonalOptions = {}): string {
  const redacted = redact(text, options)
  return Object.keys(redacted.counts).length > 0 ? redacted.text.replace(/\[[^\]]*\]/g, ' ') : redacted.text
}

/** Two counts in one. */
export function addCounts(one: RedactionCounts, other: RedactionCounts): RedactionCounts {
  const sum: Partial<Record<PersonalKind, number>> = { ...one }
  for (const [kind, count] of Object.entries(other) as [PersonalKind, number][]) sum[kind] = (sum[kind] ?? 0) + count
  return sum
}
