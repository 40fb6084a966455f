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
  refusal: 'Your other pictures are still being read. Send the next ones in a few seconds.',
})

/**
 * Reads a picture that somebody sent, throws `invalid` beside `field` when it can't be used, and encodes
 * it anew, when it is the turn of the member who sent it (`whose`). Its size in bytes, its kind and its size in pixels are checked before it is decoded.
 */
export async function cleanImage(file: File, size: ImageSize, field: string, whose: Whose): Promise<CleanImage> {
  const refuse = (why: string): AppError =>
    new AppError('invalid', 'This picture can’t be used.', { fields: { [field]: why } })
  if (file.size === 0) throw refuse('Choose a picture first.')
  if (file.size > MAX_BYTES) throw refuse('A picture has at most 8 MB. Send a smaller one.')
  const sent = Buffer.from(await file.arrayBuffer())
  if (!isKnownKind(sent)) throw refuse('Send a PNG, JPEG, WebP or GIF picture.')

  const { default: sharp } = await import('sharp') // 60 ms that only those pay who send pictures
  sharp.cache(false)
  const options = { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 } as const
  try {
    const { width, height } = await sharp(sent, options).metadata()
    if (width * height > MAX_PIXELS) throw refuse('This picture has more than 40 megapixels. Send a smaller one.')
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
    if (/pixel limit/i.test(String(error)))
      throw refuse('This picture has more than 40 megapixels. Send a smaller one.')
    throw refuse('This picture is damaged, or is not what its name says. Send another.')
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
