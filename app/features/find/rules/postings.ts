import type { Documents } from './documents.ts'

/** For each stem the threads that have it, in order, and how often in title and text (up to 255). */
export interface Postings {
  /** How many threads have the stem. */
  count(stem: number): number
  each(stem: number, visit: (thread: number, inTitle: number, inText: number) => void): void
}

/** Inverts documents into flat arrays: two passes, one to count and one to fill. */
export function invert(documents: Documents): Postings {
  const starts = new Uint32Array(documents.lexicon.stems + 2)
  const inTitle = new Uint8Array(documents.lexicon.stems)
  const inText = new Uint8Array(documents.lexicon.stems)
  const eachThread = (visit: (thread: number, stems: readonly number[]) => void): void => {
    for (let thread = 0; thread < documents.threads; thread++) {
      const met: number[] = []
      documents.eachWord(thread, (form, isTitle) => {
        const stem = documents.lexicon.stemOf(form)
        if (inTitle[stem] === 0 && inText[stem] === 0) met.push(stem)
        const counts = isTitle ? inTitle : inText
        counts[stem] = Math.min(255, (counts[stem] ?? 0) + 1)
      })
      visit(thread, met)
      for (const stem of met) inTitle[stem] = inText[stem] = 0
    }
  }
  eachThread((_, stems) => {
    for (const stem of stems) starts[stem + 2] = (starts[stem + 2] ?? 0) + 1
  })
  for (let i = 2; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0)
  const size = starts.at(-1) ?? 0
  const threads = new Uint32Array(size)
  const titles = new Uint8Array(size)
  const texts = new Uint8Array(size)
  eachThread((thread, stems) => {
    for (const stem of stems) {
      const at = starts[stem + 1] ?? 0
      starts[stem + 1] = at + 1
      threads[at] = thread
      titles[at] = inTitle[stem] ?? 0
      texts[at] = inText[stem] ?? 0
    }
  })
  return {
    count: (stem) => (starts[stem + 1] ?? 0) - (starts[stem] ?? 0),
    each(stem, visit) {
      const end = starts[stem + 1] ?? 0
      for (let at = starts[stem] ?? 0; at < end; at++) visit(threads[at] ?? 0, titles[at] ?? 0, texts[at] ?? 0)
    },
  }
}
