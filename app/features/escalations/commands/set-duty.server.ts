import { DateTime } from 'luxon'
import { maySetDuty } from '#app/access/escalations.ts'
import { AppError } from '#app/kernel/errors.ts'
import { isStaff, type Role } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'
import type { DutyForm } from '../schemas/teams.ts'
import { deskRefusals } from '../words/refusals.ts'

/**
 * Sets when a member of staff works, how many escalations they hold at most, what they know, and when they are away:
 * the days of their leave are whole ones in the site's zone. What they hold stays theirs until they do nothing for long.
 */
export async function setDuty(
  { db, clock, viewer }: Pick<Context, 'db' | 'clock' | 'viewer'>,
  form: DutyForm,
): Promise<void> {
  const { member: memberId } = form
  const now = clock.now()
  demand(maySetDuty(viewer, memberId, now))
  await inTransaction(db, async (trx) => {
    await lockRow(trx, 'members', memberId)
    const member = await trx
      .selectFrom('members')
      .select(['role', 'erased_at'])
      .where('id', '=', memberId)
      .executeTakeFirst()
    if (!member || member.erased_at !== null || !isStaff({ role: member.role as Role }))
      // written from the list only
      throw new AppError('not-found', saying(deskRefusals, 'duty.staff'))
    if (form.calendar !== null) {
      const calendar = await trx.selectFrom('calendars').select('id').where('id', '=', form.calendar).executeTakeFirst()
      const words = saying(deskRefusals, 'duty.calendar')
      if (!calendar) throw new AppError('invalid', words, { fields: { calendar: words } })
    }
    const { zone } = await readSite(trx)
    const day = (text: string): DateTime => DateTime.fromISO(text, { zone }).startOf('day')
    const row = {
      calendar_id: form.calendar,
      most_open: form.mostOpen,
      skills: form.skills,
      leave_from: form.leaveFrom === '' ? null : day(form.leaveFrom).toMillis(),
      leave_until: form.leaveUntil === '' ? null : day(form.leaveUntil).plus({ days: 1 }).toMillis(),
    }
    await trx
      .insertInto('duty')
      .values({ member_id: memberId, ...row })
      .onConflict((c) => c.column('member_id').doUpdateSet(row))
      .execute()
    if (viewer.id !== memberId)
      await logAct(trx, { at: now, by: viewer.id, kind: 'member', verb: 'set duty', id: memberId })
  })
}
