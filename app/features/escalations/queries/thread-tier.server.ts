import { mayEscalate } from '#app/access/escalations.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { getThread } from '#app/features/forum/queries/facts.server.ts'
import { hasAnswers } from '#app/features/forum/rules.ts'
import type { ThreadPageView } from '#app/features/forum/types.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { isStaff } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { prepared } from '#db/prepared.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { whoKnows } from '../commands/invite-members.server.ts'
import type { AskForHelpView } from '../types/work.ts'
import { isOpen } from './situation.server.ts'

const selectOf = prepared((db: Executor, p: { thread: number }) =>
  db
    .selectFrom('escalations')
    .select(['id', 'opened_at', 'resolved_at', 'resolution'])
    .where('thread_id', '=', p.thread)
    .orderBy('id'),
)

/** Endings of which nobody outside needs to know: no member of staff came. */
const NOBODY_CAME = new Set(['taken back', 'gone'])

/**
 * When staff came to a thread that everybody may read, and for staff the escalation that is open or was the last.
 * One look into an index.
 */
export async function readTier(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  thread: Pick<ThreadPageView, 'id' | 'kind' | 'isPrivate' | 'hidden' | 'isAsker'>,
): Promise<ThreadPageView['secondTier']> {
  const isListed = !thread.isPrivate && thread.hidden === null
  if (!hasAnswers(thread.kind) || !(isListed || isStaff(viewer) || thread.isAsker))
    return { since: null, escalation: null, now: null }
  const all = await selectOf(db, { thread: thread.id }, null)
  const came = all.find((one) => one.resolution === null || !NOBODY_CAME.has(one.resolution))
  const shown = all.find((one) => one.resolved_at === null) ?? all.at(-1)
  return {
    since: isListed || thread.isAsker ? (came?.opened_at ?? null) : null,
    escalation: isStaff(viewer) ? (shown?.id ?? null) : null,
    now: thread.isAsker && shown?.resolved_at === null ? { owner: await ownerOf(db, shown.id) } : null,
  }
}

async function ownerOf(db: Executor, escalation: number): Promise<string | null> {
  const row = await db
    .selectFrom('escalations')
    .innerJoin('members', 'members.id', 'escalations.owner_id')
    .select('members.name')
    .where('escalations.id', '=', escalation)
    .where('members.erased_at', 'is', null)
    .executeTakeFirst()
  return row?.name ?? null
}

/** What staff and advocates see before they pass a thread on or invite somebody; throws where they may not. */
export async function getAskForHelp(
  { db, viewer, clock }: Pick<Context, 'db' | 'viewer' | 'clock'>,
  threadId: number,
): Promise<AskForHelpView> {
  const { thread, facts } = await getThread(db, viewer, threadId)
  const now = clock.now()
  demand(mayEscalate(viewer, facts, now))
  const able = isOpen(thread) ? await whoKnows(db, thread, now, 3) : []
  const people = await findPeople(db, able)
  return {
    id: thread.id,
    address: addressOf(thread),
    title: thread.title,
    isOpen: isOpen(thread),
    couldKnow: able.flatMap((id) => {
      const person = people.get(id)
      return person ? [{ handle: person.handle, name: person.name }] : []
    }),
  }
}
