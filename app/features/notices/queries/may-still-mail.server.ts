import { findViewer } from '#app/features/accounts/queries/viewer.server.ts'
import { getPost } from '#app/features/forum/queries/facts.server.ts'
import { AppError } from '#app/kernel/errors.ts'
import type { Executor } from '#db/transaction.server.ts'

/** Whether a member may, at this moment, still read every one of these posts, and none is hidden. */
export async function mayStillMail(
  db: Executor,
  memberId: number,
  posts: readonly number[],
): Promise<boolean> {
  const viewer = await findViewer(db, memberId)
  if (!viewer) return false
  for (const postId of posts) {
    try {
      const { post, thread } = await getPost(db, viewer, postId)
      if (post.hidden_at !== null || thread.hidden_at !== null) return false
    } catch (error) {
      if (error instanceof AppError && error.code === 'not-found') return false
      throw error
    }
  }
  return true
}
