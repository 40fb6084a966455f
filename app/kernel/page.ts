import { saying } from '#app/locale/saying.ts'
import { kernelRefusals } from '#app/kernel/words/refusals.ts'
import { AppError } from './errors.ts'

/** One page of a list that is paged by key. Cursors are opaque; `null` = nothing further that way. */
export interface Page<T> {
  readonly rows: readonly T[]
  readonly newer: string | null
  readonly older: string | null
}

/** Where a page starts: the sort keys of the row at its edge, and on which side of it the page lies. */
export interface Cursor {
  readonly keys: readonly number[]
  readonly side: 'after' | 'before'
}

/** Writes a cursor as `a.17.42`: safe in an address, readable in a log. */
export function writeCursor(cursor: Cursor): string {
  return [cursor.side === 'after' ? 'a' : 'b', ...cursor.keys].join('.')
}

/** Reads a cursor with `size` keys; throws `not-found` for anything else, as for any page that isn't there. */
export function readCursor(text: string | null, size: number): Cursor | null {
  if (text === null || text === '') return null
  const match = /^([ab])((?:\.-?\d{1,16})+)$/.exec(text)
  const keys = (match?.[2] ?? '').split('.').slice(1).map(Number)
  if (!match || keys.length !== size || !keys.every(Number.isSafeInteger)) {
    throw new AppError('not-found', saying(kernelRefusals, 'noSuchPage'))
  }
  return { side: match[1] === 'a' ? 'after' : 'before', keys }
}

/**
 * Cuts what was fetched (`limit + 1` rows, in the direction of the cursor) to one page in list order
 * and says whether there is more on either side.
 */
export function pageOf<T>(
  fetched: readonly T[],
  limit: number,
  cursor: Cursor | null,
  keysOf: (row: T) => readonly number[],
): Page<T> {
  const more = fetched.length > limit
  const rows = fetched.slice(0, limit)
  if (cursor?.side === 'before') rows.reverse()
  const first = rows[0]
  const last = rows.at(-1)
  const hasNewer = cursor?.side === 'before' ? more : cursor !== null
  const hasOlder = cursor?.side === 'before' ? true : more
  return {
    rows,
    newer: hasNewer && first ? writeCursor({ side: 'before', keys: keysOf(first) }) : null,
    older: hasOlder && last ? writeCursor({ side: 'after', keys: keysOf(last) }) : null,
  }
}

export const PAGE_SIZE = 20
