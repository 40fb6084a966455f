import { isMember, isStaff } from '#app/kernel/roles.ts'
import { composerView } from '#app/features/composer/queries/composer.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { prepared } from '#db/prepared.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { hasAnswers } from '../rules.ts'
import type { Privately, ThreadPageView } from '../types.ts'
import { getThreadPage } from './thread-page.server.ts'
import { isWaiting } from './thread-state.ts'

const selectPart = prepared((db: Executor, p: { id: number }) =>
  db.selectFrom('threads').select(['id', 'author_id']).where('part_of', '=', p.id),
)

/**
 * What of a question is handled privately: its asker and staff read it, a page at a time and the newest first shown;
 * everybody else is told that something is, while the question waits. One indexed look for whoever may not read it.
 */
export async function readPrivately(
  context: Context,
  thread: Pick<ThreadPageView, 'id' | 'kind' | 'state' | 'isAsker'>,
  page: string | null,
): Promise<{ readonly privately: Privately | null; readonly lastAt: number }> {
  const { db, viewer } = context
  const none = { privately: null, lastAt: 0 }
  const isReader = isStaff(viewer) || thread.isAsker
  if (!hasAnswers(thread.kind) || !(isReader || isWaiting(thread.state))) return none
  const [part] = await selectPart(db, { id: thread.id }, null)
  if (!part) return none
  if (!isStaff(viewer) && !(isMember(viewer) && viewer.id === part.author_id))
    return isWaiting(thread.state) ? { privately: { kind: 'notice' }, lastAt: 0 } : none
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
