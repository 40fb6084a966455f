import { localeOf } from '#app/locale/locales.ts'
import { saying, textIn } from '#app/locale/saying.ts'
import { speak } from '#app/locale/speak.ts'
import type { Services } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { mailBody, senderOf, type MailPart } from '#app/platform/mail/frame.server.ts'
import { queueMail } from '#app/platform/mail/mail.server.ts'
import { readSecret, sign } from '#app/platform/secret.server.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'
import { withChannels } from '../queries/channels.server.ts'
import { subjectKey, subjectsByKey } from '../queries/subjects.server.ts'
import { GATHER, mailReason, stopMark, SUBJECT_KINDS } from '../rules.ts'
import type { Channel, NoticeKind } from '../types.ts'
import { subjectWords } from '../words/subjects.ts'
import { listHeaders } from './mail-notices.server.ts'

type Parts = Pick<Services, 'db' | 'clock' | 'env'>

/** The job `notices.deciders`: moderators and admins learn what of the programme waits for them, or waits no more. */
export async function tellDeciders({ db, clock }: Pick<Parts, 'db' | 'clock'>): Promise<void> {
  const rows = await db
    .selectFrom('members')
    .select('id')
    .where('role', 'in', ['moderator', 'admin'])
    .where('erased_at', 'is', null)
    .execute()
  for (const { id } of rows) await enqueue(db, 'notices.recognised', { member: id }, { now: clock.now() })
}

/**
 * The job `notices.recognised`: a member knows what became of their standing and what the programme has for them, each thing
 * once. What is no longer so and was not read is taken back.
 */
export async function settleRecognised({ db, clock }: Pick<Parts, 'db' | 'clock'>, memberId: number): Promise<void> {
  const channels = new Map<NoticeKind, Channel>(
    (
      await withChannels(
        db,
        SUBJECT_KINDS.map((kind) => ({ memberId, kind })),
      )
    ).map(({ kind, channel }) => [kind, channel]),
  )
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    await lockRow(trx, 'members', memberId)
    const subjects = await subjectsByKey(trx, memberId, now)
    const known = await trx
      .selectFrom('notices')
      .select(['id', 'subject_kind', 'subject_id', 'created_at', 'read_at', 'mailed_at'])
      .where('member_id', '=', memberId)
      .where('kind', 'in', [...SUBJECT_KINDS])
      .execute()
    const told = new Set<string>()
    for (const row of known) {
      const key = subjectKey(row)
      const subject = subjects.get(key)
      const isOld = subject !== undefined && subject.at > row.created_at
      const isGone = subject === undefined && row.read_at === null && row.mailed_at === null
      if (isOld || isGone) await trx.deleteFrom('notices').where('id', '=', row.id).execute()
      else told.add(key)
    }
    let isMailed = false
    for (const [key, subject] of subjects) {
      const channel = channels.get(subject.kind) ?? 'inbox'
      if (told.has(key) || channel === 'off' || subject.actor === memberId) continue
      await trx
        .insertInto('notices')
        .values({
          member_id: memberId,
          kind: subject.kind,
          subject_kind: subject.subject,
          subject_id: subject.id,
          actor_id: subject.actor,
          created_at: Math.max(now, subject.at),
          channel,
        })
        .onConflict((c) => c.doNothing())
        .execute()
      isMailed ||= channel === 'mail'
    }
    if (isMailed) await enqueue(trx, 'notices.recognised-mail', { member: memberId }, { now, at: now + GATHER })
  })
}

/** The job `notices.recognised-mail`: all of it that a member was not mailed of yet makes one mail. */
export async function mailRecognised(services: Parts, site: SiteSettings, memberId: number): Promise<void> {
  const { db, clock, env } = services
  const member = await db.selectFrom('members').selectAll().where('id', '=', memberId).executeTakeFirst()
  if (!member || member.email === null || member.email_confirmed_at === null) return
  const secret = await readSecret(db, clock.now())
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const claimed = await trx
      .updateTable('notices')
      .set({ mailed_at: now })
      .where('member_id', '=', memberId)
      .where('kind', 'in', [...SUBJECT_KINDS])
      .where('channel', '=', 'mail')
      .where('mailed_at', 'is', null)
      .returning(['id', 'kind', 'subject_kind', 'subject_id'])
      .execute()
    const subjects = await subjectsByKey(trx, memberId, now)
    const isSuspended = member.suspended_at !== null && (member.suspended_until ?? Infinity) > now
    const rows = claimed.flatMap((row) => {
      const subject = subjects.get(subjectKey(row))
      return subject && !isSuspended ? [{ id: row.id, kind: row.kind as NoticeKind, subject }] : []
    })
    const [first] = rows
    if (!first || member.email === null) return
    const locale = localeOf(member.locale, env.languages)
    const title = (text: (typeof rows)[number]['subject']['title']): string =>
      typeof text === 'string' ? text : textIn(locale, text)
    const stopUrl = `${env.baseUrl}/unsubscribe/${sign(secret, stopMark(first.kind, memberId, 0))}`
    const body = mailBody(
      senderOf(site, env.baseUrl, locale),
      [
        ...rows.map(({ subject }): MailPart => ({
          kind: 'row',
          title: title(subject.title),
          facts: textIn(locale, subject.words),
          url: `${env.baseUrl}${subject.address}`,
        })),
        {
          kind: 'act',
          label: saying(subjectWords, 'mail.button'),
          url: `${env.baseUrl}/inbox`,
        },
      ],
      mailReason(first.kind, title(first.subject.title), `${env.baseUrl}/settings/notices`),
      stopUrl,
    )
    await queueMail(trx, now, new URL(env.baseUrl).hostname, {
      cause: `recognised ${memberId} ${rows.map(({ id }) => id).join(',')}`,
      memberId,
      to: member.email,
      subject:
        rows.length === 1
          ? textIn(locale, first.subject.words)
          : speak(locale, subjectWords)('mail.subject', { count: rows.length }),
      ...body,
      headers: listHeaders(stopUrl),
      notices: rows.map(({ id }) => id),
    })
  })
}
