import { wordsOf } from './tokens.ts'
import { numbersOf, type Vocabulary } from './vocabulary.ts'

/** A word inside of a sentence: what stands before it ends none. */
const WORD = /(?<=[^\s.!?:/"“„(]\s+)\p{L}[\p{L}\p{N}'’]+/gu
/** A name is written with a capital by so many of those who write it, often enough to tell. */
const MOSTLY = 0.5
const LEAST = 5
/** Where so many words have one, capitals tell nothing: German writes every noun so. */
const USUAL = 0.2
/** Who writes so many words with one, writes headlines, or shouts. */
const SHOUTED = 0.5

/** The names of products, firms and places in these texts, by numbers of words: what is written with a capital inside of sentences. */
export function namesIn(texts: readonly string[], vocabulary: Vocabulary): ReadonlySet<number> {
  const written = new Map<string, { all: number; capital: number }>()
  let all = 0
  let capitals = 0
  for (const text of texts) {
    const words = insideSentences(text)
    const own = words.filter(isCapital).length
    if (own > SHOUTED * words.length) continue
    all += words.length
    capitals += own
    for (const word of words) {
      const key = word.toLowerCase()
      const known = written.get(key) ?? { all: 0, capital: 0 }
      written.set(key, { all: known.all + 1, capital: known.capital + (isCapital(word) ? 1 : 0) })
    }
  }
  if (capitals > USUAL * all) return new Set()
  const names = [...written].filter(([, { all: uses, capital }]) => capital >= Math.max(LEAST, MOSTLY * uses))
  return new Set(names.flatMap(([word]) => numbersOf(vocabulary, wordsOf(word))))
}

const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word)

const insideSentences = (text: string): readonly string[] =>
  (text.match(WORD) ?? []).filter((word) => !/^I['’]/.test(word))
