import { listedThreads } from '#app/access/threads.server.ts'
import { categoriesFor } from '#app/features/forum/queries/categories.server.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { findViewer } from '#app/features/accounts/queries/viewer.server.ts'
import { DAY, HOUR } from '#app/kernel/clock.ts'
import type { Services } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { mailBody, type MailPart } from '#app/platform/mail/frame.server.ts'
import { queueMail } from '#app/platform/mail/mail.server.ts'
import { readSecret, sign } from '#app/platform/secret.server.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { mailablePosts } from '../queries/may-still-mail.server.ts'
import { listHeaders } from './mail-notices.server.ts'

type Parts = Pick<Services, 'db' | 'clock' | 'env'>

const MOST_MOVED = 4
const MOST_OPEN = 3

/** The job `notices.digests`, once a day: a job for each member who has something to hear. */
export async function startDigests({ db, clock }: Parts): Promise<void> {
  const members = await db
    .selectFrom('notices')
    .select('member_id')
    .distinct()
    .where('channel', '=', 'digest')
    .where('mailed_at', 'is', null)
    .where('read_at', 'is', null)
    .execute()
  for (const { member_id } of members)
    await enqueue(db, 'notices.digest', { member: member_id }, { now: clock.now() })
}

/** The job `notices.digest`: at most seven rows under two heads, never empty. */
export async function mailDigest(
  services: Parts,
  site: SiteSettings,
  memberId: number,
): Promise<void> {
  const { db, clock, env } = services
  const now = clock.now()
  const member = await db
    .selectFrom('members')
    .selectAll()
    .where('id', '=', memberId)
    .executeTakeFirst()
  const viewer = await findViewer(db, memberId, now)
  if (!member || !viewer || member.email === null || member.email_confirmed_at === null) return
  const waiting = await db
    .selectFrom('notices')
    .innerJoin('threads', 'threads.id', 'notices.thread_id')
    .select([
      'notices.id',
      'notices.post_id',
      'threads.id as thread_id',
      'threads.title',
      'threads.slug',
      'threads.answer_count',
    ])
    .where('notices.member_id', '=', memberId)
    .where('notices.channel', '=', 'digest')
    .where('notices.mailed_at', 'is', null)
    .where('notices.read_at', 'is', null)
    .orderBy('notices.id', 'desc')
    .limit(200)
    .execute()
  const moved = new Map<number, { readonly row: (typeof waiting)[number]; count: number }>()
  const posts = waiting.flatMap((row) => row.post_id ?? [])
  const mailable = await mailablePosts(db, memberId, posts, now)
  for (const row of waiting) {
    if (row.post_id === null || !mailable.has(row.post_id)) continue
    const known = moved.get(row.thread_id)
    if (known) known.count += 1
    else moved.set(row.thread_id, { row, count: 1 })
  }
  const shown = [...moved.values()].slice(0, MOST_MOVED)
  const open = member.answer_count > 0 ? await couldAnswer(services, viewer, now) : []

  const secret = await readSecret(db, now)
  const stopUrl = `${env.baseUrl}/unsubscribe/${sign(secret, `digest-${memberId}-0`)}`
  await inTransaction(db, async (trx) => {
    if (waiting.length > 0) {
      await trx
        .updateTable('notices')
        .set({ mailed_at: now })
        .where(
          'id',
          'in',
          waiting.map((row) => row.id),
        )
        .execute()
    }
    if (shown.length === 0 || member.email === null) return
    const row = (thread: { id: number; slug: string; title: string }, facts: string): MailPart => ({
      kind: 'row', title: thread.title, facts, url: `${env.baseUrl}${addressOf(thread)}`,
    }) // prettier-ignore
    const parts: MailPart[] = [
      ...(open.length > 0 ? [{ kind: 'head' as const, text: 'You could answer' }] : []),
      ...open.map((thread) => row(thread, `waits since ${inWords(now - thread.created_at)}`)),
      { kind: 'head', text: 'Moved since' },
      ...shown.map(({ row: r, count }) =>
        row(
          { id: r.thread_id, slug: r.slug, title: r.title },
          count === 1 ? 'one new post' : `${count} new posts`,
        ),
      ),
    ]
    const body = mailBody(
      site.name,
      parts,
      `This is your daily digest. What is in it is set at ${env.baseUrl}/settings/notices`,
      stopUrl,
    )
    await queueMail(trx, now, new URL(env.baseUrl).hostname, {
      cause: `digest ${memberId} ${Math.floor(now / DAY)}`,
      memberId,
      to: member.email,
      subject: `${site.name}: what moved`,
      ...body,
      headers: listHeaders(stopUrl),
      posts: shown.flatMap(({ row: r }) => (r.post_id === null ? [] : [r.post_id])),
    })
  })
}

async function couldAnswer(
  { db }: Parts,
  viewer: NonNullable<Awaited<ReturnType<typeof findViewer>>>,
  now: number,
) {
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

function inWords(milliseconds: number): string {
  const hours = Math.max(1, Math.round(milliseconds / HOUR))
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`
}
