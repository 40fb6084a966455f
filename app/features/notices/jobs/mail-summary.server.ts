import { DateTime } from 'luxon'
import { readableThreads } from '#app/access/threads.server.ts'
import { findViewer } from '#app/features/accounts/queries/viewer.server.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { HOUR } from '#app/kernel/clock.ts'
import { isModerator } from '#app/kernel/roles.ts'
import { localeOf, type Locale } from '#app/locale/locales.ts'
import { saying, type Saying } from '#app/locale/saying.ts'
import { speak } from '#app/locale/speak.ts'
import type { Services } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { mailBody, senderOf, type MailPart } from '#app/platform/mail/frame.server.ts'
import { queueMail } from '#app/platform/mail/mail.server.ts'
import { readSecret, sign } from '#app/platform/secret.server.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import { dueWords, stampWords } from '#app/ui/time-words.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { withChannels } from '../queries/channels.server.ts'
import { isSuspended } from '../queries/standing-notices.server.ts'
import { mailReason, stopMark } from '../rules.ts'
import { noticeMails } from '../words/mails.ts'
import { lastSeven } from './mail-digest.server.ts'
import { listHeaders } from './mail-notices.server.ts'

type Parts = Pick<Services, 'db' | 'clock' | 'env'>

/** How many of each kind a summary names; of the rest it says how many there are. */
const NAMED = 5
/** A summary leaves within so long after seven o'clock, in milliseconds: a later one would be of no morning. */
const MORNING = 4 * HOUR

/** The job `desk.summaries`: a job for each moderator and admin for whom it became seven o'clock. */
export async function startSummaries({ db, clock }: Parts, site: SiteSettings): Promise<void> {
  const now = clock.now()
  const leaders = await db
    .selectFrom('members')
    .select(['id', 'zone'])
    .where('role', 'in', ['moderator', 'admin'])
    .where('erased_at', 'is', null)
    .where('email_confirmed_at', 'is not', null)
    .execute()
  for (const { id, zone } of leaders) {
    const seven = lastSeven(zone ?? site.zone, now)
    if (now - seven <= MORNING && !(await hadSummary(db, id, seven)))
      await enqueue(db, 'desk.summary', { member: id }, { now })
  }
}

/**
 * The job `desk.summary`: what is late, what is due before the day is over and what waits longest, once a day for
 * whoever leads the desk; no mail where there is nothing of it.
 */
export async function mailSummary(services: Parts, site: SiteSettings, memberId: number): Promise<void> {
  const { db, clock, env } = services
  const now = clock.now()
  const member = await db.selectFrom('members').selectAll().where('id', '=', memberId).executeTakeFirst()
  const viewer = await findViewer(db, memberId, now)
  if (!member || !viewer || !isModerator(viewer) || isSuspended(viewer, now)) return
  if (member.email === null || member.email_confirmed_at === null) return
  const [wanted] = await withChannels(db, [{ memberId, kind: 'desk-summary' }])
  if (wanted?.channel !== 'mail') return
  const zone = member.zone ?? site.zone
  const { unreadable } = await categoriesFor(db, viewer)
  const parts = [
    await deskPart(db, 'late', now, readableThreads(viewer, unreadable), endOfDay(zone, now)),
    await deskPart(db, 'risk', now, readableThreads(viewer, unreadable), endOfDay(zone, now)),
    await deskPart(db, 'longest', now, readableThreads(viewer, unreadable), endOfDay(zone, now)),
  ].filter(({ count }) => count > 0)
  if (parts.length === 0) return
  const secret = await readSecret(db, now)
  const stopUrl = `${env.baseUrl}/unsubscribe/${sign(secret, stopMark('desk-summary', memberId, 0))}`
  const locale = localeOf(member.locale, env.languages)
  await inTransaction(db, async (trx) => {
    // Two runs at once would each mail the same.
    await lockRow(trx, 'members', memberId)
    if (member.email === null || (await hadSummary(trx, memberId, lastSeven(zone, now)))) return
    const body = mailBody(
      senderOf(site, env.baseUrl, locale),
      [
        ...parts.flatMap((part) => sayPart(part, env.baseUrl, { now, zone, locale })),
        { kind: 'act', label: saying(noticeMails, 'button.queue'), url: `${env.baseUrl}/desk` },
      ],
      mailReason('desk-summary', '', `${env.baseUrl}/settings/notices`),
      stopUrl,
    )
    await queueMail(trx, now, new URL(env.baseUrl).hostname, {
      cause: `${causeOf(memberId)}${now}`,
      memberId,
      to: member.email,
      subject: speak(locale, noticeMails)('summary.subject', { site: site.name }),
      ...body,
      headers: listHeaders(stopUrl),
    })
  })
}

