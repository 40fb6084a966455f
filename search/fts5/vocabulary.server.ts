import type Database from 'better-sqlite3'
import { openSpelling, type Spelling } from '#app/kernel/spelling.ts'
import { isUnspaced } from '#app/kernel/words.ts'

/** Of very many words those of one title only are mostly slips themselves, and nobody means them. */
const MANY_WORDS = 50_000
/** Reading the vocabulary again takes at most this share of the time. */
const PATIENCE = 200
/** A word that so few documents have may be a slip, if one this many times as frequent is one slip away. */
const RARE = 10
const MUCH_MORE = 20

/** Ways to read a query that are tried. */
const MOST_READINGS = 8

/** What is asked of the index about a word. */
export interface WordCounts {
  /** In how many documents the reader may find a word, counted up to two hundred. */
  count(word: string): number
}

/** The words of one collection's titles, and what may have been meant by others. */
export interface Vocabulary {
  /** The words with those that the reader can't find replaced by what may be meant, likeliest first; none = all stay. */
  readings(words: readonly string[], counts: WordCounts): readonly (readonly string[])[]
}

/**
 * Reads the words of `titles`, an FTS5 table that does not stem, when first needed, and again when documents have
 * changed and some time has passed. What a reader may not find is never offered to them.
 */
export function openVocabulary(db: Database.Database, titles: string): Vocabulary {
  let known: { readonly spelling: Spelling; readonly state: string; readonly until: number } | null = null // prettier-ignore
  const spelling = (): Spelling => {
    const since = performance.now()
    if (known && since < known.until) return known.spelling
    const state = stateOf(db)
    if (known?.state === state) return known.spelling
    const read = readSpelling(db, titles)
    known = { spelling: read, state, until: since + PATIENCE * (performance.now() - since) }
    return read
  }
  return {
    readings(words, counts) {
      const meant = words.map((word) => meantBy(word, counts, spelling))
      if (meant.every((found) => found.length === 0)) return []
      let all: readonly Reading[] = [{ words: [], weight: 1 }]
      words.forEach((word, i) => {
        const ways = meant[i]?.length ? meant[i] : [{ word, weight: 1 }]
        all = all
          .flatMap((one) =>
            ways.map((way) => ({
              words: [...one.words, way.word],
              weight: one.weight * way.weight,
            })),
          ) // prettier-ignore
          .sort((a, b) => b.weight - a.weight)
          .slice(0, MOST_READINGS)
      })
      return all.map((one) => one.words)
    },
  }
}

interface Reading {
  readonly words: readonly string[]
  readonly weight: number
}

function meantBy(
  word: string,
  counts: WordCounts,
  spelling: () => Spelling,
): readonly { readonly word: string; readonly weight: number }[] {
  if (word.length < 3 || /\p{N}/u.test(word) || isUnspaced(word)) return []
  const found = counts.count(word)
  if (found > RARE) return []
  const plain = word.normalize('NFD').replace(/[\u0300-\u036f]+/g, '').normalize('NFC') // prettier-ignore
  return spelling()
    .correct(plain)
    .filter((one) => found === 0 || one.distance === 1)
    .filter((one) => counts.count(one.word) >= Math.max(1, MUCH_MORE * found))
}

/** Changes whenever anything in the file does, by this connection or another. */
function stateOf(db: Database.Database): string {
  const own = db.prepare('select total_changes()').pluck().get() as number
  return `${own} ${String(db.pragma('data_version', { simple: true }))}`
}

function readSpelling(db: Database.Database, titles: string): Spelling {
  db.exec(`create virtual table if not exists temp.${titles}_words using fts5vocab('main', '${titles}', 'row')`) // prettier-ignore
  const rows = db.prepare(`select term, doc from temp.${titles}_words`).all() as { term: string; doc: number }[] // prettier-ignore
  const least = rows.length > MANY_WORDS ? 2 : 1
  const meant = rows.filter(({ term, doc }) => doc >= least && !/\p{N}/u.test(term))
  return openSpelling(
    meant.map(({ term }) => term),
    meant.map(({ doc }) => doc),
  )
}
