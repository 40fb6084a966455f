import type { Border } from '../types.ts'

/** A text of more words counts no more than so many. */
const FULL = 40
/** What is believed beforehand, in words. */
const MASS = 1000
const SWEEPS = 6
const LENGTHS = 24
/** Each length is believed to have been seen so often beforehand. */
const LENGTH_BELIEF = 5
const EMPTY_SIZE = 3
/** Words of fewer texts tell what they were dealt to. */
const LEAST_TEXTS = 2

const stepOf = (length: number): number => Math.min(LENGTHS - 1, Math.round(2 * Math.log2(length + 1)))

/** Texts of which some are known to be on a side: 0, 1, or -1 for not known. */
export interface Sided {
  readonly starts: Int32Array
  readonly tokens: Int32Array
  readonly texts: readonly number[]
  readonly wordCount: number
}

/**
 * Draws the border between two sides: a mixture of two multinomials that begins with the sides given and comes to rest
 * in a few sweeps. A text's length counts beside its words: that of a channel, a form or a forum differs.
 * Returns the side of each text, and what places further ones. `isCertain`: the sides given stay, and length tells nothing.
 */
export function drawBorder(
  sided: Sided,
  given: Int8Array,
  isCertain = false,
): { readonly sides: Int8Array; readonly border: Border } {
  const { starts, tokens, texts, wordCount } = sided
  const counts = [new Float32Array(wordCount), new Float32Array(wordCount)] as const
  const frequency = new Int32Array(wordCount)
  const lengthOf = new Int32Array(texts.length)
  for (const text of texts) {
    const end = starts[text + 1] ?? 0
    for (let at = starts[text] ?? 0; at < end; at++) {
      const w = tokens[at] ?? 0
      frequency[w] = (frequency[w] ?? 0) + 1
    }
  }
  texts.forEach((text, i) => {
    const end = starts[text + 1] ?? 0
    for (let at = starts[text] ?? 0; at < end; at++) {
      if ((frequency[tokens[at] ?? 0] ?? 0) >= LEAST_TEXTS) lengthOf[i] = (lengthOf[i] ?? 0) + 1
    }
  })
  const sides = given.slice()
  const sizes = [0, 0] as [number, number]
  const masses = [0, 0] as [number, number]
  const lengths = [new Float64Array(LENGTHS), new Float64Array(LENGTHS)] as const
  const recount = (): void => {
    for (const side of [0, 1] as const) {
      counts[side].fill(0)
      lengths[side].fill(LENGTH_BELIEF)
      sizes[side] = 0
      masses[side] = 0
    }
    texts.forEach((text, i) => {
      const side = sides[i] ?? -1
      if (side !== 0 && side !== 1) return
      const length = lengthOf[i] ?? 0
      const pull = pullOf(length)
      const own = counts[side]
      const end = starts[text + 1] ?? 0
      for (let at = starts[text] ?? 0; at < end; at++) own[tokens[at] ?? 0] = (own[tokens[at] ?? 0] ?? 0) + pull
      sizes[side] += 1
      masses[side] += pull * length
      lengths[side][stepOf(length)] = (lengths[side][stepOf(length)] ?? 0) + 1
    })
  }
  const ratios = new Float32Array(wordCount)
  let border: Omit<Border, 'words' | 'ratios'> = { lengths: new Float32Array(LENGTHS), bias: 0, perWord: 0 }
  const base = (w: number): number =>
    (MASS * ((counts[0][w] ?? 0) + (counts[1][w] ?? 0))) / (masses[0] + masses[1] || 1) + 1e-9
  const learn = (): void => {
    for (let w = 0; w < wordCount; w++) {
      if ((frequency[w] ?? 0) < LEAST_TEXTS) continue
      const b = base(w)
      ratios[w] = Math.log((counts[1][w] ?? 0) + b) - Math.log((counts[0][w] ?? 0) + b)
    }
    const total = [lengths[0].reduce((s, n) => s + n, 0), lengths[1].reduce((s, n) => s + n, 0)] as const
    border = {
      lengths: Float32Array.from(lengths[1], (n, step) =>
        isCertain ? 0 : Math.log(n / total[1]) - Math.log((lengths[0][step] ?? 0) / total[0]),
      ),
      bias: Math.log(sizes[1] + EMPTY_SIZE) - Math.log(sizes[0] + EMPTY_SIZE),
      perWord: Math.log(masses[0] + MASS) - Math.log(masses[1] + MASS),
    }
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    recount()
    learn()
    let moved = 0
    texts.forEach((text, i) => {
      const side = sides[i] ?? -1
      const length = lengthOf[i] ?? 0
      if (isCertain && given[i] !== -1) return
      if (length === 0) {
        if (side === -1) sides[i] = sizes[1] > sizes[0] ? 1 : 0
        return
      }
      const pull = pullOf(length)
      let sum = border.bias + (border.lengths[stepOf(length)] ?? 0) + pull * length * border.perWord
      const end = starts[text + 1] ?? 0
      for (let at = starts[text] ?? 0; at < end; at++) {
        const w = tokens[at] ?? 0
        if ((frequency[w] ?? 0) < LEAST_TEXTS) continue
        sum += pull * (ratios[w] ?? 0)
        if (side < 0) continue
        // Without the text itself.
        const n = counts[side === 1 ? 1 : 0][w] ?? 0
        const b = base(w)
        const less = Math.log(Math.max(0, n - pull) + b) - Math.log(n + b)
        sum += side === 1 ? pull * less : -pull * less
      }
      const next = sum > 0 ? 1 : 0
      if (next !== side) moved++
      sides[i] = next
    })
    if (moved === 0) break
  }
  recount()
  learn()
  const words = Int32Array.from([...frequency.keys()].filter((w) => (frequency[w] ?? 0) >= LEAST_TEXTS))
  return { sides, border: { words, ratios: Float32Array.from(words, (w) => ratios[w] ?? 0), ...border } }
}

const pullOf = (length: number): number => Math.min(1, FULL / Math.max(1, length))

/** Tells on which side a text is, by the numbers of its words. */
export function openBorder(border: Border): (words: readonly number[]) => 0 | 1 {
  const ratios = new Map<number, number>()
  border.words.forEach((word, at) => ratios.set(word, border.ratios[at] ?? 0))
  return (words) => {
    let length = 0
    let told = 0
    for (const word of words) {
      const ratio = ratios.get(word)
      if (ratio === undefined) continue
      length++
      told += ratio
    }
    const pull = pullOf(length)
    const sum = border.bias + (border.lengths[stepOf(length)] ?? 0) + pull * (length * border.perWord + told)
    return sum > 0 ? 1 : 0
  }
}
