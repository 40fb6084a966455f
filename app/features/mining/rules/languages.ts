import { writtenIn } from '#app/text/language.ts'
import { wordsIn, type Corpus } from './corpus.ts'

/** So many texts that are seen to be in a language make it one of the corpus. */
const LEAST = 20
/** Small words that speak for a language. */
const SMALL_WORDS = 2
/** A word is a language's own where so much of its use is, and a language is one whose texts are made of such words so far. */
const OWN_WORD = 0.8
const OWN_TEXTS = 0.5

/**
 * Two sides of texts by the rarest language among them that is one: 1 for that, 0 for texts in another, -1 where
 * it can't be told. A few English words look Dutch; but then the texts' other words are those of everybody else.
 */
export function languageSides(
  corpus: Corpus,
  texts: readonly number[],
  textOf: (text: number) => string,
): Int8Array | undefined {
  const languages = texts.map((text) => writtenIn(textOf(text), SMALL_WORDS))
  const counts = new Map<string, number>()
  for (const language of languages) if (language) counts.set(language, (counts.get(language) ?? 0) + 1)
  const byCount = [...counts].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
  for (const [language, count] of byCount.slice(0, -1)) {
    if (count < LEAST || !isOne(corpus, texts, languages, language)) continue
    return Int8Array.from(languages, (own) => (own === null ? -1 : own === language ? 1 : 0))
  }
  return undefined
}

/** Whether the texts taken for this language are made of words that the others hardly use. */
function isOne(
  corpus: Corpus,
  texts: readonly number[],
  languages: readonly (string | null)[],
  language: string,
): boolean {
  const inside = new Int32Array(corpus.words.length)
  const outside = new Int32Array(corpus.words.length)
  texts.forEach((text, i) => {
    const own = languages[i] ?? null
    if (own === null) return
    const counts = own === language ? inside : outside
    for (const w of wordsIn(corpus, text)) counts[w] = (counts[w] ?? 0) + 1
  })
  let all = 0
  let own = 0
  inside.forEach((n, w) => {
    const elsewhere = outside[w] ?? 0
    if (n + elsewhere < 2) return
    all += n
    if (n >= OWN_WORD * (n + elsewhere)) own += n
  })
  return own > OWN_TEXTS * all
}
