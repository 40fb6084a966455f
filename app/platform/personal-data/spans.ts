import { LABELS, type PersonalKind, type PersonalSpan } from './types.ts'

type Groups = Readonly<Record<string, string | undefined>>

/**
 * The spans of a kind that a global pattern finds. A named group `own` narrows the span to the part
 * that is personal; the pattern needs the flag `d` for it.
 */
export function spansOf(
  text: string,
  kind: PersonalKind,
  pattern: RegExp,
  isReal: (found: string, start: number, groups: Groups) => boolean = () => true,
): PersonalSpan[] {
  const spans: PersonalSpan[] = []
  for (const match of text.matchAll(pattern)) {
    const [start, end] = match.indices?.groups?.['own'] ?? [match.index, match.index + match[0].length]
    if (isReal(text.slice(start, end), start, match.groups ?? {})) spans.push({ kind, start, end, label: LABELS[kind] })
  }
  return spans
}

/** The digits of a text alone. */
export function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}
