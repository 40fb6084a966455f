import { HOUR } from '#app/kernel/clock.ts'
import type { Services } from '#app/platform/context.server.ts'
import type { TrailStep } from '../types.ts'

/** What an asker did so long before asking belongs to the question. */
const BEFORE = 2 * HOUR
const MOST_SEARCHES = 12
const MOST_OPENED = 30

/**
 * The job `search.trail`: what the asker of a thread had searched for and opened before asking is kept with the thread, for
 * those who help. Nothing is kept where they did neither. Once kept it stays as it was.
 */
export async function keepTrail({ db }: Pick<Services, 'db'>, threadId: number): Promise<void> {
  const thread = await db
    .selectFrom('threads')
    .select(['author_id', 'created_at'])
    .where('id', '=', threadId)
    .executeTakeFirst()
  if (!thread || thread.author_id === null) return
  const searches = await db
    .selectFrom('search_log')
    .select(['id', 'query', 'found', 'at'])
    .where('member_id', '=', thread.author_id)
    .where('at', '>=', thread.created_at - BEFORE)
    .where('at', '<=', thread.created_at)
    .orderBy('at')
    .orderBy('id')
    .limit(MOST_SEARCHES)
    .execute()
  if (searches.length === 0) return
  const opened = await db
    .selectFrom('search_opens')
    .select(['search_id', 'kind', 'subject_id', 'at'])
    .where(
      'search_id',
      'in',
      searches.map(({ id }) => id),
    )
    .where('at', '<=', thread.created_at)
    .orderBy('at')
    .limit(MOST_OPENED)
    .execute()
  const trail: TrailStep[] = searches.flatMap(({ id, query, found }) => [
    { step: 'searched', query, found },
    ...opened
      .filter((one) => one.search_id === id)
      .map((one): TrailStep => ({
        step: 'opened',
        kind: one.kind === 'article' ? 'article' : 'thread',
        id: one.subject_id,
      })),
  ])
  await db
    .insertInto('thread_trails')
    .values({ thread_id: threadId, trail: JSON.stringify(trail) })
    .onConflict((c) => c.column('thread_id').doNothing())
    .execute()
}
