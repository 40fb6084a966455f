import { createHmac } from 'node:crypto'
import { AppError } from '#app/kernel/errors.ts'
import { DAY } from '#app/kernel/clock.ts'
import { isMember, type Actor } from '#app/kernel/roles.ts'
import type { Services } from '#app/platform/context.server.ts'
import { redact } from '#app/platform/personal-data/redact.ts'
import { countUse, LIMITS } from '#app/platform/rate-limit.server.ts'
import { readSecret } from '#app/platform/secret.server.ts'
import { isStorageFailure } from '#db/transaction.server.ts'
import { redactionPatterns } from '../queries/patterns.server.ts'

/** A search that found nothing, and by what its session is told from others. */
export interface EmptySearch {
  readonly query: string
  readonly address: string
  readonly agent: string
}

/** Machines search as well, and a kept page is made anew without anybody asking: they name no browser. */
function isNobody(viewer: Actor, agent: string): boolean {
  return !isMember(viewer) && (agent === '' || /bot|crawl|spider|slurp|preview/i.test(agent))
}

/**
 * Notes a search that found nothing, redacted. A guest is told from others by a key of address and
 * program that changes every day and can't be turned back. A page is read all the same when nothing can
 * be written, or when somebody searches without end.
 */
export async function recordSearch(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  viewer: Actor,
  { query, address, agent }: EmptySearch,
): Promise<void> {
  const now = clock.now()
  const asked = query.replace(/\s+/g, ' ').trim().slice(0, 300)
  if (!/[\p{L}\p{N}]{2}/u.test(asked) || isNobody(viewer, agent)) return
  try {
    const secret = await readSecret(db, now)
    const who = isMember(viewer) ? `member ${viewer.id}` : `guest ${address} ${agent.slice(0, 300)}`
    const sessionKey = createHmac('sha256', secret)
      .update(`search ${Math.floor(now / DAY)} ${who}`)
      .digest('base64url')
      .slice(0, 27)
    await countUse(db, clock, LIMITS.emptySearch, sessionKey)
    const { text } = redact(asked, { patterns: await redactionPatterns(db) })
    await db
      .insertInto('searches')
      .values({ session_key: sessionKey, member_id: viewer.id, query: text, found: 0, at: now })
      .execute()
  } catch (error) {
    if (isStorageFailure(error) === null && !(error instanceof AppError && error.code === 'too-many')) throw error
  }
}
