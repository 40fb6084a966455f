import { notFound } from '#app/kernel/errors.ts'
import type { Services } from '#app/platform/context.server.ts'
import { readSecret, unsign } from '#app/platform/secret.server.ts'
import { findViewer } from '#app/features/accounts/queries/viewer.server.ts'
import { findReadablePosts } from '#app/features/forum/queries/facts.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { sql } from 'kysely'
import { NOTICE_KINDS } from '../types.ts'

type Parts = Pick<Services, 'db' | 'clock'>

/** What a link at the end of a mail stops, once its mark is checked. */
export interface Stop {
  readonly what: 'thread' | 'digest'
  readonly memberId: number
  readonly threadId: number
  readonly threadTitle: string | null
}

/** Reads the token of such a link; throws `not-found` for one that this site did not make. */
export async function getStop({ db, clock }: Parts, token: string): Promise<Stop> {
  const text = unsign(await readSecret(db, clock.now()), token)
  const match = /^(thread|digest)-(\d{1,15})-(\d{1,15})$/.exec(text ?? '')
  if (!match) throw notFound('This link')
  const [memberId, threadId] = [Number(match[2]), Number(match[3])]
  return {
    what: match[1] === 'digest' ? 'digest' : 'thread',
    memberId,
    threadId,
    threadTitle: await titleFor(db, memberId, threadId, clock.now()),
  }
}

/** The title as the member may read it now; null when they may not any more. */
async function titleFor(
  db: Executor,
  memberId: number,
  threadId: number,
  now: number,
): Promise<string | null> {
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

/** Stops the mails that the link names: the thread is followed no longer, or the digest is off. */
export async function stopMails(parts: Parts, token: string): Promise<Stop> {
  const stop = await getStop(parts, token)
  await inTransaction(parts.db, async (trx) => {
    if (stop.what === 'thread') {
      const gone = await trx
        .deleteFrom('follows')
        .where('member_id', '=', stop.memberId)
        .where('kind', '=', 'thread')
        .where('subject_id', '=', stop.threadId)
        .returning('member_id')
        .executeTakeFirst()
      if (gone)
        await trx
          .updateTable('threads')
          .set({ follower_count: sql`follower_count - 1` })
          .where('id', '=', stop.threadId)
          .execute()
      return
    }
    const chosen = await trx
      .selectFrom('notice_preferences')
      .select(['kind', 'channel'])
      .where('member_id', '=', stop.memberId)
      .execute()
    for (const kind of NOTICE_KINDS) {
      const channel = chosen.find((row) => row.kind === kind)?.channel
      if (channel !== 'digest' && !(channel === undefined && kind === 'moved')) continue
      await trx
        .insertInto('notice_preferences')
        .values({ member_id: stop.memberId, kind, channel: 'inbox' })
        .onConflict((c) => c.columns(['member_id', 'kind']).doUpdateSet({ channel: 'inbox' }))
        .execute()
    }
  })
  return stop
}
