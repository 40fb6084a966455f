import { MINUTE } from '#app/kernel/clock.ts'
import { stem } from '#app/text/stem.ts'
import { writtenWords } from '#app/text/words.ts'

/** After such a pause the next search asks something else. */
export const PAUSE = 30 * MINUTE

/** Letters of a key. */
const LONGEST = 200

/** A search as it is compared with others: the same words in any order and in any form. */
export function queryKey(query: string): string {
  const words = new Set(writtenWords(query).map(stem))
  return [...words].toSorted().join(' ').slice(0, LONGEST)
}

/** Whether a search goes on from an earlier one: words of it stay, or it is said otherwise within a few minutes. */
export function goesOnFrom(
  query: string,
  before: { readonly query: string; readonly opened: boolean; readonly pause: number },
): boolean {
  if (before.pause >= PAUSE) return false
  const [now, then] = [wordsOf(query), wordsOf(before.query)]
  if ([...now].some((word) => then.has(word))) return true
  return !before.opened && before.pause < SAID_AGAIN
}

/** Who found nothing to open and searches again so soon looks for the same. */
const SAID_AGAIN = 2 * MINUTE

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    writtenWords(text)
      .filter((word) => word.length > 2)
      .map(stem),
  )
