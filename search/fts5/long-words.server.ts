import type Database from 'better-sqlite3'
import type { SearchDocument } from '../engine.ts'
import type { Way } from './query.ts'
import { isRunTogether } from './writing.ts'

/** Languages that write several words as one. */
const COMPOUNDING = new Set(['de', 'nl', 'sv', 'da', 'nb', 'no', 'fi', 'hu'])
/** Letters of a word that may be made of two. */
const LONG = 8
const LONGEST = 60
/** Letters of a part. */
const PART = 4
/** Long words that begin or end with a word: so many are looked at, and so many searched for. */
const LOOKED_AT = 60
const MOST = 8
/** What joins the parts. */
const JOINTS = ['', 's', 'n', 'en', 'es', 'er', 'e']
const WITHIN = 0.6
const APART = 0.7

/** Long words of documents in languages that write several words as one. */
export interface LongWords {
  /** Notes the long words of what is indexed. */
  note(documents: readonly SearchDocument[]): void
  /** Longer words that a word is a part of, and the parts of a long one, as far as the reader can find them. */
  alike(
    word: string,
    languages: readonly string[] | undefined,
    count: (word: string, most: number) => number,
  ): readonly Way[]
}

/**
 * Compounds by what the index itself holds: of `Lesezeichensymbolleiste` both parts are words that stand alone
 * elsewhere (after P. Koehn and K. Knight, "Empirical methods for compound splitting", 2003). `t`: the prefix of the
 * collection's tables.
 */
export function openLongWords(db: Database.Database, t: string): LongWords {
  const insert = db.prepare(`insert or ignore into ${t}long_words (word, turned) values (?, ?)`)
  const any = db.prepare(`select 1 from ${t}long_words limit 1`).pluck()
  const beginning = db.prepare(`select word from ${t}long_words where word > ? and word < ? limit ${LOOKED_AT}`).pluck()
  const ending = db
    .prepare(`select word from ${t}long_words where turned > ? and turned < ? limit ${LOOKED_AT}`)
    .pluck()
  const isRead = (languages: readonly string[] | undefined): boolean =>
    languages === undefined || languages.some((language) => COMPOUNDING.has(language))
  const starting = (statement: Database.Statement, text: string): readonly string[] =>
    statement.all(text, `${text}\u{10ffff}`) as string[]
  return {
    note(documents) {
      for (const { language, title, aliases, text } of documents) {
        if (language === null || !COMPOUNDING.has(language)) continue
        const words = new Set(plain([title, ...aliases, text].join('\n')).match(/\p{L}+/gu))
        for (const word of words)
          if (word.length >= LONG && word.length <= LONGEST && !isRunTogether(word)) insert.run(word, turned(word))
      }
    },
    alike(typed, languages, count) {
      if (!isRead(languages) || !/^\p{L}{4,60}$/u.test(typed) || any.get() === undefined) return []
      const word = plain(typed)
      const isKnown = (part: string): boolean => part.length >= PART && count(part, 1) > 0
      const rest = (long: string, part: string): boolean => isKnown(part) && count(long, 1) > 0
      const within = [
        ...starting(beginning, word).filter((long) =>
          JOINTS.some((joint) => long.startsWith(word + joint) && rest(long, long.slice(word.length + joint.length))),
        ),
        ...starting(ending, turned(word)).filter((long) => {
          const head = long.slice(0, -word.length)
          return JOINTS.some((joint) => head.endsWith(joint) && rest(long, head.slice(0, head.length - joint.length)))
        }),
      ]
      const parts = partsOf(word, isKnown)
      return [
        ...[...new Set(within)].slice(0, MOST).map((long) => ({ word: long, weight: WITHIN })),
        ...(parts === null ? [] : [{ word: parts.join(' '), weight: APART, apart: true }]),
      ]
    },
  }
}

/** A long word as two that stand alone too, the halves as alike in length as can be; null where there are none. */
function partsOf(word: string, isKnown: (part: string) => boolean): readonly [string, string] | null {
  if (word.length < LONG) return null
  const places = Array.from({ length: word.length - 2 * PART + 1 }, (_, n) => n + PART)
  const middle = word.length / 2
  for (const at of places.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))) {
    const tail = word.slice(at)
    if (!isKnown(tail)) continue
    const head = word.slice(0, at)
    const joint = JOINTS.find((one) => head.endsWith(one) && isKnown(head.slice(0, head.length - one.length)))
    if (joint !== undefined) return [head.slice(0, head.length - joint.length), tail]
  }
  return null
}

const turned = (word: string): string => [...word].reverse().join('')

/** Letters without accents, as the index reads them. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]+/g, '')
    .replaceAll('ß', 'ss')
