import { postAddress } from '#app/kernel/addresses.ts'
import { plainText } from '#app/kernel/text.ts'
import type { Services } from '#app/platform/context.server.ts'
import { mailBody, senderOf, type MailPart } from '#app/platform/mail/frame.server.ts'
import { queueMail } from '#app/platform/mail/mail.server.ts'
import { readSecret, sign } from '#app/platform/secret.server.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { localeOf, type Locale } from '#app/locale/locales.ts'
import { saying, textIn } from '#app/locale/saying.ts'
import { speak } from '#app/locale/speak.ts'
import { DESK_KINDS, mailReason, OF_FOLLOWING, stopMark } from '../rules.ts'
import { noticeSentence } from '../rules/sentence.ts'
import { noticeMails } from '../words/mails.ts'
import { saidWords } from '../words/said.ts'
import { standingNotices } from '../queries/standing-notices.server.ts'
import type { NoticeKind } from '../types.ts'

type Parts = Pick<Services, 'db' | 'clock' | 'env'>

/**
 * The job `notices.mail`: what a member should hear of one thread becomes one mail, with the answer
 * in full. What they may no longer read, or what is so no more, is passed over, now and again when the mail is sent.
 */
export async function mailNotices(
  services: Parts,
  site: SiteSettings,
  memberId: number,
  threadId: number,
): Promise<void> {
  const { db, clock, env } = services
  const member = await db.selectFrom('members').selectAll().where('id', '=', memberId).executeTakeFirst()
  const thread = await db.selectFrom('threads').selectAll().where('id', '=', threadId).executeTakeFirst()
  if (!member || !thread || member.email === null || member.email_confirmed_at === null) return
  const waiting = await db
    .selectFrom('notices')
    .innerJoin('posts', 'posts.id', 'notices.post_id')
    .leftJoin('members as actor', 'actor.id', 'notices.actor_id')
    .select(['notices.id', 'notices.kind', 'posts.id as post_id', 'posts.html', 'actor.name as actor'])
    .where('notices.member_id', '=', memberId)
    .where('notices.thread_id', '=', threadId)
    .where('notices.channel', '=', 'mail')
    .where('notices.mailed_at', 'is', null)
    .where('notices.kind', 'not in', [...DESK_KINDS])
    .orderBy('notices.id')
    .limit(20)
    .execute()
  if (waiting.length === 0) return
  const ids = waiting.map((notice) => notice.id)
  const standing = await standingNotices(db, memberId, ids, clock.now())

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
    const sent = waiting.filter((notice) => standing.has(notice.id) && claimed.some((row) => row.id === notice.id))
    const first = sent[0]
    if (!first || member.email === null) return
    // Whoever hears of several things stops what came of following, the widest of them.
    const main = (sent.find(({ kind }) => OF_FOLLOWING.has(kind as NoticeKind)) ?? first).kind as NoticeKind
    const locale = localeOf(member.locale, env.languages)
    const stop = stopMark(main, memberId, threadId)
    const stopUrl = `${env.baseUrl}/unsubscribe/${sign(secret, stop)}`
    const parts = sent.flatMap((notice): MailPart[] =>
      notice.kind === 'closed'
        ? closedParts(textIn(locale, thread.closed_reason ?? ''))
        : [partOf(locale, notice.kind as NoticeKind, notice.actor, notice.html)],
    )
    const body = mailBody(
      senderOf(site, env.baseUrl, locale),
      [
        ...parts,
        {
          kind: 'act',
          ...(first.kind === 'flagged'
            ? { label: saying(noticeMails, 'button.flags'), url: `${env.baseUrl}/desk/flags` }
            : {
                label: saying(noticeMails, first.kind === 'outcome' ? 'button.outcome' : 'button.thread'),
                url: `${env.baseUrl}${postAddress(thread, first.post_id)}`,
              }),
        },
      ],
      mailReason(main, thread.title, `${env.baseUrl}/settings/notices`),
      stopUrl,
    )
    await queueMail(trx, now, new URL(env.baseUrl).hostname, {
      cause: `notices ${memberId} ${sent.map((notice) => notice.id).join(',')}`,
      memberId,
      to: member.email,
      subject: thread.title,
      ...body,
      headers: listHeaders(stopUrl),
      notices: sent.map((notice) => notice.id),
    })
  })
}

/** RFC 8058: mailboxes stop these mails by a POST; a scanner's GET changes nothing. */
export function listHeaders(stopUrl: string): Record<string, string> {
  return {
    'List-Unsubscribe': `<${stopUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'Auto-Submitted': 'auto-generated',
  }
}

/** That a question was closed, why, and how to say that this is not right. */
function closedParts(reason: string): MailPart[] {
  return [
    { kind: 'text', text: saying(noticeMails, 'closed', { reason }) },
    { kind: 'text', text: saying(noticeMails, 'closed.dispute') },
  ]
}

function partOf(locale: Locale, kind: NoticeKind, actor: string | null, html: string): MailPart {
  const name = actor ?? speak(locale, saidWords)('formerMember')
  if (kind === 'outcome' || kind === 'flagged' || kind === 'escalated' || kind === 'closing-soon')
    return { kind: 'text', text: saying(noticeMails, kind) }
  if (kind === 'accepted' || kind === 'helpful')
    return { kind: 'text', text: saying(noticeMails, kind, { actor: name }) }
  return { kind: 'voice', by: noticeSentence(locale, kind, actor), html, text: plainText(html) }
}
