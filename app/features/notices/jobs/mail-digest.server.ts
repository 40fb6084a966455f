import { localeOf } from '#app/locale/locales.ts'
import { saying, textIn, type Saying } from '#app/locale/saying.ts'
import { speak } from '#app/locale/speak.ts'
import { timeWords } from '#app/ui/words/times.ts'
import { noticeMails } from '../words/mails.ts'
import { DateTime } from 'luxon'
import { listedThreads } from '#app/access/threads.server.ts'
import { badgesOfNotices } from '#app/features/badges/queries/badges-of-notices.server.ts'
import { findViewer } from '#app/features/accounts/queries/viewer.server.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { DAY, HOUR } from '#app/kernel/clock.ts'
import type { Services } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { mailBody, senderOf, type MailPart } from '#app/platform/mail/frame.server.ts'
import { queueMail } from '#app/platform/mail/mail.server.ts'
import { readSecret, sign } from '#app/platform/secret.server.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { SUBJECT_KINDS } from '../rules.ts'
import { subjectKey, subjectsByKey, type Subject } from '../queries/subjects.server.ts'
import { isSuspended, standingNotices } from '../queries/standing-notices.server.ts'
import { listHeaders } from './mail-notices.server.ts'

type Parts = Pick<Services, 'db' | 'clock' | 'env'>

/** Threads that a digest lists; of the rest it says how many there are. */
const MOST_MOVED = 25
const MOST_OPEN = 3
/** Notices that one digest takes; the rest is not called told, and comes a day later. */
const MOST_NOTICES = 2000

/** The job `notices.digests`: a job for each member for whom it became seven o'clock, and who has something to hear. */
export async function startDigests({ db, clock }: Parts, site: SiteSettings): Promise<void> {
  const now = clock.now()
  const members = await waitingForDigest(db)
    .innerJoin('members', 'members.id', 'notices.member_id')
    .select((eb) => ['notices.member_id', 'members.zone', eb.fn.min('notices.created_at').as('since')])
    .groupBy(['notices.member_id', 'members.zone'])
    .execute()
  const due = members.filter(({ zone, since }) => Number(since) < lastSeven(zone ?? site.zone, now))
  for (const { member_id } of due) await enqueue(db, 'notices.digest', { member: member_id }, { now })
}

/**
 * The job `notices.digest`: what moved since the last one, and what the member could answer; never empty.
 * What is neither listed nor counted in it is not marked as told.
 */
export async function mailDigest(services: Parts, site: SiteSettings, memberId: number): Promise<void> {
  const { db, clock, env } = services
  const now = clock.now()
  const member = await db.selectFrom('members').selectAll().where('id', '=', memberId).executeTakeFirst()
  const viewer = await findViewer(db, memberId, now)
  if (!member || !viewer || member.email === null || member.email_confirmed_at === null) return
  // Who moved to another zone has seven o'clock twice on that day.
  if (isSuspended(viewer, now) || (await hadDigest(db, memberId, now - BETWEEN))) return
  const waiting = await waitingForDigest(db)
    .innerJoin('threads', 'threads.id', 'notices.thread_id')
    .select(['notices.id', 'threads.id as thread_id', 'threads.title', 'threads.slug', 'threads.answer_count'])
    .where('notices.member_id', '=', memberId)
    .orderBy('notices.id', 'desc')
    .limit(MOST_NOTICES)
    .execute()
  const moved = new Map<number, { readonly row: (typeof waiting)[number]; count: number }>()
  const ids = waiting.map((row) => row.id)
  const standing = await standingNotices(db, memberId, ids, now)
  const mayTell = (row: (typeof waiting)[number]): boolean => standing.has(row.id)
  for (const row of waiting.filter(mayTell)) {
    const known = moved.get(row.thread_id)
    if (known) known.count += 1
    else moved.set(row.thread_id, { row, count: 1 })
  }
  const badgeNotices = await waitingForDigest(db)
    .select('notices.id')
    .where('notices.member_id', '=', memberId)
    .where('notices.kind', '=', 'badge')
    .orderBy('notices.id')
    .limit(MOST_MOVED)
    .execute()
  const badgeIds = badgeNotices.map((row) => row.id)
  const earned = await badgesOfNotices(db, [...(await standingNotices(db, memberId, badgeIds, now))])
  const ofSubjects = await waitingForDigest(db)
    .select(['notices.id', 'notices.subject_kind', 'notices.subject_id'])
    .where('notices.member_id', '=', memberId)
    .where('notices.kind', 'in', [...SUBJECT_KINDS])
    .orderBy('notices.id')
    .limit(MOST_MOVED)
    .execute()
  const subjects = ofSubjects.length === 0 ? new Map<string, Subject>() : await subjectsByKey(db, memberId, now)
  const told = ofSubjects.flatMap((row) => {
    const subject = subjects.get(subjectKey(row))
    return subject ? [{ id: row.id, subject }] : []
  })
  const shown = [...moved.values()].slice(0, MOST_MOVED)
  const unlisted = moved.size - shown.length
  const open = member.answer_count > 0 ? await couldAnswer(services, viewer, now) : []

  const secret = await readSecret(db, now)
  const stopUrl = `${env.baseUrl}/unsubscribe/${sign(secret, `digest-${memberId}-0`)}`
  await inTransaction(db, async (trx) => {
    // Two runs at once would each mail the same.
    await lockRow(trx, 'members', memberId)
    if (member.email === null || (await hadDigest(trx, memberId, now - BETWEEN))) return
    await markTold(trx, waiting.filter(mayTell), { mailed_at: now })
    await markTold(trx, badgeNotices, { mailed_at: now })
    await markTold(trx, ofSubjects, { mailed_at: now })
    // What the member may not read now stays in the inbox, should they read it again.
    await markTold(
      trx,
      waiting.filter((row) => !mayTell(row)),
      { channel: 'inbox' },
    )
    const newest = shown[0]?.row.id ?? [...earned.keys()].at(-1) ?? told.at(-1)?.id
    if (newest === undefined) return
    const locale = localeOf(member.locale, env.languages)
    const row = (thread: { id: number; slug: string; title: string }, facts: Saying): MailPart => ({
      kind: 'row',
      title: thread.title,
      facts,
      url: `${env.baseUrl}${addressOf(thread)}`,
    })
    const parts: MailPart[] = [
      ...(open.length > 0 ? [{ kind: 'head' as const, text: saying(noticeMails, 'digest.open') }] : []),
      ...open.map((thread) =>
        row(thread, saying(noticeMails, 'digest.waits', { span: inWords(now - thread.created_at) })),
      ),
      ...(told.length > 0 ? [{ kind: 'head' as const, text: saying(noticeMails, 'digest.subjects') }] : []),
      ...told.map(({ subject }): MailPart => ({
        kind: 'row',
        title: typeof subject.title === 'string' ? subject.title : textIn(locale, subject.title),
        facts: textIn(locale, subject.words),
        url: `${env.baseUrl}${subject.address}`,
      })),
      ...(earned.size > 0 ? [{ kind: 'head' as const, text: saying(noticeMails, 'digest.badges') }] : []),
      ...[...earned.values()].flat().map(({ name, description, uid }): MailPart => ({
        kind: 'row',
        title: name,
        facts: description,
        url: `${env.baseUrl}/badges/credentials/${uid}`,
      })),
      ...(shown.length > 0 ? [{ kind: 'head' as const, text: saying(noticeMails, 'digest.moved') }] : []),
      ...shown.map(({ row: r, count }) =>
        row({ id: r.thread_id, slug: r.slug, title: r.title }, saying(noticeMails, 'digest.posts', { posts: count })),
      ),
      ...(unlisted > 0
        ? [
            {
              kind: 'act' as const,
              label: saying(noticeMails, 'digest.more', { threads: unlisted }),
              url: `${env.baseUrl}/inbox`,
            },
          ]
        : []),
    ]
    const body = mailBody(
      senderOf(site, env.baseUrl, locale),
      parts,
      saying(noticeMails, 'digest.why', { url: `${env.baseUrl}/settings/notices` }),
      stopUrl,
    )
    await queueMail(trx, now, new URL(env.baseUrl).hostname, {
      cause: `${causeOf(memberId)}${newest}`,
      memberId,
      to: member.email,
      subject: speak(locale, noticeMails)('digest.subject', { site: site.name }),
      ...body,
      headers: listHeaders(stopUrl),
      notices: [...waiting.filter(mayTell).map(({ id }) => id), ...earned.keys(), ...told.map(({ id }) => id)],
    })
  })
}

