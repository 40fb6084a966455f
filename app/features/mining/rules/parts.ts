import { joined, likenesses } from './linkage.ts'
import { likeTo, type Meaning, type Meanings } from './meaning.ts'

/** Requests of one part are so alike on the mean, every two (cosine). */
const ALIKE = 0.57
/** Fewer ask nothing that is worth a topic of its own. */
export const FEWEST = 12
/** A request asks what a part asks when it is so like all of it on the mean, and so like its title. */
const LIKE_ALL = 0.6
const LIKE_TITLE = 0.5
/** And names so much of what the title names, and hardly more than that. */
const [NAMES_TITLE, NAMES_NO_MORE] = [0.6, 0.55] as const

/** What is asked in a group of texts, most of which ask one thing: those that are alike stay together, where they are enough. */
export function partsOf(
  texts: readonly number[],
  meaningOf: (text: number) => Meaning,
  times: (text: number) => number,
): readonly (readonly number[])[] {
  return joined(likenesses(texts.map(meaningOf)), ALIKE)
    .map((own) => own.map((at) => texts[at] ?? 0))
    .filter((own) => own.reduce((sum, text) => sum + times(text), 0) >= FEWEST)
}

/** How much it counts that a text asks what a part asks, by its title and all of it on the mean; 0 where it does not. */
export function asksPart(title: Iterable<number>, mean: Meaning, meanings: Meanings): (text: Said) => number {
  const toTitle = likeTo(meanings.of(title))
  const toAll = likeTo(mean)
  const named = meanings.named(title)
  const isOtherwise = meanings.isOtherwise(title)
  return ({ words, meaning }) => {
    if (isOtherwise(words)) return 0
    const all = toAll(meaning)
    const own = all < LIKE_ALL ? 0 : toTitle(meaning)
    if (own < LIKE_TITLE) return 0
    const [ofTitle, ofText] = named(words)
    return ofTitle < NAMES_TITLE || ofText < NAMES_NO_MORE ? 0 : all + own
  }
}

/** What a text says, by its words. */
export interface Said {
  readonly words: Iterable<number>
  readonly meaning: Meaning
}
