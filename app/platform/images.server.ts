import { saying, type Saying } from '#app/locale/saying.ts'
import { platformRefusals } from '#app/platform/words/refusals.ts'
import { createHash, randomBytes } from 'node:crypto'
import { AppError } from '#app/kernel/errors.ts'
import { openTurns, type Whose } from './turns.ts'

const MAX_BYTES = 8 * 1024 * 1024
const MAX_PIXELS = 40_000_000

/** A picture that was decoded and encoded anew, so that nothing else that came with it is left. */
export interface CleanImage {
  /** Under which it is kept: 192 random bits. */
  readonly key: string
  readonly bytes: Buffer
  readonly mime: 'image/webp'
  readonly width: number
  readonly height: number
  readonly sha256: string
}

export interface ImageSize {
  readonly width: number
  readonly height: number
  /** `cover` fills the size exactly, `inside` never exceeds it and never enlarges. */
  readonly fit: 'cover' | 'inside'
}

/** The row of a kept picture, but for whose it is. */
export function fileRow(image: CleanImage, kind: 'image' | 'avatar' | 'logo', now: number) {
  return {
    key: image.key,
    kind,
    mime: image.mime,
    bytes: image.bytes.length,
    width: image.width,
    height: image.height,
    sha256: image.sha256,
    created_at: now,
  }
}

/** One picture is decoded at a time, because each may need hundreds of megabytes; the senders take turns. */
const turns = openTurns({
  mostWaiting: 4,
  refusal: saying(platformRefusals, 'picture.turns'),
})

/**
 * Reads a picture that somebody sent, throws `invalid` beside `field` when it can't be used, and encodes
 * it anew, when it is the turn of the member who sent it (`whose`). Its size in bytes, its kind and its size in pixels are checked before it is decoded.
 */
export async function cleanImage(file: File, size: ImageSize, field: string, whose: Whose): Promise<CleanImage> {
  const refuse = (why: Saying): AppError =>
    new AppError('invalid', saying(platformRefusals, 'picture.refused'), { fields: { [field]: why } })
  if (file.size === 0) throw refuse(saying(platformRefusals, 'picture.none'))
  if (file.size > MAX_BYTES) throw refuse(saying(platformRefusals, 'picture.large'))
  const sent = Buffer.from(await file.arrayBuffer())
  if (!isKnownKind(sent)) throw refuse(saying(platformRefusals, 'picture.kind'))

  const { default: sharp } = await import('sharp') // 60 ms that only those pay who send pictures
  sharp.cache(false)
  const options = { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 } as const
  try {
    const { width, height } = await sharp(sent, options).metadata()
    if (width * height > MAX_PIXELS) throw refuse(saying(platformRefusals, 'picture.pixels'))
    const { data, info } = await turns.take(whose, () =>
      sharp(sent, options)
        .rotate()
        .resize({ ...size, withoutEnlargement: size.fit === 'inside' })
        .timeout({ seconds: 10 })
        .webp({ quality: 82 })
        .toBuffer({ resolveWithObject: true }),
    )
    return {
      key: randomBytes(24).toString('base64url'),
      bytes: data,
      mime: 'image/webp',
      width: info.width,
      height: info.height,
      sha256: createHash('sha256').update(data).digest('hex'),
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    if (/pixel limit/i.test(String(error))) throw refuse(saying(platformRefusals, 'picture.pixels'))
    throw refuse(saying(platformRefusals, 'picture.damaged'))
  }
}

/** Whether the bytes start as one of the kinds that are read: never by name or by what the browser says. */
function isKnownKind(bytes: Buffer): boolean {
  const starts = (text: string, at = 0): boolean =>
    bytes.subarray(at, at + text.length).equals(Buffer.from(text, 'latin1'))
  return (
    starts('\x89PNG\r\n\x1a\n') ||
    starts('\xff\xd8\xff') ||
    starts('GIF87a') ||
    starts('GIF89a') ||
    (starts('RIFF') && starts('WEBP', 8))
  )
}
