import { addressOf } from '#app/kernel/addresses.ts'
import { SECOND } from '#app/kernel/clock.ts'
import { localeOf } from '#app/locale/locales.ts'
import { saying } from '#app/locale/saying.ts'
import { speak } from '#app/locale/speak.ts'
import type { Services } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { mailBody, senderOf, type MailPart } from '#app/platform/mail/frame.server.ts'
import { queueMail } from '#app/platform/mail/mail.server.ts'
import { readSecret, sign } from '#app/platform/secret.server.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { standingNotices } from '../queries/standing-notices.server.ts'
import { DESK_KINDS, LEADS_TO_DESK, mailReason, stopMark } from '../rules.ts'
import { noticeSentence } from '../rules/sentence.ts'
import { noticeMails } from '../words/mails.ts'
import { listHeaders } from './mail-notices.server.ts'

type Parts = Pick<Services, 'db' | 'clock' | 'env'>

/** Threads that one mail lists; of the rest it says how many there are. */
const MOST_LISTED = 30
/** While so much is still to be looked at, the mail waits for it. */
const WAIT = 30 * SECOND

const HEADS = {
  yours: 'yours',
  invited: 'invited',
  'private-asked': 'asked',
  'to-desk': 'new',
  noted: 'noted',
} as const
type DeskKind = keyof typeof HEADS

/**
 * The job `notices.desk-mail`: all that became somebody's work makes one mail that lists it, however much fell due at
 * once. While threads are still waiting to be looked at, as after a time without a worker, it waits for them.
 */
export async function mailDesk(services: Parts, site: SiteSettings, memberId: number): Promise<void> {
  const { db, clock, env } = services
  const now = clock.now()
  const member = await db.selectFrom('members').selectAll().where('id', '=', memberId).executeTakeFirst()
  if (!member || member.email === null || member.email_confirmed_at === null) return
  if (await isCatchingUp(db, now)) {
    await enqueue(db, 'notices.desk-mail', { member: memberId }, { now, at: now + WAIT })
    return
  }
  const waiting = await db
    .selectFrom('notices')
    .innerJoin('threads', 'threads.id', 'notices.thread_id')
    .leftJoin('members as actor', 'actor.id', 'notices.actor_id')
    .select(['notices.id', 'notices.kind', 'threads.id as thread_id', 'threads.title', 'threads.slug'])
    .select('actor.name as actor')
    .where('notices.member_id', '=', memberId)
    .where('notices.kind', 'in', [...DESK_KINDS])
    .where('notices.channel', '=', 'mail')
    .where('notices.mailed_at', 'is', null)
    .orderBy('notices.id')
    .limit(2000)
    .execute()
  const ids = waiting.map((row) => row.id)
  const standing = await standingNotices(db, memberId, ids, now)
  const secret = await readSecret(db, now)
  await inTransaction(db, async (trx) => {
    if (ids.length === 0) return
    // Claimed, because another worker may be at the same job: each notice is in one mail.
    const claimed = await trx
      .updateTable('notices')
      .set({ mailed_at: now })
      .where('mailed_at', 'is', null)
      .where('id', 'in', ids)
      .returning('id')
      .execute()
    const mine = new Set(claimed.map((row) => row.id))
    const sent = waiting.filter((row) => standing.has(row.id) && mine.has(row.id))
    const first = sent[0]
    if (!first || member.email === null) return
    const locale = localeOf(member.locale, env.languages)
    const kinds = (Object.keys(HEADS) as DeskKind[]).filter((kind) => sent.some((row) => row.kind === kind))
    const main = kinds[0] ?? 'to-desk'
    const stopUrl = `${env.baseUrl}/unsubscribe/${sign(secret, stopMark(main, memberId, 0))}`
    const parts = kinds.flatMap((kind): MailPart[] => {
      const rows = sent.filter((row) => row.kind === kind)
      return [
        { kind: 'head', text: saying(noticeMails, 'desk.head', { kind: HEADS[kind] }) },
        ...rows.slice(0, MOST_LISTED).map((row): MailPart => ({
          kind: 'row',
          title: row.title,
          facts: noticeSentence(locale, kind, row.actor),
          url: `${env.baseUrl}${LEADS_TO_DESK.has(kind) ? `/desk?thread=${row.thread_id}` : addressOf({ id: row.thread_id, slug: row.slug })}`,
        })),
      ]
    })
    const isDesk = LEADS_TO_DESK.has(main)
    const only = sent.length === 1 ? first : null
    const url = isDesk ? '/desk' : only ? addressOf({ id: only.thread_id, slug: only.slug }) : '/inbox'
    const body = mailBody(
      senderOf(site, env.baseUrl, locale),
      [
        ...parts,
        {
          kind: 'act',
          label: saying(noticeMails, isDesk ? 'button.queue' : 'button.answer'),
          url: `${env.baseUrl}${url}`,
        },
      ],
      mailReason(main, first.title, `${env.baseUrl}/settings/notices`),
      stopUrl,
    )
    await queueMail(trx, now, new URL(env.baseUrl).hostname, {
      cause: `desk ${memberId} ${first.id}`,
      memberId,
      to: member.email,
      subject: only ? only.title : speak(locale, noticeMails)('desk.subject', { count: sent.length }),
      ...body,
      headers: listHeaders(stopUrl),
      notices: sent.map((row) => row.id),
    })
  })
}

/** Whether many threads are due to be looked at that nobody has looked at yet. */
async function isCatchingUp(db: Executor, now: number): Promise<boolean> {
  const due = await db
    .selectFrom('jobs')
    .select('id')
    .where('name', '=', 'escalation.review')
    .where('parked_at', 'is', null)
    .where('due_at', '<=', now - SECOND)
    .limit(1)
    .execute()
  return due.length > 0
}