type PartName = 'late' | 'risk' | 'longest'

interface DeskPart {
  readonly name: PartName
  readonly count: number
  readonly rows: readonly {
    readonly id: number
    readonly slug: string
    readonly title: string
    readonly created_at: number
    readonly due_at: number | null
    readonly isAtDesk: boolean
  }[]
}

/** One part of the desk: how many, and the first of them. */
async function deskPart(
  db: Executor,
  name: PartName,
  now: number,
  mayRead: ReturnType<typeof readableThreads>,
  dayEnds: number,
): Promise<DeskPart> {
  if (name === 'risk') {
    // Not only what is at the desk: what is due today and has no answer may get there.
    const due = db
      .selectFrom('threads')
      .where((eb) => eb.or([eb('waiting', '=', 1), eb('private_at', 'is not', null)]))
      .where('kind', 'in', ['question', 'problem'])
      .where('accepted_post_id', 'is', null)
      .where('closed_at', 'is', null)
      .where('hidden_at', 'is', null)
      .where('merged_into', 'is', null)
      .where('details_asked_at', 'is', null)
      .where((eb) => eb.or([eb('answer_count', '=', 0), eb('reopened_at', 'is not', null)]))
      .where('due_at', '>=', now)
      .where('due_at', '<', dayEnds)
      .where(mayRead)
    const rows = await due
      .select(['id', 'slug', 'title', 'created_at', 'due_at'])
      .select((eb) =>
        eb
          .exists(
            eb
              .selectFrom('escalations')
              .select('escalations.id')
              .whereRef('escalations.thread_id', '=', 'threads.id')
              .where('escalations.resolved_at', 'is', null),
          )
          .as('at_desk'),
      )
      .orderBy('due_at')
      .orderBy('id')
      .limit(NAMED)
      .execute()
    const { n } = await due.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
    return { name, count: Number(n), rows: rows.map((row) => ({ ...row, isAtDesk: Boolean(row.at_desk) })) }
  }
  const open = db
    .selectFrom('escalations')
    .innerJoin('threads', 'threads.id', 'escalations.thread_id')
    .where('escalations.resolved_at', 'is', null)
    .where(mayRead as never)
    .$if(name === 'late', (q) => q.where('escalations.due_at', '<', now).where('escalations.state', '!=', 'asker'))
    .$if(name === 'longest', (q) => q.where('escalations.state', '=', 'waiting'))
  const rows = await open
    .select(['threads.id', 'threads.slug', 'threads.title', 'threads.created_at', 'escalations.due_at'])
    .orderBy(name === 'late' ? 'escalations.due_at' : 'threads.created_at')
    .orderBy('threads.id')
    .limit(NAMED)
    .execute()
  const { n } = await open.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  return { name, count: Number(n), rows: rows.map((row) => ({ ...row, isAtDesk: true })) }
}

function sayPart(
  { name, count, rows }: DeskPart,
  baseUrl: string,
  moment: { readonly now: number; readonly zone: string; readonly locale: Locale },
): readonly MailPart[] {
  const facts = (row: DeskPart['rows'][number]): Saying | string =>
    name === 'longest' || row.due_at === null
      ? saying(noticeMails, 'summary.asked', { when: stampWords(row.created_at, moment) })
      : dueWords(row.due_at, moment)
  return [
    { kind: 'head', text: saying(noticeMails, `summary.${name}`, { count }) },
    ...rows.map((row): MailPart => ({
      kind: 'row',
      title: row.title,
      facts: facts(row),
      url: `${baseUrl}${row.isAtDesk ? `/desk?thread=${row.id}` : addressOf(row)}`,
    })),
    ...(count > rows.length
      ? [{ kind: 'text' as const, text: saying(noticeMails, 'summary.more', { count: count - rows.length }) }]
      : []),
  ]
}

/** When the day is over in this zone; promises are due in working hours, and those end before. */
function endOfDay(zone: string, now: number): number {
  const local = DateTime.fromMillis(now, { zone })
  return (local.isValid ? local : DateTime.fromMillis(now, { zone: 'UTC' })).endOf('day').toMillis()
}

function causeOf(memberId: number): string {
  return `desk-summary ${memberId} `
}

async function hadSummary(db: Executor, memberId: number, since: number): Promise<boolean> {
  const mail = await db
    .selectFrom('mails')
    .select('id')
    .where('member_id', '=', memberId)
    .where('cause', 'like', `${causeOf(memberId)}%`)
    .where('created_at', '>=', since)
    .executeTakeFirst()
  return mail !== undefined
}
