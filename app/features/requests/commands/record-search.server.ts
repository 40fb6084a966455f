import { AppError } from '#app/kernel/errors.ts'
import type { Actor } from '#app/kernel/roles.ts'
import type { Services } from '#app/platform/context.server.ts'
import { redact } from '#app/platform/personal-data/redact.ts'
import { countUse, LIMITS } from '#app/platform/rate-limit.server.ts'
import { isNobody, visitorKey, type Visit } from '#app/platform/visitor-key.server.ts'
import { isStorageFailure } from '#db/transaction.server.ts'
import { redactionPatterns } from '../queries/patterns.server.ts'

/** A search that found nothing, and by what its session is told from others. */
export interface EmptySearch extends Visit {
  readonly query: string
}

/**
 * Notes a search that found nothing, redacted: it becomes a request. A page is read all the same when nothing can
 * be written, or when somebody searches without end.
 */
export async function recordSearch(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  viewer: Actor,
  { query, ...visit }: EmptySearch,
): Promise<void> {
  const now = clock.now()
  const asked = query.replace(/\s+/g, ' ').trim().slice(0, 300)
  if (!/[\p{L}\p{N}]{2}/u.test(asked) || isNobody(viewer, visit)) return
  try {
    const sessionKey = await visitorKey(db, now, viewer, visit)
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
