/** Title and text count each for itself, so that a word in both is worth more than the same word twice in one. */
const TITLE = { k1: 1.2, b: 0.3 } as const
const TEXT = { k1: 3, b: 1 } as const
/** How many units each field has, and how many it has on average. */
export interface FieldLengths {
  readonly title: number
  readonly text: number
  readonly meanTitle: number
  readonly meanText: number
}

/**
 * The worth of one word by how often title and text have it, before its rarity: BM25 with fields (S. Robertson
 * and H. Zaragoza, 2009), saturated field by field. Titles are short whatever they say, so their length hardly
 * counts; answers ramble, so theirs counts in full. `textWeight`: what the text counts beside the title.
 */
export function fieldWorth(inTitle: number, inText: number, lengths: FieldLengths, textWeight: number): number {
  const title = saturated(inTitle, lengths.title / lengths.meanTitle, TITLE)
  const text = saturated(inText, lengths.text / lengths.meanText, TEXT)
  return title + textWeight * text
}

/** The rarity of what stands in `having` of `all` documents (inverse document frequency), never below 0. */
export function rarity(having: number, all: number): number {
  return Math.log(1 + (all - having + 0.5) / (having + 0.5))
}

function saturated(count: number, length: number, { k1, b }: { readonly k1: number; readonly b: number }): number {
  if (count === 0) return 0
  const often = count / (1 - b + b * length)
  return (often * (k1 + 1)) / (often + k1)
}
