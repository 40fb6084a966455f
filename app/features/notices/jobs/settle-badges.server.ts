import { badgesOfNotices, toldAddress } from '#app/features/badges/queries/badges-of-notices.server.ts'
import { localeOf } from '#app/locale/locales.ts'
import { listIn } from '#app/locale/formats.ts'
import { saying } from '#app/locale/saying.ts'
import type { Services } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { mailBody, senderOf, type MailPart } from '#app/platform/mail/frame.server.ts'
import { queueMail } from '#app/platform/mail/mail.server.ts'
import { readSecret, sign } from '#app/platform/secret.server.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'
import { withChannels } from '../queries/channels.server.ts'
import { standingNotices } from '../queries/standing-notices.server.ts'
import { GATHER, mailReason, stopMark } from '../rules.ts'
import { noticeMails } from '../words/mails.ts'
import { listHeaders } from './mail-notices.server.ts'

type Parts = Pick<Services, 'db' | 'clock' | 'env'>

/**
 * The job `notices.badges`: a member knows of the badges they were given, all that came together by one notice. An unread
 * notice whose badges were all revoked is taken back.
 */
export async function tellOfBadges({ db, clock }: Pick<Parts, 'db' | 'clock'>, memberId: number): Promise<void> {
  const [wanted] = await withChannels(db, [{ memberId, kind: 'badge' }])
  if (!wanted) return
  const now = clock.now()
  await inTransaction(db, async (trx) => {
    // Two runs at once would each make a notice.
    await lockRow(trx, 'members', memberId)
    await trx
      .deleteFrom('notices')
      .where('member_id', '=', memberId)
      .where('kind', '=', 'badge')
      .where('read_at', 'is', null)
      .where('mailed_at', 'is', null)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('awards')
              .select('awards.id')
              .whereRef('awards.notice_id', '=', 'notices.id')
              .where('awards.revoked_at', 'is', null),
          ),
        ),
      )
      .execute()
    const untold = await trx
      .selectFrom('awards')
      .select('id')
      .where('member_id', '=', memberId)
      .where('told_at', 'is', null)
      .where('revoked_at', 'is', null)
      .execute()
    if (untold.length === 0) return
    const { channel } = wanted
    const notice =
      channel === 'off'
        ? null
        : await trx
            .insertInto('notices')
            .values({ member_id: memberId, kind: 'badge', created_at: now, channel })
            .returning('id')
            .executeTakeFirstOrThrow()
    await trx
      .updateTable('awards')
      .set({ told_at: now, notice_id: notice?.id ?? null })
      .where(
        'id',
        'in',
        untold.map((row) => row.id),
      )
      .execute()
    if (channel === 'mail') await enqueue(trx, 'notices.badge-mail', { member: memberId }, { now, at: now + GATHER })
  })
}

/** The job `notices.badge-mail`: all the badges that a member was not mailed of yet make one mail. */
export async function mailBadges(services: Parts, site: SiteSettings, memberId: number): Promise<void> {
  const { db, clock, env } = services
  const member = await db.selectFrom('members').selectAll().where('id', '=', memberId).executeTakeFirst()
  if (!member || member.email === null || member.email_confirmed_at === null) return
  const waiting = await db
    .selectFrom('notices')
    .select('id')
    .where('member_id', '=', memberId)
    .where('kind', '=', 'badge')
    .where('channel', '=', 'mail')
    .where('mailed_at', 'is', null)
    .orderBy('id')
    .limit(100)
    .execute()
  const ids = waiting.map((row) => row.id)
  if (ids.length === 0) return
  const standing = await standingNotices(db, memberId, ids, clock.now())
  const told = await badgesOfNotices(db, [...standing])
  const secret = await readSecret(db, clock.now())
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    // Claimed, because another worker may be at the same job: each notice is in one mail.
    const claimed = await trx
      .updateTable('notices')
      .set({ mailed_at: now })
      .where('mailed_at', 'is', null)
      .where('id', 'in', ids)
      .returning('id')
      .execute()
    const sent = claimed.map((row) => row.id).filter((id) => standing.has(id))
    const badges = sent.flatMap((id) => told.get(id) ?? [])
    const [first] = sent
    if (first === undefined || badges.length === 0 || member.email === null) return
    const locale = localeOf(member.locale, env.languages)
    const stopUrl = `${env.baseUrl}/unsubscribe/${sign(secret, stopMark('badge', memberId, 0))}`
    const body = mailBody(
      senderOf(site, env.baseUrl, locale),
      [
        { kind: 'text', text: saying(noticeMails, 'badges', { badges: badges.length }) },
        ...badges.map(({ name, description, uid }): MailPart => ({
          kind: 'row',
          title: name,
          facts: description,
          url: `${env.baseUrl}/badges/credentials/${uid}`,
        })),
        { kind: 'act', label: saying(noticeMails, 'button.badges'), url: `${env.baseUrl}${toldAddress(badges)}` },
      ],
      mailReason('badge', first.toString(), `${env.baseUrl}/settings/notices`),
      stopUrl,
    )
    await queueMail(trx, now, new URL(env.baseUrl).hostname, {
      cause: `badges ${memberId} ${sent.join(',')}`,
      memberId,
      to: member.email,
      subject: listIn(
        locale,
        badges.map(({ name }) => name),
      ),
      ...body,
      headers: listHeaders(stopUrl),
      notices: sent,
    })
  })
}
