import { mayHelpWithTrail } from '#app/access/threads.ts'
import type { ReadableCategories } from '#app/features/catalogue/queries/categories.server.ts'
import { findListedThreads } from '#app/features/forum/queries/thread-list.server.ts'
import type { ThreadPageView, TrailStepView, TrailView } from '#app/features/forum/types.ts'
import { findListedArticles } from '#app/features/knowledge/queries/article-list.server.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { isMember } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { TrailStep } from '../types.ts'

/** What the asker of a thread had searched for and opened before: for staff, advocates and the asker, who may hide it. */
export async function findTrail(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  thread: Pick<ThreadPageView, 'id' | 'isAsker'>,
  categories: ReadableCategories,
): Promise<TrailView | null> {
  if (!isMember(viewer) || !(thread.isAsker || mayHelpWithTrail(viewer))) return null
  const trail = await readTrail(db, thread.id, categories)
  if (!trail || (trail.isHidden && !thread.isAsker)) return null
  return { isHidden: trail.isHidden, mayHide: thread.isAsker, steps: trail.steps }
}

/**
 * The steps that are kept with a thread, in their order, as somebody who reads these categories may see them: what was opened
 * and is gone or closed to them is left out. Null where nothing is kept. The caller decides who may see them.
 */
export async function readTrail(
  db: Context['db'],
  threadId: number,
  categories: ReadableCategories,
): Promise<{ readonly isHidden: boolean; readonly steps: readonly TrailStepView[] } | null> {
  const row = await db
    .selectFrom('thread_trails')
    .select(['trail', 'hidden_at'])
    .where('thread_id', '=', threadId)
    .executeTakeFirst()
  if (!row) return null
  const steps = JSON.parse(row.trail) as readonly TrailStep[] // written by `keepTrail` only
  const opened = (kind: 'thread' | 'article'): number[] =>
    steps.flatMap((one) => (one.step === 'opened' && one.kind === kind ? [one.id] : []))
  const articles = await findListedArticles(db, opened('article'), categories)
  const threads = await findListedThreads(db, opened('thread'), categories.unreadable)
  const shown = (one: TrailStep): readonly TrailStepView[] => {
    if (one.step === 'searched') return [one]
    if (one.kind === 'article') {
      const article = articles.find(({ id }) => id === one.id)
      return article ? [{ step: 'opened', title: article.title, address: article.address }] : []
    }
    const found = threads.find(({ id }) => id === one.id)
    return found ? [{ step: 'opened', title: found.title, address: addressOf(found) }] : []
  }
  return { isHidden: row.hidden_at !== null, steps: steps.flatMap(shown) }
}
