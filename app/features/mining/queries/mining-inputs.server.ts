import { openBrands } from '#app/features/requests/queries/source-brands.server.ts'
import { listPatterns } from '#app/features/requests/queries/patterns.server.ts'
import { LABELS } from '#app/platform/personal-data/types.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { MiningInput } from '../types.ts'
import { linksOf } from './answer-links.server.ts'
import { headline } from '../rules/headline.ts'

/** Requests as the miner takes them, with where they are now; the same order in every list. */
export interface RequestsRead {
  readonly ids: readonly number[]
  readonly inputs: readonly MiningInput[]
  /** Topic now, or -1. */
  readonly topics: Int32Array
  /** 1 where an editor put it there. */
  readonly pinned: Uint8Array
  /** Its language, '' where that is not known, and the addresses that answered it. */
  readonly languageOf: (id: string) => string
  readonly answersOf: (id: string) => readonly string[]
  /** How the request would be quoted: its subject, or its first sentence. */
  phrasingOf(id: string): string
}

/** Read at once: SQLite stops the process while it reads. */
const PAGE = 500
/** Beyond this the newest are mined; the rest keep their place. */
const MOST = 200_000
/** Letters of a request that are read. */
const MOST_LETTERS = 240
/** A subject of so many words says what is asked. */
const TELLING_SUBJECT = 4

/** Reads what is to be mined, in pages. */
export async function readRequests(db: Executor, only: 'all' | 'unplaced' = 'all'): Promise<RequestsRead> {
  const ids: number[] = []
  const inputs: MiningInput[] = []
  const topics: number[] = []
  const pinned: number[] = []
  const subjects = new Map<string, string>()
  const languages = new Map<string, string>()
  const answers = new Map<string, readonly string[]>()
  const miningText = await openMiningText(db)
  const brandOf = await openBrands(db)
  let last = Number.MAX_SAFE_INTEGER
  while (ids.length < MOST) {
    const rows = await db
      .selectFrom('requests')
      .leftJoin('threads', 'threads.id', 'requests.thread_id')
      .leftJoin('topics', 'topics.id', 'requests.topic_id')
      .select([
        'requests.id',
        'requests.subject',
        'requests.text',
        'requests.source',
        'requests.thread_id',
        'requests.language',
        'requests.topic_id',
        'requests.pinned_at',
        'threads.category_id',
        'topics.is_rest',
      ])
      .where('requests.id', '<', last)
      .$if(only === 'unplaced', (q) =>
        q.where('requests.topic_id', 'is', null).where('requests.topic_at', 'is not', null),
      )
      .orderBy('requests.id', 'desc')
      .limit(PAGE)
      .execute()
    if (rows.length === 0) break
    const links = await linksOf(db, rows)
    for (const row of rows) {
      const id = String(row.id)
      ids.push(row.id)
      const text = miningText(row.subject, row.text)
      const wasBesides = row.is_rest === null ? undefined : row.is_rest === 1
      inputs.push({ id, text, brand: brandKey(brandOf(row)), source: row.source, wasBesides })
      const given = links.get(row.id)
      if (given) {
        answers.set(
          id,
          given.map(({ address }) => address),
        )
      }
      topics.push(row.topic_id ?? -1)
      pinned.push(row.pinned_at === null ? 0 : 1)
      if (row.language !== null) languages.set(id, row.language)
      subjects.set(id, phrasing(row.subject, row.text))
    }
    last = rows.at(-1)?.id ?? 0
  }
  return {
    ids,
    inputs,
    topics: Int32Array.from(topics),
    pinned: Uint8Array.from(pinned),
    answersOf: (id) => answers.get(id) ?? [],
    languageOf: (id) => languages.get(id) ?? '',
    phrasingOf: (id) => subjects.get(id) ?? '',
  }
}

/** A brand as the miner takes it. */
export const brandKey = (id: number | null): string | undefined => (id === null ? undefined : String(id))

/** A request's words as the miner reads them. */
export type MiningText = (subject: string, text: string) => string

/**
 * How the miner reads requests: the subject where that says what is asked, else how the text begins. What follows is
 * history and courtesy: with 600 letters each, 38,728 requests of the demonstration fall into 13 topics, with subjects
 * into about a hundred (docs/mining.md). What stands in the place of something personal is not what the asker said,
 * whether the product found it or a pattern of the shop's own numbers.
 */
export async function openMiningText(db: Executor): Promise<MiningText> {
  const names = (await listPatterns(db)).map(({ name }) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  const redacted = new RegExp(`\\[(?:${[...Object.values(LABELS), ...names].join('|')})\\]`, 'g')
  return (subject, text) => {
    const asked = subject.replace(redacted, ' ').trim()
    const words = asked.split(/\s+/).length
    return (words >= TELLING_SUBJECT ? asked : `${asked}\n${text.replace(redacted, ' ')}`).trim().slice(0, MOST_LETTERS)
  }
}

/** A request as it would be quoted in a title: at most 150 letters, in one line; its text where the subject is but an address. */
export const phrasing = headline
