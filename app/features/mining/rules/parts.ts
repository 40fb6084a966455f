import { joined, likenesses } from './linkage.ts'
import { likeTo, type Meaning } from './meaning.ts'

/** Requests of one part are so alike on the mean, every two (cosine). */
const ALIKE = 0.57
/** Fewer ask nothing that is worth a topic of its own. */
export const FEWEST = 12
/** A request asks what a part asks when it is so like all of it on the mean, and so like its title. */
const LIKE_ALL = 0.65
const LIKE_TITLE = 0.5

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
export function asksPart(title: Meaning, mean: Meaning): (text: Meaning) => number {
  const toTitle = likeTo(title)
  const toAll = likeTo(mean)
  return (text) => {
    const all = toAll(text)
    const own = all < LIKE_ALL ? 0 : toTitle(text)
    return own < LIKE_TITLE ? 0 : all + own
  }
}
