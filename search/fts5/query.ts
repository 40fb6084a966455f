import { stemOf } from './excerpt.ts'

/** At most so many words of a query are looked for: a pasted page must not become a query of a page. */
const MAX_WORDS = 12
const MAX_WORD = 40

/** Words too common to tell one question from another. */
const STOP = new Set(
  (
    'a about after all also am an and any are as at be been but by can cannot could did do does doesn don down for from get ' +
    'had has have how i if in into is isn it its just me my no not now of off on only or our out over so some than that the ' +
    'their them then there these they this to too up us use was we were what when where which while who why will with would ' +
    'you your hi hello help please thanks thank problem issue question'
  ).split(' '),
)

/** The words of a text as the index sees them: letters and digits only, lower case, no operators. */
export function wordsOf(text: string): readonly string[] {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return words.slice(0, MAX_WORDS).map((word) => word.slice(0, MAX_WORD))
}

/** The words that carry meaning, each once, the first `most` of them; all words when none is left. */
export function tellingWords(text: string, most: number): readonly string[] {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  const unique = [...new Set(words.map((word) => word.slice(0, MAX_WORD)))]
  const telling = unique.filter((word) => word.length > 1 && !STOP.has(word))
  return (telling.length > 0 ? telling : unique).slice(0, most)
}

const quote = (word: string): string => `"${word}"`

/**
 * The FTS5 expressions to try in turn for a plain query: all words; all, the last one unfinished; any
 * of the telling ones. Words are quoted, so that nothing typed is an operator.
 */
export function expressionsFor(
  text: string,
): readonly { readonly match: string; readonly matched: 'all' | 'any' }[] {
  const words = wordsOf(text)
  const last = words.at(-1)
  if (last === undefined) return []
  const all = words.map(quote).join(' AND ')
  const unfinished = [...words.slice(0, -1).map(quote), `${quote(last)}*`].join(' AND ')
  const some = tellingWords(text, MAX_WORDS)
  const any = [...some.map(quote), ...(last.length > 2 ? [`${quote(last)}*`] : [])].join(' OR ')
  return [
    { match: all, matched: 'all' },
    ...(last.length > 1 ? [{ match: unfinished, matched: 'all' as const }] : []),
    ...(words.length > 1 ? [{ match: any, matched: 'any' as const }] : []),
  ]
}

/** For titles that hold every word of a query in some form. Titles are not stemmed. */
export function titledExpression(words: readonly string[]): string {
  return words.map((word) => `${quote(stemOf(word))}*`).join(' AND ')
}

/** For titles while they are typed: every word, the last one unfinished. */
export function titleExpression(text: string): string | null {
  const words = wordsOf(text)
  const last = words.at(-1)
  if (last === undefined || (words.length === 1 && last.length < 2)) return null
  return [...words.slice(0, -1).map(quote), `${quote(last)}*`].join(' AND ')
}
