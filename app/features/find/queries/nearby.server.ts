import { LRUCache } from 'lru-cache'
import { MINUTE } from '#app/kernel/clock.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { ThreadPageView } from '#app/features/forum/types.ts'
import type { SearchEngine } from '#search/engine.ts'
import type { SimilarThread } from '../types.ts'
import { findSimilar } from './search-page.server.ts'

const SHOWN = 4

/** What stands beside a thread moves slowly, and asking for it costs more than the page itself. */
const kept = new WeakMap<object, LRUCache<string, readonly SimilarThread[]>>()

/** Threads that ask something near this one, for those who read it. Kept for ten minutes. */
export async function findNearby(
  context: Pick<Context, 'db' | 'viewer' | 'clock' | 'log'>,
  search: SearchEngine,
  thread: Pick<ThreadPageView, 'id' | 'title'>,
): Promise<readonly SimilarThread[]> {
  const known =
    kept.get(context.db) ??
    new LRUCache<string, readonly SimilarThread[]>({ max: 5000, ttl: 10 * MINUTE })
  kept.set(context.db, known)
  // Roles may read different categories, so each has its own.
  const key = `${context.viewer.role} ${thread.id} ${thread.title}`
  const found =
    known.get(key) ??
    (await findSimilar(context, search, { title: thread.title, body: '' }, SHOWN + 1))
  known.set(key, found)
  return found.filter((one) => one.id !== thread.id).slice(0, SHOWN)
}
