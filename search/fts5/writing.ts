/**
 * Letters of writings in which a word may stand anywhere in a run: those that put no spaces between words, and Korean,
 * which writes words together and endings to them.
 */
const UNSPACED_LETTER =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Hangul}ー々〆]/gu
const UNSPACED_RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Hangul}ー々〆\p{M}]+/gu
/** Vowel signs and strokes that Arabic and Hebrew are mostly written without. */
const OPTIONAL_MARKS =
  /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]+/g
/** Forms of one letter that writers use for each other. */
const ONE_LETTER: readonly (readonly [RegExp, string])[] = [
  [/ß|ẞ/g, 'ss'],
  [/œ|Œ/g, 'oe'],
  [/æ|Æ/g, 'ae'],
  [/[øØ]/g, 'o'],
  [/[łŁ]/g, 'l'],
  [/[đĐ]/g, 'd'],
  [/[ıİ]/g, 'i'],
  [/[أإآٱ]/g, 'ا'],
  [/ى/g, 'ي'],
]
const PLAIN = /^[\x00-\x7f]*$/
/** Names that are told from others by their signs alone: as one word, and the letters in them besides. */
const SIGNED = /(?<![\p{L}\p{N}.])\.net(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])(?:c\+\+|[cf]#)/giu
const MAYBE_SIGNED = /\.net|c\+\+|[cf]#/i
const SIGNED_NAMES: Readonly<Record<string, string>> = {
  '.net': 'dotnet',
  'c++': 'cplusplus',
  'c#': 'csharp',
  'f#': 'fsharp',
}

function nameOf(signed: string): string {
  return SIGNED_NAMES[signed.toLowerCase()] ?? signed
}
/** Signs inside a word that nobody sees. */
const UNSEEN = /[\u00ad\u2060\ufeff]/g
const RUN = /[\p{L}\p{M}\p{N}ー々〆]+/gu

/**
 * How letters are read, on both sides: of a text that is indexed and of a query. Full-width and half-width forms are
 * one, ligatures are their letters, and so are letters that are typed without their stroke or their dot.
 */
function readAs(text: string): string {
  if (PLAIN.test(text)) return text
  let plain = text
    .replace(UNSEEN, '')
    .replace(RUN, (run) => (PLAIN.test(run) ? run : run.normalize('NFKC')))
    .replace(OPTIONAL_MARKS, '')
  for (const [forms, letter] of ONE_LETTER) plain = plain.replace(forms, letter)
  return plain
}

/**
 * A text as the index reads it: `Straße` as `Strasse`, `ﾊﾟｽﾜｰﾄﾞ` as `パスワード`, Arabic and Hebrew without their optional marks, and each letter
 * of a writing without spaces as a word of its own, so that a phrase of letters is found wherever it stands. FTS5's
 * tokenizer takes a run of such letters for one word. Most texts come back as they are.
 */
export function searchable(text: string): string {
  const read = PLAIN.test(text) ? text : readAs(text).replace(UNSPACED_LETTER, ' $& ')
  return MAYBE_SIGNED.test(read) ? read.replace(SIGNED, (signed) => `${nameOf(signed)} ${signed}`) : read
}

/** Runs that single signs join: `SEC_ERROR_UNKNOWN_ISSUER`, `102.0.1`, `userChrome.css`, `and/or`. */
const JOINED = /[\p{L}\p{M}\p{N}ー々〆]+(?:[._:/\\@-][\p{L}\p{M}\p{N}]+)*/gu
/** An identifier is joined by underscores, holds figures, or has a dot between two words. */
const IDENTIFIER = /_|^(?=.*\p{N}).*[._:/\\@-]|\p{L}{2}\.\p{L}{2}/u

/**
 * The words of a query as the index has them: letters and digits only, lower case, no operators. A run of a writing
 * without spaces is cut into its words (`Intl.Segmenter`), each of which is a phrase of letters; an identifier is a
 * phrase of its parts.
 */
export function queryWords(text: string): readonly string[] {
  const words: string[] = []
  const read = readAs(text)
    .toLowerCase()
    .replace(SIGNED, (signed) => ` ${nameOf(signed)} `)
  for (const joined of read.match(JOINED) ?? []) {
    const runs = joined.match(RUN) ?? []
    if (runs.length > 1 && IDENTIFIER.test(joined) && !isRunTogether(joined)) words.push(runs.join(' '))
    else for (const run of runs) words.push(...(isRunTogether(run) ? cut(run) : [run]))
  }
  return words
}

/** A run may hold letters of both kinds: `Firefoxの設定`. */
function cut(run: string): readonly string[] {
  const words: string[] = []
  let done = 0
  for (const found of run.matchAll(UNSPACED_RUN)) {
    if (found.index > done) words.push(run.slice(done, found.index))
    words.push(...segments(found[0]))
    done = found.index + found[0].length
  }
  if (done < run.length) words.push(run.slice(done))
  return words
}

/** Whether words may stand anywhere in it: each is a phrase of letters. */
export function isRunTogether(run: string): boolean {
  return run.search(UNSPACED_LETTER) >= 0
}

/** What Korean writes to a word to say what it does in the sentence. */
const KOREAN_ENDING = /^(\p{Script=Hangul}{2,}?)(?:에서|으로|을|를|은|는|이|가|에|의|로|와|과|도)$/u

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** The words of a run, without single particles where longer words stand beside them; each as a phrase of letters. */
function segments(run: string): readonly string[] {
  const all = [...segmenter.segment(run)].map(({ segment }) => segment.replace(KOREAN_ENDING, '$1'))
  const telling = all.filter((word) => [...word].length > 1 || /\p{Script=Han}/u.test(word))
  return (telling.length > 0 ? telling : all).map((word) =>
    word.replace(UNSPACED_LETTER, ' $& ').trim().replace(/\s+/g, ' '),
  )
}

/** A text as it is read, and where each of its letters stands in the text as it is shown. */
export interface Reading {
  readonly text: string
  /** Null where both are the same. */
  readonly places: ArrayLike<number> | null
}

/** A letter outside ASCII, one with signs of its own, or a name with signs: what is read otherwise than it is shown. */
const OTHER_LETTER = new RegExp(`${SIGNED.source}|[^\\x00-\\x7f][\\p{M}\\uff9e\\uff9f]*|[\\x00-\\x7f]\\p{M}+`, 'giu')

const NOT_ASCII = /[^\x00-\x7f]/g
const LETTER_HERE = /[\x00-\x7f]\p{M}+|[^\x00-\x7f][\p{M}\uff9e\uff9f]*/uy

/** The letters of a text that are read otherwise. Most texts have a handful of them, which are found without looking at the others. */
function* otherLetters(text: string): Generator<{ readonly letter: string; readonly index: number }> {
  if (MAYBE_SIGNED.test(text)) {
    for (const { 0: letter, index } of text.matchAll(OTHER_LETTER)) yield { letter, index }
    return
  }
  let done = 0
  for (;;) {
    NOT_ASCII.lastIndex = done
    const found = NOT_ASCII.exec(text)
    if (!found) return
    // A mark belongs to the letter before it.
    for (const index of [Math.max(done, found.index - 1), found.index]) {
      LETTER_HERE.lastIndex = index
      const letter = LETTER_HERE.exec(text)?.[0]
      if (letter === undefined) continue
      yield { letter, index }
      done = index + letter.length
      break
    }
    if (done <= found.index) done = found.index + 1
  }
}

/** The same reading letter by letter, so that what is found in it can be marked in the text as it is shown. */
export function readingOf(text: string): Reading {
  if (PLAIN.test(text) && !MAYBE_SIGNED.test(text)) return { text, places: null }
  const pieces: (readonly [letters: string, at: number, isAsShown: boolean])[] = []
  let done = 0
  for (const { letter, index } of otherLetters(text)) {
    if (index > done) pieces.push([text.slice(done, index), done, true])
    const letters = nameOf(readAs(letter))
    pieces.push([letters, index, letters === letter])
    done = index + letter.length
  }
  pieces.push([text.slice(done), done, true])
  const read = pieces.map(([letters]) => letters).join('')
  const places = new Uint32Array(read.length)
  let next = 0
  for (const [letters, at, isAsShown] of pieces)
    for (let n = 0; n < letters.length; n += 1, next += 1) places[next] = isAsShown ? at + n : at
  return { text: read, places }
}
