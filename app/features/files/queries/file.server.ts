import { getPost } from '#app/features/forum/queries/facts.server.ts'
import { getArticle } from '#app/features/knowledge/queries/facts.server.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { isMember, isStaff } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'

export interface KeptFile {
  readonly bytes: Buffer
  readonly mime: string
  readonly isPublic: boolean
  /** What it is saved as; null for pictures, which are shown. */
  readonly name: string | null
}

/**
 * A kept file for who may see it: pictures of people are public; what stands in a post or an article needs
 * the right to that, so that hiding the post hides it; what stands in none yet is its sender's and staff's.
 */
export async function getFile(
  context: Pick<Context, 'db' | 'viewer' | 'blobs'>,
  key: string,
): Promise<KeptFile> {
  const { db, viewer, blobs } = context
  const missing = notFound('This file')
  const row = await db.selectFrom('files').selectAll().where('key', '=', key).executeTakeFirst()
  if (!row) throw missing
  const isPublic = row.kind === 'avatar' || row.kind === 'logo'
  if (!isPublic) {
    if (row.post_id !== null) {
      try {
        await getPost(db, viewer, row.post_id)
      } catch (error) {
        throw error instanceof AppError && error.code === 'not-found' ? missing : error
      }
    } else if (row.article_id !== null) {
      try {
        await getArticle(db, viewer, row.article_id)
      } catch (error) {
        throw error instanceof AppError && error.code === 'not-found' ? missing : error
      }
    } else if (!isStaff(viewer) && !(isMember(viewer) && viewer.id === row.member_id)) throw missing
  }
  const bytes = await blobs.find(key)
  if (!bytes) throw missing
  return { bytes, mime: row.mime, isPublic, name: row.kind === 'attachment' ? row.name : null }
}
