import { rarity } from '#app/text/bm25f.ts'
import type { Documents } from './documents.ts'

const LENGTH = 3
/** Threads whose grams are counted, spread over all: there are few different grams. */
const SAMPLE = 4000

/** The letters of a word three by three, its beginning and end marked: what related words and slips share. */
export function gramsOf(form: string): readonly string[] {
  const marked = ` ${form} `
  const grams: string[] = []
  for (let i = 0; i + LENGTH <= marked.length; i++) grams.push(marked.slice(i, i + LENGTH))
  return grams
}

/** The grams of a collection, numbered. */
export interface Grams {
  /** The number of a gram, or -1. */
  numberOf(gram: string): number
  /** The grams of a form, as numbers. */
  of(form: number): Int32Array
  rarity(gram: string): number
  readonly count: number
}

/** Numbers the grams of all forms and counts in how many threads they are. */
export function openGrams(documents: Documents): Grams {
  const { lexicon, threads } = documents
  const numbers = new Map<string, number>()
  const ofForm = lexicon.forms.map((form) =>
    Int32Array.from(gramsOf(form), (gram) => {
      const number = numbers.get(gram) ?? numbers.size
      numbers.set(gram, number)
      return number
    }),
  )
  const of = (form: number): Int32Array => ofForm[form] ?? new Int32Array()
  const having = new Uint32Array(numbers.size)
  const last = new Int32Array(numbers.size).fill(-1)
  const step = Math.max(1, Math.ceil(threads / SAMPLE))
  let sampled = 0
  for (let thread = 0; thread < threads; thread += step) {
    sampled++
    documents.eachWord(thread, (form) => {
      for (const gram of of(form)) {
        if (last[gram] !== thread) having[gram] = (having[gram] ?? 0) + 1
        last[gram] = thread
      }
    })
  }
  const numberOf = (gram: string): number => numbers.get(gram) ?? -1
  return {
    numberOf,
    of,
    rarity: (gram) => rarity(having[numberOf(gram)] ?? 0, sampled),
    count: numbers.size,
  }
}
