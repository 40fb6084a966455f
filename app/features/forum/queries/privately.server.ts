import { isMember, isStaff, STAFF_ROLES } from '#app/kernel/roles.ts'
import { composerView } from '#app/features/composer/queries/composer.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { prepared } from '#db/prepared.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { hasAnswers } from '../rules.ts'
import type { Privately, ThreadPageView } from '../types.ts'
import { getThreadPage } from './thread-page.server.ts'
import { isWaiting } from './thread-state.ts'

const selectPart = prepared((db: Executor, p: { id: number }) =>
  db.selectFrom('threads').select(['id', 'author_id', 'created_at']).where('part_of', '=', p.id),
)

/** Whether staff answered in public since the private part began. */
const selectAnswered = prepared((db: Executor, p: { id: number; since: number }) =>
  db
    .selectFrom('posts')
    .innerJoin('members', 'members.id', 'posts.author_id')
    .select('posts.id')
    .where('posts.thread_id', '=', p.id)
    .where('posts.kind', '=', 'answer')
    .where('posts.hidden_at', 'is', null)
    .where('posts.created_at', '>=', p.since)
    .where('members.role', 'in', [...STAFF_ROLES])
    .limit(1),
)

/**
 * What of a question is handled privately: its asker and staff read it, a page at a time and the newest first shown;
 * everybody else is told that something is, until it is solved, closed, or staff have answered in public since. One indexed look
 * for whoever may not read it.
 */
export async function readPrivately(
  context: Context,
  thread: Pick<ThreadPageView, 'id' | 'kind' | 'state' | 'isAsker'>,
  page: string | null,
): Promise<{ readonly privately: Privately | null; readonly lastAt: number }> {
  const { db, viewer } = context
  const none = { privately: null, lastAt: 0 }
  const isReader = isStaff(viewer) || thread.isAsker
  const isOpen = isWaiting(thread.state) || thread.state === 'answered'
  if (!hasAnswers(thread.kind) || !(isReader || isOpen)) return none
  const [part] = await selectPart(db, { id: thread.id }, null)
  if (!part) return none
  if (!isStaff(viewer) && !(isMember(viewer) && viewer.id === part.author_id)) {
    const [answered] = isOpen ? await selectAnswered(db, { id: thread.id, since: part.created_at }, null) : []
    return isOpen && !answered ? { privately: { kind: 'notice' }, lastAt: 0 } : none
  }
  const shown = await getThreadPage(context, part.id, { order: 'newest', page })
  return {
    lastAt: shown.lastPostAt,
    privately: {
      kind: 'part',
      part: {
        id: part.id,
        opening: shown.opening,
        messages: shown.answers.toReversed(),
        earlier: shown.older,
        later: shown.newer,
        composer: shown.may.answer ? await composerView(context, `thread:${part.id}:answer`) : null,
      },
    },
  }
}
