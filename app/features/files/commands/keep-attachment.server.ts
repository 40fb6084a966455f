import { createHash, randomBytes } from 'node:crypto'
import { mayAttach } from '#app/access/articles.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { attachmentKind, attachmentMarkdown, tidyFileName } from '../rules/attachments.ts'
import { fileRefusals } from '../words/refusals.ts'

const MAX_BYTES = 8 * 1024 * 1024

/**
 * Keeps a document that an article will offer, on disk before its row, and returns the Markdown that links
 * it. It is only ever sent as a download. Throws `invalid` when it can't be attached, `forbidden`.
 */
export async function keepAttachment(
  { db, blobs, clock, viewer }: Context,
  file: File,
): Promise<{ readonly url: string; readonly markdown: string }> {
  demand(mayAttach(viewer, clock.now()))
  const refuse = (why: 'empty' | 'large' | 'kind'): AppError =>
    new AppError('invalid', saying(fileRefusals, 'attach'), { fields: { file: saying(fileRefusals, `attach.${why}`) } })
  if (file.size === 0) throw refuse('empty')
  if (file.size > MAX_BYTES) throw refuse('large')
  const bytes = Buffer.from(await file.arrayBuffer())
  const name = tidyFileName(file.name)
  const kind = attachmentKind(name, bytes)
  if (!kind) throw refuse('kind')
  const key = randomBytes(24).toString('base64url')
  await blobs.put(key, bytes)
  await db
    .insertInto('files')
    .values({
      key,
      kind: 'attachment',
      mime: kind.mime,
      name,
      bytes: bytes.length,
      width: 0,
      height: 0,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      member_id: viewer.id,
      created_at: clock.now(),
    })
    .execute()
  const url = `/files/${key}`
  return { url, markdown: attachmentMarkdown(name, bytes.length, url) }
}
