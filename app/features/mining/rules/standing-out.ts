import { agreementOf } from './agreement.ts'
import { wordsIn, type Corpus } from './corpus.ts'
import { hashOf } from './sample.ts'

/** Texts of a group that are looked at, and as many others; words of a text. */
const LOOKED_AT = 1200
const MOST_WORDS = 24
const HALVINGS = 6
/** What is believed beforehand: half a word, and so many words in all. */
const [HALF_A_WORD, ALL_WORDS] = [0.5, 500] as const
/** Both halves of the vocabulary tell a domain so much alike, and so many times as much as they do any other group. */
const LEAST = 0.3
const TIMES = 2.25

/**
 * The group that any half of the vocabulary tells from the rest, where it tells no other group nearly as well; -1 for none. A small
 * domain of few things that are said in the same words, in a great loose one, is found by no grouping of half of the words: but who has
 * seen what is in it knows it by either half (in the manner of co-training: A. Blum and T. Mitchell, 1998).
 */
export function groupStandingOut(
  corpus: Corpus,
  texts: readonly number[],
  assignment: Int32Array,
  candidates: readonly number[],
): number {
  const told = candidates
    .map((group) => ({ group, alike: alikeByHalves(corpus, texts, assignment, group) }))
    .sort((a, b) => b.alike - a.alike || a.group - b.group)
  const [first, second] = told
  if (!first || !second || first.alike < LEAST || first.alike < TIMES * second.alike) return -1
  return first.group
}

/** How much alike both halves of the vocabulary tell a group from as many others, in the middle of several halvings. */
function alikeByHalves(corpus: Corpus, texts: readonly number[], assignment: Int32Array, group: number): number {
  const inside = texts.filter((_, i) => assignment[i] === group)
  const outside = texts.filter((_, i) => assignment[i] !== group)
  const each = Math.min(LOOKED_AT, inside.length, outside.length)
  const looked = [...inside.slice(0, each), ...outside.slice(0, each)].map((text, i) => ({
    isIn: i < each,
    words: [...wordsIn(corpus, text)],
  }))
  const values = Array.from({ length: HALVINGS }, (_, halving) => {
    const halfOf = (word: number): number => hashOf(corpus.words[word] ?? '', 7919 + halving) % 2
    const [one = new Int32Array(), other = new Int32Array()] = [0, 1].map((half) =>
      toldBy(
        looked.map(({ isIn, words }) => ({
          isIn,
          words: words.filter((w) => halfOf(w) === half).slice(0, MOST_WORDS),
        })),
      ),
    )
    return agreementOf(one, other).adjusted()
  }).sort((a, b) => a - b)
  return ((values[HALVINGS / 2 - 1] ?? 0) + (values[HALVINGS / 2] ?? 0)) / 2
}

interface Seen {
  readonly isIn: boolean
  readonly words: readonly number[]
}

/** Which texts are thought to be in a group by who has seen the other half of them (naive Bayes). */
function toldBy(texts: readonly Seen[]): Int32Array {
  const told = new Int32Array(texts.length)
  for (const fold of [0, 1]) {
    const inside = new Map<number, number>()
    const outside = new Map<number, number>()
    let [allInside, allOutside] = [0, 0]
    texts.forEach(({ isIn, words }, i) => {
      if (i % 2 === fold) return
      const counts = isIn ? inside : outside
      for (const w of words) counts.set(w, (counts.get(w) ?? 0) + 1)
      if (isIn) allInside += words.length
      else allOutside += words.length
    })
    const usual = Math.log((allOutside + ALL_WORDS) / (allInside + ALL_WORDS))
    texts.forEach(({ words }, i) => {
      if (i % 2 !== fold) return
      const sum = words.reduce(
        (so, w) => so + usual + Math.log(((inside.get(w) ?? 0) + HALF_A_WORD) / ((outside.get(w) ?? 0) + HALF_A_WORD)),
        0,
      )
      told[i] = sum > 0 ? 1 : 0
    })
  }
  return told
}
