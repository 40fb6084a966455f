import { wordsIn } from '#app/text/likeness.ts'
import type { Lexicon } from './lexicon.ts'
import type { Trimmed } from './trim.ts'

/**
 * Where an answer tells only half to who reads it alone: its first sentence is for one case, and the other is told nowhere; it begins
 * with a thing on the screen that neither it nor the title has named; or it points at what was said in another place. Gives these
 * words, null where it is whole.
 */
export function halfTold(
  { text, sentences }: Pick<Trimmed, 'text' | 'sentences'>,
  title: string,
  { oneCase, otherCase, pointsAt, saidElsewhere }: Lexicon,
): string | null {
  const first = (sentences[0] ?? '').replace(/^\P{L}+/u, '')
  if (oneCase.test(first) && !otherCase.test(text)) return oneCase.exec(first)?.[0].trim() ?? null
  const thing = pointsAt.exec(first)
  const named = new Set(wordsIn(`${title} ${first.slice(0, thing?.index ?? 0)}`))
  if (thing && !wordsIn(thing[1] ?? '').some((word) => named.has(word))) return thing[0]
  return saidElsewhere.exec(text)?.[0] ?? null
}