/** The hour of a member's day at which a digest leaves. */
const LEAVES_AT = 7
/** Two digests of one member are so far apart, in milliseconds. */
const BETWEEN = 20 * HOUR

/** When it was seven o'clock in this zone for the last time. */
export function lastSeven(zone: string, now: number): number {
  const local = DateTime.fromMillis(now, { zone })
  // A zone that is not known any more is read as UTC.
  const here = local.isValid ? local : DateTime.fromMillis(now, { zone: 'UTC' })
  const seven = here.startOf('day').set({ hour: LEAVES_AT })
  return (seven > here ? seven.minus({ days: 1 }) : seven).toMillis()
}

function waitingForDigest(db: Executor) {
  return db
    .selectFrom('notices')
    .where('notices.channel', '=', 'digest')
    .where('notices.mailed_at', 'is', null)
    .where('notices.read_at', 'is', null)
}

function causeOf(memberId: number): string {
  return `digest ${memberId} `
}

async function hadDigest(db: Executor, memberId: number, since: number): Promise<boolean> {
  const mail = await db
    .selectFrom('mails')
    .select('id')
    .where('member_id', '=', memberId)
    .where('cause', 'like', `${causeOf(memberId)}%`)
    .where('created_at', '>', since)
    .executeTakeFirst()
  return mail !== undefined
}

async function markTold(
  trx: Executor,
  rows: readonly { readonly id: number }[],
  patch: { readonly mailed_at: number } | { readonly channel: string },
): Promise<void> {
  if (rows.length === 0) return
  const ids = rows.map((row) => row.id)
  await trx.updateTable('notices').set(patch).where('id', 'in', ids).execute()
}

async function couldAnswer({ db }: Parts, viewer: NonNullable<Awaited<ReturnType<typeof findViewer>>>, now: number) {
  const { unreadable } = await categoriesFor(db, viewer)
  return db
    .selectFrom('threads')
    .select(['id', 'slug', 'title', 'created_at'])
    .where(listedThreads(unreadable))
    .where('waiting', '=', 1)
    .where('created_at', '>=', now - 14 * DAY)
    .where((eb) => eb.or([eb('author_id', 'is', null), eb('author_id', '!=', viewer.id)]))
    .orderBy('created_at')
    .limit(MOST_OPEN)
    .execute()
}

function inWords(span: number): Saying {
  const hours = Math.max(1, Math.round(span / HOUR))
  return hours < 48
    ? saying(timeWords, 'inHours', { hours })
    : saying(timeWords, 'days', { days: Math.round(hours / 24) })
}
