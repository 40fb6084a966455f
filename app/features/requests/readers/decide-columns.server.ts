import { haveLostFigures, NO_LONG_IDS, withLongId } from '../rules/damaged-ids.ts'
import { JSON_LAYOUTS } from '../rules/json-layouts.ts'
import { decideScale, NO_RATINGS, withRating } from '../rules/rating-scale.ts'
import { decideOrder, namesAmbiguousZone, NO_ORDERS, withOrderOf } from '../rules/times.ts'
import type { ImportOptions } from '../types.ts'
import { readColumns } from './read-requests.server.ts'
import type { ByteFile } from './source.server.ts'

/** Milliseconds after which others get their turn. */
const TURN = 12

/**
 * Decides over whole columns what single values can't tell: the order of day and month, the scale of ratings, and
 * whether ids have lost their figures. Reads the file once, a record at a time.
 */
export async function decideColumns(file: ByteFile, options: ImportOptions): Promise<ImportOptions> {
  const { format, mapping, layout } = options
  if (format === 'mbox' || format === 'text') return options
  const isMapped = format === 'csv' || (format === 'jsonl' && layout === null)
  if (isMapped && mapping.satisfaction === undefined && mapping.askedAt === undefined && mapping.id === undefined)
    return options
  const ownScale = JSON_LAYOUTS.find(({ name }) => name === layout)?.scale ?? null
  let ratings = NO_RATINGS
  let orders = NO_ORDERS
  let ids = NO_LONG_IDS
  let ambiguousZones = 0
  let turnAt = performance.now()
  for await (const { rating, askedAt, id } of readColumns(file, options)) {
    ratings = withRating(ratings, rating)
    orders = withOrderOf(orders, askedAt)
    ids = withLongId(ids, id)
    if (namesAmbiguousZone(askedAt)) ambiguousZones += 1
    if (performance.now() - turnAt > TURN) {
      await new Promise((resolve) => setImmediate(resolve))
      turnAt = performance.now()
    }
  }
  return {
    ...options,
    ...(isMapped ? decideOrder(orders) : {}),
    scale: ratings.figures > 0 && ownScale !== null ? ownScale : decideScale(ratings, mapping.satisfaction ?? ''),
    unreadRatings: ratings.unread,
    hasLostFigures: haveLostFigures(ids),
    ambiguousZones,
  }
}

/** Whether two ways of reading a file decide over the same columns. */
export function decideAlike(one: ImportOptions, other: ImportOptions): boolean {
  return (['satisfaction', 'askedAt', 'id'] as const).every((field) => one.mapping[field] === other.mapping[field])
}
