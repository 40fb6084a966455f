import { sql } from 'kysely'
import { listedThreads } from '#app/access/threads.server.ts'
import { pause } from '#app/kernel/pause.ts'
import type { Executor } from '#db/transaction.server.ts'
import { phrasing } from './mining-inputs.server.ts'

/** A request that says something in the words that it would be quoted by. */
export interface Sayer {
  readonly id: number
  readonly threadId: number | null
  readonly text: string
}

export interface PhrasingsFound {
  /** Who says each of the wanted words, by the words; the most fitting request that does. */
  readonly sayers: ReadonlyMap<string, Sayer>
  /** What the most fitting request says that says anything, with that request. */
  readonly first: readonly [string, Sayer] | null
}

/** Requests that are read at once: about two milliseconds on SQLite, which stops the process while it reads. */
const PAGE = 200

/**
 * Looks for the requests of a topic that say `wanted`, the most fitting first, and stops when each was found.
 * `unreadable`: where given, requests of threads that guests may not read are left out, with these categories.
 * It pauses between pages, so it is for outside of a transaction.
 */
export async function findPhrasings(
  db: Executor,
  topicId: number,
  wanted: ReadonlySet<string>,
  unreadable?: readonly number[],
): Promise<PhrasingsFound> {
  const sayers = new Map<string, Sayer>()
  let first: PhrasingsFound['first'] = null
  let last: { readonly fit: number; readonly id: number } | null = null
  for (;;) {
    const rows = await readPage(db, topicId, last)
    const hidden = unreadable === undefined ? new Set<number>() : await hiddenAmong(db, rows, unreadable)
    for (const row of rows) {
      if (row.thread_id !== null && hidden.has(row.thread_id)) continue
      const words = phrasing(row.subject, row.text)
      if (words === '') continue
      const sayer = { id: row.id, threadId: row.thread_id, text: `${row.subject}\n${row.text}` }
      first ??= [words, sayer]
      if (wanted.has(words) && !sayers.has(words)) sayers.set(words, sayer)
    }
    const end = rows.at(-1)
    if (end === undefined || rows.length < PAGE) break
    if (first !== null && sayers.size === wanted.size) break
    last = { fit: end.topic_fit, id: end.id }
    await pause()
  }
  return { sayers, first }
}

function readPage(db: Executor, topicId: number, last: { readonly fit: number; readonly id: number } | null) {
  return db
    .selectFrom('requests')
    .select(['id', 'subject', 'thread_id', 'topic_fit'])
    .select(sql<string>`substr(text, 1, 400)`.as('text'))
    .where('topic_id', '=', topicId)
    .$if(last !== null, (query) =>
      query
        .where('topic_fit', '<=', last?.fit ?? 0)
        .where((eb) => eb.or([eb('topic_fit', '<', last?.fit ?? 0), eb('id', '>', last?.id ?? 0)])),
    )
    .orderBy('topic_fit', 'desc')
    .orderBy('id')
    .limit(PAGE)
    .execute()
}

/** The threads of requests that guests may not read. */
async function hiddenAmong(
  db: Executor,
  requests: readonly { readonly thread_id: number | null }[],
  unreadable: readonly number[],
): Promise<ReadonlySet<number>> {
  const ids = requests.flatMap(({ thread_id }) => thread_id ?? [])
  if (ids.length === 0) return new Set()
  const readable = await db
    .selectFrom('threads')
    .select('id')
    .where('id', 'in', ids)
    .where(listedThreads(unreadable))
    .execute()
  const hidden = new Set(ids)
  for (const { id } of readable) hidden.delete(id)
  return hidden
}

/** What these requests of a topic say, in the words they would be quoted by. */
export async function phrasingsOf(
  db: Executor,
  topicId: number,
  requests: readonly number[],
): Promise<ReadonlySet<string>> {
  if (requests.length === 0) return new Set()
  const rows = await db
    .selectFrom('requests')
    .select(['subject', sql<string>`substr(text, 1, 400)`.as('text')])
    .where('id', 'in', [...requests])
    .where('topic_id', '=', topicId)
    .execute()
  return new Set(rows.map((row) => phrasing(row.subject, row.text)))
}
