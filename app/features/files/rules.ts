/** What may be sent: bytes before decoding, pixels once decoded. */
export const MAX_IMAGE_BYTES = 8 * 1024 * 1024
export const MAX_IMAGE_PIXELS = 40_000_000
/** Longest side of what is kept, in pixels. */
export const MAX_IMAGE_SIDE = 2400

const FORMATS = new Set(['jpeg', 'png', 'webp', 'gif', 'heif'])

/** What the head of an image file says of it, before anything is decoded. */
export interface ImageFacts {
  readonly format: string | undefined
  readonly width: number | undefined
  readonly height: number | undefined
  readonly pages: number | undefined
}

/** Why an image is refused, as a sentence; null when it may be decoded. */
export function imageRefusal(facts: ImageFacts): string | null {
  if (!facts.format || !FORMATS.has(facts.format))
    return 'This is no picture that can be shown here. PNG, JPEG, GIF, WebP and AVIF can.'
  const pixels = (facts.width ?? 0) * (facts.height ?? 0)
  if (pixels === 0) return 'This picture can’t be read. Save it again as PNG and send that.'
  if (pixels > MAX_IMAGE_PIXELS)
    return 'This picture is larger than 40 megapixels. Make it smaller, or cut out what matters.'
  if ((facts.pages ?? 1) > 500) return 'This picture has too many frames.'
  return null
}
