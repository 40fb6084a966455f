import { mayMindAdvocates } from '#app/access/recognition.ts'
import { mayWrite } from '#app/access/members.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { STAFF_ROLES } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { onceKey } from '#app/platform/once-key.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { recognitionRefusals } from '../words/refusals.ts'

/**
 * Thanks a member in one's own words: they are told, it stands on their page, and it is counted. `key`: names the form, so
 * that one sent twice thanks once.
 */
export async function thankMember(
  { db, clock, viewer }: Pick<Context, 'db' | 'clock' | 'viewer'>,
  memberId: number,
  words: string,
  key: string,
): Promise<void> {
  const now = clock.now()
  demand(mayWrite(viewer, now))
  demand(mayMindAdvocates(viewer))
  await inTransaction(db, async (trx) => {
    const member = await trx
      .selectFrom('members')
      .select(['id', 'role'])
      .where('id', '=', memberId)
      .where('erased_at', 'is', null)
      .executeTakeFirst()
    if (!member) throw notFound(saying(recognitionRefusals, 'missing'))
    if (member.id === viewer.id) throw new AppError('conflict', saying(recognitionRefusals, 'thanks.self'))
    if (STAFF_ROLES.some((role) => role === member.role))
      throw new AppError('conflict', saying(recognitionRefusals, 'thanks.staff'))
    const made = await trx
      .insertInto('thanks')
      .values({ to_id: memberId, by_id: viewer.id, words, at: now, once_key: onceKey(viewer, key || undefined) })
      .onConflict((c) => c.column('once_key').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) return
    await countThanks(trx, memberId)
    await tell(trx, 'thanks.given', { member: memberId }, now)
  })
}

/** Takes thanks back that one gave, or that a moderator finds out of place: it is hidden, and counts no more. */
export async function hideThanks(
  { db, clock, viewer }: Pick<Context, 'db' | 'clock' | 'viewer'>,
  thanksId: number,
): Promise<void> {
  demand(mayMindAdvocates(viewer))
  await inTransaction(db, async (trx) => {
    const row = await trx.selectFrom('thanks').selectAll().where('id', '=', thanksId).executeTakeFirst()
    if (!row || row.hidden_at !== null) return
    await trx.updateTable('thanks').set({ hidden_at: clock.now() }).where('id', '=', thanksId).execute()
    await countThanks(trx, row.to_id)
    await tell(trx, 'thanks.given', { member: row.to_id }, clock.now())
  })
}

async function countThanks(trx: Executor, memberId: number): Promise<void> {
  const { n } = await trx
    .selectFrom('thanks')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('to_id', '=', memberId)
    .where('hidden_at', 'is', null)
    .executeTakeFirstOrThrow()
  const thanks = Number(n)
  await trx
    .insertInto('standings')
    .values({ member_id: memberId, thanks })
    .onConflict((c) => c.column('member_id').doUpdateSet({ thanks }))
    .execute()
}
