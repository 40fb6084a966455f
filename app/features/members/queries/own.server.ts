import { readableThreads } from '#app/access/threads.server.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { DEFAULT_CHANNELS, type Channel, type NoticeKind } from '#app/features/notices/types.ts'
import { addressOf } from '#app/kernel/addresses.ts'
import { notFound } from '#app/kernel/errors.ts'
import type { Page } from '#app/kernel/page.ts'
import type { MemberViewer } from '#app/kernel/roles.ts'
import { pageByKey } from '#db/paging.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { FollowView, NoticeChannels, OwnProfileView } from '../types.ts'

const PAGE = 50

/** What a member shows of themselves. */
export async function getOwnProfile(db: Executor, viewer: MemberViewer): Promise<OwnProfileView> {
  const row = await db.selectFrom('members').select(['bio', 'zone']).where('id', '=', viewer.id).executeTakeFirst()
  if (!row) throw notFound()
  const { handle, name, avatarUrl, role, locale } = viewer
  return { handle, name, avatarUrl, role, bio: row.bio, zone: row.zone, locale }
}

/** A member's own address, for the account page. */
export async function getOwnEmail(db: Executor, viewer: MemberViewer): Promise<string | null> {
  const row = await db.selectFrom('members').select('email').where('id', '=', viewer.id).executeTakeFirst()
  return row?.email ?? null
}

/** How each kind of notice reaches a member: as they chose, else the default. */
export async function getChannels(db: Executor, memberId: number): Promise<NoticeChannels> {
  const rows = await db
    .selectFrom('notice_preferences')
    .select(['kind', 'channel'])
    .where('member_id', '=', memberId)
    .execute()
  const chosen = Object.fromEntries(
    rows.filter((row) => row.kind in DEFAULT_CHANNELS).map((row) => [row.kind as NoticeKind, row.channel as Channel]), // written from the closed lists only
  )
  return { ...DEFAULT_CHANNELS, ...chosen }
}

/** One page of what a member follows and may still read, newest first. */
export async function listFollowing(
  db: Executor,
  viewer: MemberViewer,
  page: string | null,
): Promise<Page<FollowView>> {
  const { unreadable } = await categoriesFor(db, viewer)
  const query = db
    .selectFrom('follows')
    .innerJoin('threads', 'threads.id', 'follows.subject_id')
    .select(['threads.id', 'threads.title', 'threads.slug', 'follows.at'])
    .where('follows.member_id', '=', viewer.id)
    .where('follows.kind', '=', 'thread')
    .where('threads.merged_into', 'is', null)
    .where('threads.part_of', 'is', null)
    .where(readableThreads(viewer, unreadable) as never)
  const { rows, newer, older } = await pageByKey(query, {
    page,
    size: PAGE,
    by: ['follows.at', 'threads.id'],
    order: 'desc',
    keysOf: (row) => [row.at, row.id],
  })
  return {
    newer,
    older,
    rows: rows.map((row) => ({
      kind: 'thread',
      id: row.id,
      title: row.title,
      address: addressOf(row),
      since: row.at,
    })),
  }
}
