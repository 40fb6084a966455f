import { detect } from 'tinyld/light'
import { sampleOf, writtenIn } from '#app/text/language.ts'

/** Letters from which on n-grams tell something. */
const FEW = 24

/**
 * The language of a text as a two-letter code, or null when it can't be told: by its script and small words,
 * and only where those are undecided by n-grams (tinyld, which takes a hundred times longer).
 */
export function languageOf(text: string): string | null {
  const written = writtenIn(text)
  if (written !== null) return written
  const sample = sampleOf(text)
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < FEW) return null
  return detect(sample.slice(0, 160)) || null
}
