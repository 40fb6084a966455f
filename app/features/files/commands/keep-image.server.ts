import { mayWrite } from '#app/access/members.ts'
import { demand } from '#app/kernel/verdict.ts'
import { speak } from '#app/locale/speak.ts'
import type { Context } from '#app/platform/context.server.ts'
import { cleanImage, fileRow } from '#app/platform/images.server.ts'
import { fileRefusals } from '../words/refusals.ts'

/** Screenshots stay readable; what is larger is only slower. */
const SIZE = { width: 2400, height: 2400, fit: 'inside' } as const

/**
 * Keeps a picture for a post that is being written, on disk before its row, and returns the Markdown
 * that shows it. Throws `invalid` when it can't be used.
 */
export async function keepImage(
  { db, blobs, clock, viewer, locale }: Context,
  file: File,
): Promise<{ readonly url: string; readonly markdown: string }> {
  demand(mayWrite(viewer, clock.now()))
  const image = await cleanImage(file, SIZE, 'file', viewer.id)
  await blobs.put(image.key, image.bytes)
  await db
    .insertInto('files')
    .values({ ...fileRow(image, 'image', clock.now()), member_id: viewer.id })
    .execute()
  const url = `/files/${image.key}`
  return { url, markdown: `![${altOf(file.name) || speak(locale, fileRefusals)('picture')}](${url})` }
}

function altOf(name: string): string {
  return name
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[^\p{L}\p{N} _-]+/gu, ' ')
    .trim()
    .slice(0, 60)
}
