import type { Services } from '#app/platform/context.server.ts'
import { enqueueAll } from '#app/platform/jobs/enqueue.server.ts'
import type { MailRow } from '#db/schema/platform.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { DESK_KINDS, isOfSubject } from '../rules.ts'
import type { NoticeKind } from '../types.ts'
import { standingNotices } from '../queries/standing-notices.server.ts'

/**
 * Whether all that a waiting mail tells still holds. If not, the mail is taken back, and what does hold is mailed
 * anew: nothing untrue leaves, and nothing true is lost.
 */
export async function stillHolds({ db, clock }: Pick<Services, 'db' | 'clock'>, mail: MailRow): Promise<boolean> {
  const memberId = mail.member_id
  const ids = mail.notices.split(',').map(Number)
  const now = clock.now()
  const standing = memberId === null ? null : await standingNotices(db, memberId, ids, now)
  if (standing?.size === ids.length) return true
  await inTransaction(db, async (trx) => {
    const gone = await trx
      .deleteFrom('mails')
      .where('id', '=', mail.id)
      .where('sent_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!gone || memberId === null || !standing || standing.size === 0) return
    const left = await trx
      .updateTable('notices')
      .set({ mailed_at: null })
      .where('id', 'in', [...standing])
      .where('article_id', 'is', null)
      .returning(['thread_id', 'channel', 'kind'])
      .execute()
    await enqueueAll(
      trx,
      left.map(({ thread_id, channel, kind }) =>
        channel === 'digest'
          ? { name: 'notices.digest', payload: { member: memberId } }
          : isOfSubject(kind)
            ? { name: 'notices.recognised-mail', payload: { member: memberId } }
            : kind === 'badge'
              ? { name: 'notices.badge-mail', payload: { member: memberId } }
              : DESK_KINDS.has(kind as NoticeKind)
                ? { name: 'notices.desk-mail', payload: { member: memberId } }
                : { name: 'notices.mail', payload: { member: memberId, thread: thread_id ?? 0 } },
      ),
      now,
    )
  })
  return false
}
