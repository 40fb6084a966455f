import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { AppError } from '#app/kernel/errors.ts'
import { SECOND } from '#app/kernel/clock.ts'
import { pause } from '#app/kernel/pause.ts'
import { saying } from '#app/locale/saying.ts'
import type { Services } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { LIST_SIZE, statusBits, statusListOf } from '../rules/open-badge.ts'
import { badgeRefusals } from '../words/refusals.ts'
import { issuerFacts, signCredential } from './credential.server.ts'

type Parts = Pick<Services, 'db' | 'clock' | 'env'>

/** Awards that one piece reads. */
const PIECE = 8192
/** For so long one list answers all who ask, in milliseconds. */
const KEPT = 5 * SECOND

const lists = new WeakMap<Executor, Map<number, { readonly until: number; readonly made: Promise<string> }>>()

/**
 * Which credentials of a list are revoked, as a signed Bitstring Status List (W3C). One whose award is gone, since its
 * earner is, counts as revoked. Throws `not-found` for a list in which there is no award yet.
 */
export async function statusList(parts: Parts, list: number): Promise<string> {
  const kept = lists.get(parts.db) ?? new Map<number, { readonly until: number; readonly made: Promise<string> }>()
  lists.set(parts.db, kept)
  const known = kept.get(list)
  const now = parts.clock.now()
  if (known && now < known.until && known.until <= now + KEPT) return known.made
  const made = makeList(parts, list)
  kept.set(list, { until: now + KEPT, made })
  made.catch(() => kept.delete(list))
  return made
}

async function makeList(parts: Parts, list: number): Promise<string> {
  const { db, clock } = parts
  const first = list * LIST_SIZE
  const newest = await db.selectFrom('awards').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst()
  if (!Number.isSafeInteger(first) || (list > 0 && (newest?.id ?? -1) < first))
    throw new AppError('not-found', saying(badgeRefusals, 'noCredential'))
  const last = Math.min(newest?.id ?? -1, first + LIST_SIZE - 1)
  const set: number[] = []
  for (let from = first; from <= last; from += PIECE) {
    const to = Math.min(from + PIECE, last + 1)
    const valid = new Set(await validIn(db, from, to))
    for (let id = from; id < to; id += 1) if (!valid.has(id)) set.push(id - first)
    await pause()
  }
  const encoded = `u${(await promisify(gzip)(statusBits(set))).toString('base64url')}`
  return signCredential(parts, statusListOf(await issuerFacts(parts), list, encoded, clock.now()), 'vc+jwt')
}

async function validIn(db: Executor, from: number, to: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('awards')
    .select('id')
    .where('id', '>=', from)
    .where('id', '<', to)
    .where('revoked_at', 'is', null)
    .execute()
  return rows.map((row) => row.id)
}
