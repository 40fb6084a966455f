import { rarity } from './bm25f.ts'
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

/** How rare grams are in a collection. */
export function countGrams(documents: Documents): { rarity(gram: string): number } {
  const counts = new Map<string, number>()
  const step = Math.max(1, Math.ceil(documents.threads / SAMPLE))
  let sampled = 0
  for (let thread = 0; thread < documents.threads; thread += step) {
    sampled++
    const forms = new Set<number>()
    documents.eachWord(thread, (form) => forms.add(form))
    const grams = new Set([...forms].flatMap((form) => gramsOf(documents.lexicon.form(form))))
    for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1)
  }
  return { rarity: (gram) => rarity(counts.get(gram) ?? 0, sampled) }
}
