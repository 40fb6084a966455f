import { saying, type Saying } from '#app/locale/saying.ts'
import { platformRefusals } from '#app/platform/words/refusals.ts'
import { RE2JS } from 're2js'
import type { NumberPattern } from './types.ts'

/** A pattern longer than this, or a match, is no number of a shop. */
export const MAX_PATTERN = 200
const MAX_MATCH = 64

/**
 * A pattern as an admin wrote it, to be run in time linear in the text whatever it says (RE2, Cox 2007).
 * Returns a sentence instead when it can't be used.
 */
export function numberPattern(name: string, pattern: string): NumberPattern | Saying {
  if (pattern.trim() === '') return saying(platformRefusals, 'pattern.empty')
  if (pattern.length > MAX_PATTERN) return saying(platformRefusals, 'pattern.long', { most: MAX_PATTERN })
  let compiled: RE2JS
  try {
    compiled = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE)
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : ''
    return why === ''
      ? saying(platformRefusals, 'pattern.brackets')
      : saying(platformRefusals, 'pattern.unreadable', { why })
  }
  if (compiled.matcher('').find()) return saying(platformRefusals, 'pattern.fitsEmpty')
  if (['the', 'a b', 'Hello there'].some((text) => compiled.matcher(text).find()))
    return saying(platformRefusals, 'pattern.fitsWords')
  return { name, find: (text) => matchesOf(compiled, text) }
}

/** Figures that stand in every other text and are no number of a shop. */
const ANY_FIGURES = ['7', '12', '100']

/** Whether a pattern finds any figure there is, such as `\\d+`: it would take times, prices and versions out. */
export const findsAnyFigure = (pattern: NumberPattern): boolean =>
  ANY_FIGURES.some((text) => pattern.find(text).length > 0)

function matchesOf(compiled: RE2JS, text: string): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = []
  const matcher = compiled.matcher(text)
  while (matcher.find()) {
    const [start, end] = [matcher.start(), matcher.end()]
    if (end > start && end - start <= MAX_MATCH) found.push([start, end])
  }
  return found
}
