import { mayEscalate, mayInvite } from '#app/access/escalations.ts'
import { mayReadThread } from '#app/access/threads.ts'
import { findViewers } from '#app/features/accounts/queries/viewer.server.ts'
import { getThread } from '#app/features/forum/queries/facts.server.ts'
import { hasAnswers } from '#app/features/forum/rules.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { AppError } from '#app/kernel/errors.ts'
import { handleKey } from '#app/kernel/handles.ts'
import { isMember, isStaff } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'
import { teamFor } from '../queries/routing.server.ts'
import { readSecondTier } from '../queries/second-tier.server.ts'
import { isOpen, readSituation } from '../queries/situation.server.ts'
import { triage } from '../rules/triage.ts'
import { deskRefusals } from '../words/refusals.ts'
import { addReasons, openEscalation, writeHistory } from './escalation-rows.server.ts'

/**
 * Sends a thread to the second tier: by hand where staff do it, "asked" where an advocate does. One that is there
 * already gets the reason added. Returns the thread's address and, for staff, the escalation.
 */
export async function escalateThread(
  context: Context,
  threadId: number,
  why: string,
): Promise<{ readonly address: string; readonly escalation: number | null }> {
  const { db, viewer, clock } = context
  await getThread(db, viewer, threadId)
  const tier = await readSecondTier(db)
  return inTransaction(db, async (trx) => {
    await lockRow(trx, 'threads', threadId)
    const { thread, facts } = await getThread(trx, viewer, threadId)
    const now = clock.now()
    demand(mayEscalate(viewer, facts, now))
    if (!hasAnswers(thread.kind)) throw new AppError('conflict', saying(deskRefusals, 'escalate.kind'))
    if (!isOpen(thread)) throw new AppError('conflict', saying(deskRefusals, 'escalate.solved'))
    const reason = { reason: isStaff(viewer) ? ('by-hand' as const) : ('asked' as const), since: now, detail: why }
    const open = await trx
      .selectFrom('escalations')
      .select('id')
      .where('thread_id', '=', threadId)
      .where('resolved_at', 'is', null)
      .executeTakeFirst()
    let id = open?.id ?? null
    if (open) {
      const added = await addReasons(trx, open.id, [reason], viewer.id)
      if (added.length > 0) {
        await writeHistory(trx, {
          escalation: open.id,
          at: now,
          by: viewer.id,
          act: 'reason',
          detail: { reason: reason.reason },
        })
        await tell(trx, 'escalation.changed', { thread: threadId }, now)
      }
    } else {
      const { zone } = await readSite(trx)
      const read = await readSituation(trx, thread, tier, zone, now)
      const made = await openEscalation(trx, {
        threadId,
        reasons: [reason],
        triage: triage(read.triage, tier.weights),
        teamId: await teamFor(trx, thread),
        dueAt: thread.first_answer_at === null ? thread.due_at : thread.solve_due_at,
        cameBack: 0,
        by: viewer.id,
        now,
      })
      id = made?.id ?? null
    }
    await enqueue(trx, 'escalation.review', { thread: threadId }, { now })
    await logAct(trx, { at: now, by: viewer.id, verb: 'escalate', kind: 'thread', id: threadId, reason: why })
    return { address: addressOf(thread), escalation: isStaff(viewer) ? id : null }
  })
}

/** Asks a member by their handle to answer a thread, with a word of why; they are told, once. */
export async function inviteMember(
  context: Context,
  threadId: number,
  handle: string,
  why: string,
): Promise<{ readonly address: string; readonly name: string }> {
  const { db, viewer, clock } = context
  const { facts, thread } = await getThread(db, viewer, threadId)
  const now = clock.now()
  demand(mayInvite(viewer, facts, now))
  if (!isMember(viewer)) throw new AppError('forbidden', saying(deskRefusals, 'invite.missing'))
  const refuse = (key: 'missing' | 'cannotRead' | 'asker') =>
    new AppError('invalid', saying(deskRefusals, `invite.${key}`), {
      fields: { handle: saying(deskRefusals, `invite.${key}`) },
    })
  const wanted = handle.trim().replace(/^@/, '')
  const row =
    wanted === ''
      ? undefined
      : await db
          .selectFrom('members')
          .select('id')
          .where('handle_key', '=', handleKey(wanted))
          .where('erased_at', 'is', null)
          .executeTakeFirst()
  const invited = row && (await findViewers(db, [row.id], now)).get(row.id)
  if (!invited) throw refuse('missing')
  if (invited.id === thread.author_id) throw refuse('asker')
  if (!mayReadThread(invited, facts)) throw refuse('cannotRead')
  await inTransaction(db, async (trx) => {
    await trx
      .insertInto('invitations')
      .values({ thread_id: threadId, member_id: invited.id, at: now, by_id: viewer.id, why })
      .onConflict((c) => c.columns(['thread_id', 'member_id']).doNothing())
      .execute()
    await tell(trx, 'members.invited', { thread: threadId }, now)
  })
  return { address: addressOf(thread), name: invited.name }
}
