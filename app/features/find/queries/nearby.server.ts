import { LRUCache } from 'lru-cache'
import { MINUTE } from '#app/kernel/clock.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { ThreadPageView } from '#app/features/forum/types.ts'
import type { SearchEngine } from '#search/engine.ts'
import type { SimilarThread } from '../types.ts'
import { findSimilar, similarRows } from './search-page.server.ts'

const SHOWN = 4

/** What stands beside a thread moves slowly, and asking the engine costs more than the page itself. */
const kept = new WeakMap<object, LRUCache<string, readonly number[]>>()

/**
 * Threads that ask something near this one, for those who read it. Which they are is kept for ten minutes;
 * whether this viewer may find them is asked each time, because a thread may become private meanwhile.
 */
export async function findNearby(
  context: Pick<Context, 'db' | 'viewer' | 'clock' | 'log'>,
  search: SearchEngine,
  thread: Pick<ThreadPageView, 'id' | 'title'>,
): Promise<readonly SimilarThread[]> {
  const known =
    kept.get(context.db) ?? new LRUCache<string, readonly number[]>({ max: 5000, ttl: 10 * MINUTE })
  kept.set(context.db, known)
  // Roles may read different categories, so each has its own.
  const key = `${context.viewer.role} ${thread.id} ${thread.title}`
  const ids =
    known.get(key) ??
    (await findSimilar(context, search, { title: thread.title, body: '' }, SHOWN + 1))
      .map(({ id }) => id)
      .filter((id) => id !== thread.id)
      .slice(0, SHOWN)
  known.set(key, ids)
  return similarRows(context, ids)
}
