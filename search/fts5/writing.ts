import { isUnspaced } from '#app/text/words.ts'

/** Letters of writings that put no spaces between words. */
const UNSPACED_LETTER =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々〆]/gu
const UNSPACED_RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々〆\p{M}]+/gu
/** Vowel signs and strokes that Arabic and Hebrew are mostly written without. */
const OPTIONAL_MARKS =
  /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]+/g
const OPTIONAL_MARKS_CLASS = '[\\u0591-\\u05c7\\u0640\\u064b-\\u065f\\u0670]*'
/** Forms of one letter that writers use for each other. */
const ONE_LETTER: readonly (readonly [RegExp, string, string])[] = [
  [/ß|ẞ/g, 'ss', '(?:ss|ß|ẞ)'],
  [/[أإآٱ]/g, 'ا', '[اأإآٱ]'],
  [/ى/g, 'ي', '[يى]'],
]
const PLAIN = /^[\x00-\x7f]*$/

/**
 * A text as the index reads it: `Straße` as `Strasse`, Arabic and Hebrew without their optional marks, and each letter
 * of a writing without spaces as a word of its own, so that a phrase of letters is found wherever it stands. FTS5's
 * tokenizer takes a run of such letters for one word. Most texts come back as they are.
 */
export function searchable(text: string): string {
  if (PLAIN.test(text)) return text
  let plain = text.replace(OPTIONAL_MARKS, '')
  for (const [forms, letter] of ONE_LETTER) plain = plain.replace(forms, letter)
  return plain.replace(UNSPACED_LETTER, ' $& ')
}

/**
 * The words of a query as the index has them: letters and digits only, lower case, no operators. A run of a writing
 * without spaces is cut into its words (`Intl.Segmenter`), each of which is a phrase of letters.
 */
export function queryWords(text: string): readonly string[] {
  const words: string[] = []
  const plain = text.normalize('NFKC').toLowerCase()
  for (const run of plain.match(/[\p{L}\p{M}\p{N}ー々〆]+/gu) ?? []) {
    if (!isUnspaced(run)) words.push(searchable(run))
    else words.push(...cut(run))
  }
  return words
}

/** A run may hold letters of both kinds: `Firefoxの設定`. */
function cut(run: string): readonly string[] {
  const words: string[] = []
  let done = 0
  for (const found of run.matchAll(UNSPACED_RUN)) {
    if (found.index > done) words.push(searchable(run.slice(done, found.index)))
    words.push(...segments(found[0]))
    done = found.index + found[0].length
  }
  if (done < run.length) words.push(searchable(run.slice(done)))
  return words
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** The words of a run, without single particles where longer words stand beside them; each as a phrase of letters. */
function segments(run: string): readonly string[] {
  const all = [...segmenter.segment(run)].map(({ segment }) => segment)
  const telling = all.filter((word) => [...word].length > 1 || /\p{Script=Han}/u.test(word))
  return (telling.length > 0 ? telling : all).map((word) => searchable(word).trim().replace(/\s+/g, ' '))
}

/** A pattern's source that finds a word of a query, or the stem of one, in a text as it is shown. */
export function shownPattern(word: string): string {
  let source = ''
  for (const letter of word.replaceAll(' ', '')) source += letter + (isMarked(letter) ? OPTIONAL_MARKS_CLASS : '')
  for (const [, letter, shown] of ONE_LETTER) source = source.replaceAll(letter, shown)
  return source
}

const isMarked = (letter: string): boolean => /[\u0590-\u06ff]/.test(letter)
