import { findViewer } from '#app/features/accounts/queries/viewer.server.ts'
import { findReadablePosts } from '#app/features/forum/queries/facts.server.ts'
import type { MemberViewer } from '#app/kernel/roles.ts'
import type { Executor } from '#db/transaction.server.ts'

/** Whether a member is suspended at this moment. */
export function isSuspended(viewer: MemberViewer, now: number): boolean {
  return viewer.suspendedUntil !== null && viewer.suspendedUntil > now
}

/** Those of these posts of which a member may hear by mail at this moment: readable for them, and not hidden. */
export async function mailablePosts(
  db: Executor,
  memberId: number,
  posts: readonly number[],
  now: number,
): Promise<ReadonlySet<number>> {
  const viewer = await findViewer(db, memberId, now)
  // Whoever is suspended may read here, and is not called back by mail.
  if (!viewer || isSuspended(viewer, now)) return new Set()
  const readable = await findReadablePosts(db, viewer, posts)
  const shown = [...readable.values()].filter(
    ({ post, thread }) => post.hidden_at === null && thread.hidden_at === null,
  )
  return new Set(shown.map(({ post }) => post.id))
}

/** Whether a mail that tells of all these posts may still go to a member. */
export async function mayStillMail(
  db: Executor,
  memberId: number,
  posts: readonly number[],
  now: number,
): Promise<boolean> {
  if (!(await findViewer(db, memberId, now))) return false
  return (await mailablePosts(db, memberId, posts, now)).size === new Set(posts).size
}
