import { postAddress } from '#app/kernel/addresses.ts'
import { plainText } from '#app/kernel/text.ts'
import type { Services } from '#app/platform/context.server.ts'
import { mailBody, senderOf, type MailPart } from '#app/platform/mail/frame.server.ts'
import { queueMail } from '#app/platform/mail/mail.server.ts'
import { readSecret, sign } from '#app/platform/secret.server.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { fullWords, type Moment } from '#app/ui/time-words.ts'
import { placeOf } from '#app/features/promises/rules/place.ts'
import type { ThreadRow } from '#db/schema/forum.ts'
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
    const held = waiting.filter((notice) => standing.has(notice.id) && claimed.some((row) => row.id === notice.id))
    // Where the second tier has a question already, that says by when its asker hears from someone.
    const isEscalated = held.some(({ kind }) => kind === 'escalated')
    const sent = held.filter(({ kind }) => kind !== 'received' || !isEscalated)
    const first = sent[0]
    if (!first || member.email === null) return
    // Whoever hears of several things stops what came of following, the widest of them.
    const main = (sent.find(({ kind }) => OF_FOLLOWING.has(kind as NoticeKind)) ?? first).kind as NoticeKind
    const locale = localeOf(member.locale, env.languages)
    const stop = stopMark(main, memberId, threadId)
    const stopUrl = `${env.baseUrl}/unsubscribe/${sign(secret, stop)}`
    const moment = { now, zone: member.zone ?? site.zone, locale }
    const parts = sent.flatMap((notice): readonly MailPart[] => {
      if (notice.kind === 'closed') return closedParts(textIn(locale, thread.closed_reason ?? ''))
      if (notice.kind === 'escalated') return [escalatedPart(thread, moment)]
      if (notice.kind === 'received') return receivedParts(thread, moment)
      const part = partOf(locale, notice.kind as NoticeKind, notice.actor, notice.html, thread.part_of !== null)
      return notice.kind === 'details' ? [part, { kind: 'text', text: saying(noticeMails, 'details') }] : [part]
    })
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

/** That a question is here, by when its asker hears from someone, who looks after it and how to add to it. */
function receivedParts(thread: ThreadRow, moment: Moment): readonly MailPart[] {
  return [
    { kind: 'text', text: saying(noticeMails, 'received.by', byWhen(thread, moment)) },
    { kind: 'text', text: saying(noticeMails, thread.private_at === null ? 'received.public' : 'received.private') },
    { kind: 'text', text: saying(noticeMails, 'received.details') },
  ]
}

/** That the second tier has a question, and by when its asker hears from someone where that is still to come. */
function escalatedPart(thread: ThreadRow, moment: Moment): MailPart {
  const { due_at: due, first_answer_at: answered, details_asked_at: pausedAt } = thread
  if (due !== null && due > moment.now && pausedAt === null)
    return { kind: 'text', text: saying(noticeMails, 'escalated.by', byWhen(thread, moment)) }
  return { kind: 'text', text: saying(noticeMails, answered === null ? 'escalated' : 'escalated.again') }
}

/** The whole date, since nobody knows on which day a mail is read, and the place whose clocks show that time. */
function byWhen({ due_at: due }: ThreadRow, moment: Moment): { readonly when: string; readonly place: string } {
  return { when: fullWords(due ?? moment.now, moment), place: placeOf(moment.zone) }
}

function partOf(
  locale: Locale,
  kind: NoticeKind,
  actor: string | null,
  html: string,
  isPrivatePart: boolean,
): MailPart {
  const name = actor ?? speak(locale, saidWords)('formerMember')
  if (kind === 'outcome' || kind === 'flagged' || kind === 'closing-soon')
    return { kind: 'text', text: saying(noticeMails, kind) }
  if (kind === 'accepted' || kind === 'helpful')
    return { kind: 'text', text: saying(noticeMails, kind, { actor: name }) }
  // What is private leaves by no mail, which others may read: it says where to read it.
  if (kind === 'private-part') return { kind: 'text', text: saying(noticeMails, kind, { actor: name }) }
  if (kind === 'details' && isPrivatePart)
    return { kind: 'text', text: saying(noticeMails, 'details.private', { actor: name }) }
  return { kind: 'voice', by: noticeSentence(locale, kind, actor), html, text: plainText(html) }
}
