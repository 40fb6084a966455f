import { stem } from '#app/text/stem.ts'
import { isUnspaced, letterPairs, writtenWords } from '#app/text/words.ts'

/** Numbers for words: each form has one, and so has the stem it belongs to. */
export interface Lexicon {
  /** The forms of a text, in order; unknown ones are added. */
  add(text: string): readonly number[]
  /** The number of a form, or -1. */
  formOf(form: string): number
  /** The number of a stem, or -1. */
  stemNamed(stemmed: string): number
  stemOf(form: number): number
  form(form: number): string
  readonly forms: readonly string[]
  readonly stems: number
}

/** Opens an empty lexicon. */
export function openLexicon(): Lexicon {
  const numbers = new Map<string, number>()
  const forms: string[] = []
  const stemOf: number[] = []
  const stems = new Map<string, number>()
  const numberOf = (form: string): number => {
    const known = numbers.get(form)
    if (known !== undefined) return known
    const stemmed = stemmedForm(form)
    const number = stems.get(stemmed) ?? stems.size
    stems.set(stemmed, number)
    numbers.set(form, forms.length)
    stemOf.push(number)
    return forms.push(form) - 1
  }
  return {
    add: (text) => formsIn(text).map(numberOf),
    formOf: (form) => numbers.get(form) ?? -1,
    stemNamed: (stemmed) => stems.get(stemmed) ?? -1,
    stemOf: (form) => stemOf[form] ?? -1,
    form: (form) => forms[form] ?? '',
    forms,
    get stems() {
      return stems.size
    },
  }
}

/** The forms of a text as matching takes them: without apostrophes and accents; unspaced writing in pairs. */
export function formsIn(text: string): readonly string[] {
  return writtenWords(text).flatMap((written) => {
    if (isUnspaced(written)) return letterPairs(written)
    const plain = /^[\x00-\x7f]*$/.test(written)
      ? written.replaceAll("'", '')
      : written
          .replace(/[’']/g, '')
          .normalize('NFD')
          .replace(/[\u0300-\u036f]+/g, '')
          .normalize('NFC')
    return plain === '' ? [] : [plain]
  })
}

/** The stem that a form is matched by. */
export function stemmedForm(form: string): string {
  return stem(form)
}
