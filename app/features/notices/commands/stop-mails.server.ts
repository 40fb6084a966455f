import { saying } from '#app/locale/saying.ts'
import { noticeRefusals } from '../words/refusals.ts'
import { notFound } from '#app/kernel/errors.ts'
import type { Services } from '#app/platform/context.server.ts'
import { readSecret, unsign } from '#app/platform/secret.server.ts'
import { findViewer } from '#app/features/accounts/queries/viewer.server.ts'
import { findReadablePosts } from '#app/features/forum/queries/facts.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { sql } from 'kysely'
import { OF_FOLLOWING } from '../rules.ts'
import { DEFAULT_CHANNELS, NOTICE_KINDS, type NoticeKind } from '../types.ts'

type Parts = Pick<Services, 'db' | 'clock'>

/** What a link at the end of a mail stops, once its mark is checked. */
export type Stop = { readonly memberId: number } & (
  | { readonly what: 'thread'; readonly threadId: number; readonly threadTitle: string | null }
  | { readonly what: 'kind'; readonly kind: NoticeKind }
  | { readonly what: 'digest' }
)

/** Reads the token of such a link; throws `not-found` for one that this site did not make. */
export async function getStop({ db, clock }: Parts, token: string): Promise<Stop> {
  const text = unsign(await readSecret(db, clock.now()), token)
  const match = /^(thread|digest|kind)-(\d{1,15})-(\d{1,15})(?:-([a-z-]+))?$/.exec(text ?? '')
  if (!match) throw notFound(saying(noticeRefusals, 'thisLink'))
  const [memberId, threadId] = [Number(match[2]), Number(match[3])]
  if (match[1] === 'digest') return { what: 'digest', memberId }
  if (match[1] === 'thread') {
    const threadTitle = await titleFor(db, memberId, threadId, clock.now())
    return { what: 'thread', memberId, threadId, threadTitle }
  }
  const kind = NOTICE_KINDS.find((known) => known === match[4])
  if (!kind) throw notFound(saying(noticeRefusals, 'thisLink'))
  return { what: 'kind', memberId, kind }
}

/** The title as the member may read it now; null when they may not any more. */
async function titleFor(db: Executor, memberId: number, threadId: number, now: number): Promise<string | null> {
  const viewer = await findViewer(db, memberId, now)
  if (!viewer) return null
  const opening = await db
    .selectFrom('posts')
    .select('id')
    .where('thread_id', '=', threadId)
    .where('kind', '=', 'opening')
    .executeTakeFirst()
  if (!opening) return null
  const readable = await findReadablePosts(db, viewer, [opening.id])
  return readable.get(opening.id)?.thread.title ?? null
}

/**
 * Stops the mails that the link names: the thread is followed no longer, one kind of notice stands in the inbox
 * only, or the digest is off. What waits to be mailed for the same reason is not mailed either.
 */
export async function stopMails(parts: Parts, token: string): Promise<Stop> {
  const stop = await getStop(parts, token)
  await inTransaction(parts.db, async (trx) => {
    switch (stop.what) {
      case 'thread':
        return unfollow(trx, stop.memberId, stop.threadId)
      case 'kind':
        await keepInInbox(trx, stop.memberId, stop.kind)
        return
      case 'digest':
        return stopDigest(trx, stop.memberId)
    }
  })
  return stop
}

async function unfollow(trx: Executor, memberId: number, threadId: number): Promise<void> {
  await waitingMails(trx, memberId)
    .where('thread_id', '=', threadId)
    .where('kind', 'in', [...OF_FOLLOWING])
    .execute()
  const gone = await trx
    .deleteFrom('follows')
    .where('member_id', '=', memberId)
    .where('kind', '=', 'thread')
    .where('subject_id', '=', threadId)
    .returning('member_id')
    .executeTakeFirst()
  if (!gone) return
  await trx
    .updateTable('threads')
    .set({ follower_count: sql`follower_count - 1` })
    .where('id', '=', threadId)
    .execute()
}

async function keepInInbox(trx: Executor, memberId: number, kind: NoticeKind): Promise<void> {
  await waitingMails(trx, memberId).where('kind', '=', kind).execute()
  const { channel } = (await trx
    .selectFrom('notice_preferences')
    .select('channel')
    .where('member_id', '=', memberId)
    .where('kind', '=', kind)
    .executeTakeFirst()) ?? { channel: null }
  // Whoever chose less meanwhile does not get more by an old link.
  if (channel === 'off') return
  await trx
    .insertInto('notice_preferences')
    .values({ member_id: memberId, kind, channel: 'inbox' })
    .onConflict((c) => c.columns(['member_id', 'kind']).doUpdateSet({ channel: 'inbox' }))
    .execute()
}

async function stopDigest(trx: Executor, memberId: number): Promise<void> {
  const chosen = await trx
    .selectFrom('notice_preferences')
    .select(['kind', 'channel'])
    .where('member_id', '=', memberId)
    .execute()
  for (const kind of NOTICE_KINDS) {
    const channel = chosen.find((row) => row.kind === kind)?.channel ?? DEFAULT_CHANNELS[kind]
    if (channel === 'digest') await keepInInbox(trx, memberId, kind)
  }
}

/** Turns what is to be mailed at once, and was not yet, into what stands in the inbox. */
function waitingMails(trx: Executor, memberId: number) {
  return trx
    .updateTable('notices')
    .set({ channel: 'inbox' })
    .where('member_id', '=', memberId)
    .where('channel', '=', 'mail')
    .where('mailed_at', 'is', null)
}
