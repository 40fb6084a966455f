import { mayApply, mayDecideApplications } from '#app/access/recognition.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'
import { getOwnWay } from '../queries/own-way.server.ts'
import { recognitionRefusals } from '../words/refusals.ts'

type Who = Pick<Context, 'db' | 'clock' | 'viewer'>

/** Asks to become an advocate. One application waits at most: the table says so. */
export async function applyForAdvocate(who: Who, words: string): Promise<void> {
  const { db, clock, viewer } = who
  const way = await getOwnWay(who)
  const now = clock.now()
  demand(mayApply(viewer, way?.mayApply ?? false, now))
  const { id } = viewer
  if (id === null) return
  await inTransaction(db, async (trx) => {
    const made = await trx
      .insertInto('applications')
      .values({ member_id: id, words, at: now })
      .onConflict((c) => c.column('member_id').where('decided_at', 'is', null).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) throw new AppError('conflict', saying(recognitionRefusals, 'application.waiting'))
    await tell(trx, 'application.changed', { member: id }, now)
    await tell(trx, 'decision.waits', { of: 'application' }, now)
  })
}

/** Takes one's own application back, as long as nobody has decided. */
export async function withdrawApplication({ db, clock, viewer }: Who): Promise<void> {
  if (viewer.id === null) return
  const { id } = viewer
  await inTransaction(db, async (trx) => {
    await trx.deleteFrom('applications').where('member_id', '=', id).where('decided_at', 'is', null).execute()
    const now = clock.now()
    await tell(trx, 'application.changed', { member: id }, now)
    await tell(trx, 'decision.waits', { of: 'application' }, now)
  })
}

/** Grants an application, which gives the role, or declines it with a reason that the member reads. */
export async function decideApplication(
  { db, clock, viewer }: Who,
  applicationId: number,
  verdict: 'granted' | 'declined',
  reason: string,
): Promise<void> {
  demand(mayDecideApplications(viewer))
  if (verdict === 'declined' && reason === '') {
    const why = saying(recognitionRefusals, 'reason')
    throw new AppError('invalid', why, { fields: { reason: why } })
  }
  await inTransaction(db, async (trx) => {
    await lockRow(trx, 'applications', applicationId)
    const row = await trx.selectFrom('applications').selectAll().where('id', '=', applicationId).executeTakeFirst()
    if (!row) throw new AppError('not-found', saying(recognitionRefusals, 'missing'))
    if (row.decided_at !== null) {
      if (row.verdict === verdict) return
      throw new AppError('conflict', saying(recognitionRefusals, 'application.decided'))
    }
    const now = clock.now()
    const { member_id: member } = row
    await trx
      .updateTable('applications')
      .set({ decided_at: now, decided_by: viewer.id, verdict, reason })
      .where('id', '=', applicationId)
      .execute()
    if (verdict === 'granted') {
      const made = await trx
        .updateTable('members')
        .set({ role: 'advocate' })
        .where('id', '=', member)
        .where('role', '=', 'customer')
        .where('erased_at', 'is', null)
        .returning('id')
        .executeTakeFirst()
      if (made) {
        const detail = { from: 'customer', to: 'advocate' }
        await logAct(trx, { at: now, by: viewer.id, verb: 'change-role', kind: 'member', id: member, reason, detail })
        await tell(trx, 'member.rights-changed', { member }, now)
      }
    } else await logAct(trx, { at: now, by: viewer.id, verb: 'decline advocate', kind: 'member', id: member, reason })
    await tell(trx, 'application.changed', { member }, now)
    await tell(trx, 'decision.waits', { of: 'application' }, now)
  })
}
