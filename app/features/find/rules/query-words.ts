import type { Correction, Spelling } from '#app/text/spelling.ts'
import { formsIn, stemmedForm, type Lexicon } from './lexicon.ts'

/** One way to read a word of the query. */
export interface Reading {
  readonly form: string
  /** Belief in this reading, at most 1. */
  readonly weight: number
}

/** One word of the query, with the ways to read it, likeliest first: itself when it is known. */
export interface QueryWord {
  readonly readings: readonly Reading[]
}

/** Words of a query beyond this are not looked at. */
const MOST_WORDS = 300
/** A known word is thought a slip only beside one this many times as frequent, one slip away. */
const MUCH_MORE = 20
const RARE = 5
/** A rare word that may be a slip keeps its own weight; what may be meant gets this share. */
const MAYBE = 0.5

/**
 * Reads the words of a query: unknown ones as what may be meant, known ones as themselves. A known word that
 * is rare beside a near and frequent one is read both ways, so that what is spelt right is never lost.
 */
export function readWords(
  text: string,
  lexicon: Lexicon,
  spelling: Spelling,
  countOf: (form: string) => number,
): readonly QueryWord[] {
  const forms = formsIn(text).slice(0, MOST_WORDS)
  return forms.map((form) => {
    const count = countOf(form)
    if (count > RARE) return { readings: [{ form, weight: 1 }] }
    const isKnown = count > 0 || lexicon.stemNamed(stemmedForm(form)) >= 0
    if (/\p{N}/u.test(form)) return { readings: [{ form, weight: 1 }] }
    const near = spelling.correct(form)
    if (!isKnown) return { readings: near.length > 0 ? near.map(readingOf) : [{ form, weight: 1 }] }
    const meant = near.filter((one) => one.distance === 1 && one.count >= MUCH_MORE * Math.max(1, count))
    const sum = meant.reduce((all, { weight }) => all + weight, 0)
    return {
      readings: [{ form, weight: 1 }, ...meant.map((one) => ({ form: one.word, weight: (MAYBE * one.weight) / sum }))],
    }
  })
}

const readingOf = ({ word, weight }: Correction): Reading => ({ form: word, weight })
