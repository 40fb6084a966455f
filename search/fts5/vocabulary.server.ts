import type Database from 'better-sqlite3'
import { openBeginnings, type Beginnings } from '#app/text/beginnings.ts'
import { openSpelling, type Correction, type Spelling } from '#app/text/spelling.ts'
import { stem } from '#app/text/stem.ts'
import { isSmall, type ReadWord, type Way } from './query.ts'
import { isRunTogether } from './writing.ts'

/** Of very many words those of one title only are mostly slips themselves, and nobody means them. */
const MANY_WORDS = 50_000
/** Reading many words again takes at most one part in so many of the time; few are read at once. */
const PATIENCE = 200
const FEW_WORDS = 5000
/** A word that so few documents have may be a slip, if one this many times as frequent is one slip away. */
const RARE = 50
const MUCH_MORE = 20
/** A rare word that may be a slip keeps its own weight; what may be meant gets this share. */
const MAYBE = 0.5
/** Shorter known words are not taken for others. */
const SHORTEST = 4
const LONG = 8
/** What a known word is taken for stands in so many titles in this very form. */
const OFTEN = 5
/** Words that go on from a beginning, looked for among what the reader may find. */
const COMPLETIONS = 3
/** Beginnings that may be meant by another. */
const BEGINNINGS = 3

/** What is asked of the index about words. */
export interface Findable {
  /** In how many documents the reader may find a word, counted up to a limit. */
  count(word: string, most: number): number
  /** Whether the last word may be unfinished. */
  readonly isBegun: boolean
}

/** The words of one collection's titles, and what may have been meant by others. */
export interface Vocabulary {
  /** The words, each with the ways to read it; all of them ways that the reader can find, but for what is typed. */
  read(words: readonly string[], findable: Findable): readonly ReadWord[]
  /** What an unfinished word may be the beginning of, when it is not typed right; the reader can find words that begin so. */
  begin(word: string, findable: Findable): readonly string[]
}

interface Known {
  readonly size: number
  readonly spelling: Spelling
  readonly beginnings: Beginnings
}

/**
 * Reads the words of `titles`, an FTS5 table that does not stem, when first needed, and again when documents have
 * changed (which `changes` tells) and some time has passed. What a reader may not find is never offered to them.
 */
export function openVocabulary(db: Database.Database, titles: string, changes: () => string): Vocabulary {
  let last: (Known & { readonly state: string; readonly until: number }) | null = null
  const known = (): Known => {
    const since = performance.now()
    if (last && since < last.until) return last
    const state = changes()
    if (last?.state === state) return last
    const read = readTitles(db, titles)
    const pause = read.size > FEW_WORDS ? PATIENCE * (performance.now() - since) : 0
    last = { ...read, state, until: since + pause }
    return last
  }
  return {
    read: (words, findable) =>
      words.map((typed, at) => ({
        typed,
        ways: waysOf(typed, { ...findable, isBegun: findable.isBegun && at === words.length - 1 }, known),
      })),
    begin(word, findable) {
      if (!isSpelt(word)) return []
      const { beginnings } = known()
      return beginnings
        .correct(plainOf(word), BEGINNINGS)
        .filter((begun) => commonest(begun, findable, 1, beginnings) > 0)
    },
  }
}

/** Names, numbers, identifiers and writing without spaces are not spelt. */
const isSpelt = (word: string): boolean => word.length >= 3 && !/[\p{N} ]/u.test(word) && !isRunTogether(word)

const plainOf = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/[\u0300-\u036f]+/g, '')
    .normalize('NFC')

function waysOf(word: string, findable: Findable, known: () => Known): readonly Way[] {
  const itself = { word, weight: 1 }
  if (!isSpelt(word)) return [itself]
  const asTyped = findable.count(word, RARE + 1)
  if (asTyped > RARE) return [itself]
  const plain = plainOf(word)
  const { spelling, beginnings } = known()
  const found = Math.max(asTyped, findable.isBegun ? commonest(plain, findable, RARE + 1, beginnings) : 0)
  if (found > RARE) return [itself]
  const near = spelling
    .correct(plain)
    .filter((one) => found === 0 || isSlipOf(one, plain))
    .filter((one) => {
      const least = Math.max(1, MUCH_MORE * found)
      return findable.count(one.word, least) >= least
    })
  if (near.length === 0) return [itself]
  const sum = near.reduce((all, { weight }) => all + weight, 0)
  if (found === 0) return near.map((one) => ({ word: one.word, weight: one.weight / sum }))
  return [itself, ...near.map((one) => ({ word: one.word, weight: (MAYBE * one.weight) / sum }))]
}

/** Whether a known word may be a slip for another: short words have many neighbours, and small words are everybody's. */
function isSlipOf({ word, distance, count }: Correction, typed: string): boolean {
  const isNear = distance <= (typed.length >= LONG ? 2 : 1) && word[0] === typed[0]
  const isTelling = count >= OFTEN && !(isSmall(word) && word.length <= SHORTEST)
  return typed.length >= SHORTEST && isNear && isTelling && stem(word) !== stem(typed)
}

/** How often the reader can find the commonest word that goes on from a beginning, counted up to a limit. */
function commonest(begun: string, findable: Findable, most: number, beginnings: Beginnings): number {
  return Math.max(0, ...beginnings.completions(begun, COMPLETIONS).map((word) => findable.count(word, most)))
}

function readTitles(db: Database.Database, titles: string): Known {
  db.exec(`create virtual table if not exists temp.${titles}_words using fts5vocab('main', '${titles}', 'row')`)
  const rows = db.prepare(`select term, doc from temp.${titles}_words`).all() as { term: string; doc: number }[]
  const least = rows.length > MANY_WORDS ? 2 : 1
  const frequent = rows.filter(({ doc }) => doc >= least)
  const spelt = frequent.filter(({ term }) => !/\p{N}/u.test(term))
  const termsOf = (all: typeof rows): string[] => all.map(({ term }) => term)
  const countsOf = (all: typeof rows): number[] => all.map(({ doc }) => doc)
  return {
    size: rows.length,
    spelling: openSpelling(termsOf(spelt), countsOf(spelt)),
    beginnings: openBeginnings(termsOf(frequent), countsOf(frequent)),
  }
}
