import { createHash, randomBytes } from 'node:crypto'
import sharp, { type Metadata, type OutputInfo } from 'sharp'
import { mayWrite } from '#app/access/members.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { imageRefusal, MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS, MAX_IMAGE_SIDE } from '../rules.ts'

sharp.cache(false)
sharp.concurrency(1)

/** One picture is decoded at a time: each may need a few hundred megabytes. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Keeps a picture for a post that is being written: read from its head, refused before decoding when
 * hostile, decoded and encoded anew without its metadata, on disk before its row.
 */
export async function keepImage(
  context: Context,
  file: { readonly bytes: Buffer; readonly name: string },
): Promise<{ readonly url: string; readonly markdown: string }> {
  const { db, blobs, clock, viewer } = context
  demand(mayWrite(viewer, clock.now()))
  if (file.bytes.length > MAX_IMAGE_BYTES)
    throw new AppError('invalid', 'A picture may have 8 MB at most.')
  const turn = last.then(() => encode(file.bytes))
  last = turn.catch(() => undefined)
  const { data, info } = await turn
  const key = randomBytes(18).toString('base64url')
  await blobs.put(key, data)
  await db
    .insertInto('files')
    .values({
      key,
      member_id: viewer.id,
      kind: 'image',
      mime: 'image/webp',
      bytes: data.length,
      width: info.width,
      height: info.height,
      sha256: createHash('sha256').update(data).digest('hex'),
      created_at: clock.now(),
    })
    .execute()
  const url = `/files/${key}`
  return { url, markdown: `![${altOf(file.name)}](${url})` }
}

async function encode(bytes: Buffer): Promise<{ data: Buffer; info: OutputInfo }> {
  const options = { limitInputPixels: MAX_IMAGE_PIXELS, pages: 1, failOn: 'error' as const }
  const unreadable = new AppError(
    'invalid',
    'This picture can’t be read. Save it again as PNG and send that.',
  )
  let facts: Metadata
  try {
    facts = await sharp(bytes, options).metadata()
  } catch {
    throw unreadable // whatever the decoder says of it, the person can only send another
  }
  const refusal = imageRefusal({
    format: facts.format,
    width: facts.width,
    height: facts.height,
    pages: facts.pages,
  })
  if (refusal) throw new AppError('invalid', refusal)
  try {
    return await sharp(bytes, options)
      .rotate()
      .resize({
        width: MAX_IMAGE_SIDE,
        height: MAX_IMAGE_SIDE,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .webp({ quality: 84 })
      .timeout({ seconds: 20 })
      .toBuffer({ resolveWithObject: true })
  } catch {
    throw unreadable
  }
}

function altOf(name: string): string {
  return (
    name
      .replace(/\.[a-z0-9]{1,5}$/i, '')
      .replace(/[^\p{L}\p{N} _-]+/gu, ' ')
      .trim()
      .slice(0, 60) || 'Picture'
  )
}
