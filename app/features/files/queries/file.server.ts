import { getPost } from '#app/features/forum/queries/facts.server.ts'
import { getArticle } from '#app/features/knowledge/queries/facts.server.ts'
import { AppError } from '#app/kernel/errors.ts'
import { isMember, isStaff } from '#app/kernel/roles.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { fileRefusals } from '../words/refusals.ts'

export interface KeptFile {
  readonly bytes: Buffer
  readonly mime: string
  readonly isPublic: boolean
  /** What it is saved as; null for pictures, which are shown. */
  readonly name: string | null
}

/**
 * A kept file for who may see it: pictures of people are public; what stands in a post or an article needs
 * the right to that, so that hiding the post hides it; what stands in none yet, or only in a revision of an
 * article that is not published, is its sender's and staff's.
 */
export async function getFile(context: Pick<Context, 'db' | 'viewer' | 'blobs'>, key: string): Promise<KeptFile> {
  const { db, viewer, blobs } = context
  const missing = new AppError('not-found', saying(fileRefusals, 'missing'))
  const row = await db.selectFrom('files').selectAll().where('key', '=', key).executeTakeFirst()
  if (!row) throw missing
  const isPublic = row.kind === 'avatar' || row.kind === 'logo'
  const isTheirs = isStaff(viewer) || (isMember(viewer) && viewer.id === row.member_id)
  if (!isPublic) {
    try {
      if (row.post_id !== null) await getPost(db, viewer, row.post_id)
      else if (row.article_id !== null) {
        const { article } = await getArticle(db, viewer, row.article_id)
        // What stands in a revision that is not out yet is for those who work on it.
        if (!isTheirs && !article.html.includes(key)) throw missing
      } else if (!isTheirs) throw missing
    } catch (error) {
      throw error instanceof AppError && error.code === 'not-found' ? missing : error
    }
  }
  const bytes = await blobs.find(key)
  if (!bytes) throw missing
  return { bytes, mime: row.mime, isPublic, name: row.kind === 'attachment' ? row.name : null }
}
