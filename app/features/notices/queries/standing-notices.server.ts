import { sql } from 'kysely'
import { readableArticles } from '#app/access/articles.server.ts'
import { findViewer } from '#app/features/accounts/queries/viewer.server.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { findReadablePosts } from '#app/features/forum/queries/facts.server.ts'
import type { MemberViewer } from '#app/kernel/roles.ts'
import type { Executor } from '#db/transaction.server.ts'
import { isOfSubject } from '../rules.ts'
import { reasonHolds } from '../rules/reasons.ts'
import type { NoticeKind } from '../types.ts'
import { subjectKey, subjectsByKey } from './subjects.server.ts'

/** Notices that are asked about in one statement. */
const PAGE = 500

/** Whether a member is suspended at this moment. */
export function isSuspended(viewer: MemberViewer, now: number): boolean {
  return viewer.suspendedUntil !== null && viewer.suspendedUntil > now
}

/**
 * Those of these notices of a member that may be mailed at this moment: they are there, what they are about may be
 * read by the member, and the reason for them still holds.
 */
export async function standingNotices(
  db: Executor,
  memberId: number,
  ids: readonly number[],
  now: number,
): Promise<ReadonlySet<number>> {
  const viewer = await findViewer(db, memberId, now)
  // Whoever is suspended may read here, and is not called back by mail.
  if (!viewer || isSuspended(viewer, now)) return new Set()
  const standing = new Set<number>()
  for (let at = 0; at < ids.length; at += PAGE) {
    const rows = await noticesWithReasons(db, memberId, ids.slice(at, at + PAGE))
    const posts = await shownPosts(db, viewer, rows)
    const articles = await shownArticles(db, viewer, rows)
    const subjects = rows.some(({ kind }) => isOfSubject(kind)) ? await subjectsByKey(db, memberId, now) : null
    for (const row of rows) {
      const isReadable =
        row.kind === 'badge' ||
        isOfSubject(row.kind) ||
        (row.article_id === null ? posts.has(row.post_id ?? 0) : articles.has(row.article_id))
      if (
        isReadable &&
        reasonHolds(row.kind as NoticeKind, reasonFacts(row, subjects?.has(subjectKey(row)) ?? false), now)
      )
        standing.add(row.id)
    }
  }
  return standing
}

type Row = Awaited<ReturnType<typeof noticesWithReasons>>[number]

async function noticesWithReasons(db: Executor, memberId: number, ids: readonly number[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('notices')
    .innerJoin('members', 'members.id', 'notices.member_id')
    .leftJoin('posts', 'posts.id', 'notices.post_id')
    .leftJoin('threads', 'threads.id', 'notices.thread_id')
    .leftJoin('escalations', (join) =>
      join.onRef('escalations.thread_id', '=', 'threads.id').on('escalations.resolved_at', 'is', null),
    )
    .leftJoin('articles', 'articles.id', 'notices.article_id')
    .leftJoin('article_revisions as newest', (join) =>
      join.onRef('newest.article_id', '=', 'articles.id').onRef('newest.number', '=', 'articles.revision'),
    )
    .select([
      'notices.id',
      'notices.kind',
      'notices.post_id',
      'notices.article_id',
      'notices.subject_kind',
      'notices.subject_id',
      'members.handle',
      'posts.kind as post_kind',
      'posts.html',
      'posts.asks_details',
      'threads.author_id as asker_id',
      'threads.accepted_post_id',
      'threads.reopened_at',
      'threads.closed_at',
      'threads.closing_at',
      'threads.answer_count',
      'threads.private_at',
      'threads.due_at',
      'threads.details_asked_at',
      'escalations.state as escalation_state',
      'escalations.owner_id as escalation_owner',
      'notices.member_id',
      'articles.listed',
      'articles.flagged_at',
      'articles.owner_id',
      'articles.review_by_at',
      'newest.state as newest_state',
    ])
    .select([
      sql<number>`case when exists (select 1 from follows where follows.member_id = notices.member_id
        and follows.kind = 'thread' and follows.subject_id = notices.thread_id) then 1 else 0 end`.as('follows'),
      sql<number>`case when exists (select 1 from invitations where invitations.member_id = notices.member_id
        and invitations.thread_id = notices.thread_id) then 1 else 0 end`.as('invited'),
      sql<number>`case when exists (select 1 from helpful where helpful.post_id = notices.post_id
        and helpful.member_id = notices.actor_id) then 1 else 0 end`.as('helped'),
      sql<number>`case when exists (select 1 from flags where flags.post_id = notices.post_id
        and flags.settled_at is null) then 1 else 0 end`.as('flagged'),
      sql<number>`case when exists (select 1 from article_credits where
        article_credits.article_id = notices.article_id
        and article_credits.member_id = notices.member_id) then 1 else 0 end`.as('credited'),
      sql<number>`case when exists (select 1 from awards where awards.notice_id = notices.id
        and awards.revoked_at is null) then 1 else 0 end`.as('holds_badge'),
    ])
    .where('notices.member_id', '=', memberId)
    .where('notices.id', 'in', [...ids])
    .execute()
}

function reasonFacts(row: Row, subjectStands: boolean): Parameters<typeof reasonHolds>[1] {
  return {
    handle: row.handle,
    postId: row.post_id,
    postKind: row.post_kind,
    html: row.html ?? '',
    isAwaited: row.asks_details === 1 && row.asker_id === row.member_id,
    follows: row.follows === 1,
    acceptedPostId: row.accepted_post_id,
    isReopened: row.reopened_at !== null,
    isClosed: row.closed_at !== null,
    isClosing: row.closing_at !== null,
    answerCount: row.answer_count ?? 0,
    helped: row.helped === 1,
    flagged: row.flagged === 1,
    isListed: row.listed === 1,
    credited: row.credited === 1,
    isInReview: row.newest_state === 'review',
    sourceGone: row.flagged_at !== null,
    reviewByAt: row.review_by_at,
    isPrivate: row.private_at !== null,
    dueAt: row.due_at,
    isPaused: row.details_asked_at !== null,
    isInvited: row.invited === 1,
    escalation: row.escalation_state === null ? null : { ownerId: row.escalation_owner, state: row.escalation_state },
    memberId: row.member_id,
    holdsBadge: row.holds_badge === 1,
    subjectStands,
  }
}

async function shownPosts(db: Executor, viewer: MemberViewer, rows: readonly Row[]): Promise<ReadonlySet<number>> {
  const ids = rows.flatMap((row) => row.post_id ?? [])
  const readable = await findReadablePosts(db, viewer, ids)
  const shown = [...readable.values()].filter(
    ({ post, thread }) => post.hidden_at === null && thread.hidden_at === null,
  )
  return new Set(shown.map(({ post }) => post.id))
}

async function shownArticles(db: Executor, viewer: MemberViewer, rows: readonly Row[]): Promise<ReadonlySet<number>> {
  const ids = rows.flatMap((row) => row.article_id ?? [])
  if (ids.length === 0) return new Set()
  const { unreadable } = await categoriesFor(db, viewer)
  const shown = await db
    .selectFrom('articles')
    .select('id')
    .where('id', 'in', ids)
    .where(readableArticles(viewer, unreadable))
    .execute()
  return new Set(shown.map(({ id }) => id))
}
