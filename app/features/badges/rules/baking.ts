import { escapeXml } from './pail.ts'

/*
 * Baking a credential into a picture, and taking it out again (Open Badges 3.0, section 5.3): a PNG holds it in a chunk
 * iTXt with a keyword of its own, not compressed; an SVG in an element directly after its opening tag.
 */

const KEYWORD = 'openbadgecredential'
const PNG_HEAD = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const
/** Length, type and the sum of a chunk. */
const AROUND = 12

/** Declares the element in which an SVG holds a credential. */
export const BADGE_SPACE = ' xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'

/** The element that holds a credential in an SVG. */
export function badgeElement(token: string): string {
  return `<openbadges:credential verify="${escapeXml(token)}"></openbadges:credential>`
}

/** The picture with the credential in it, before its first chunk of picture data. */
export function bakePng(png: Uint8Array, token: string): Uint8Array {
  const text = new TextEncoder().encode(`${KEYWORD}\0\0\0\0\0${token}`)
  const made = chunk('iTXt', text)
  // The head chunk comes first by the standard.
  const at = PNG_HEAD.length + AROUND + lengthAt(png, PNG_HEAD.length)
  const baked = new Uint8Array(png.length + made.length)
  baked.set(png.subarray(0, at))
  baked.set(made, at)
  baked.set(png.subarray(at), at + made.length)
  return baked
}

/** The token in what somebody brought: a baked PNG or SVG, or the token itself; null when there is none. */
export function tokenIn(bytes: Uint8Array): string | null {
  if (PNG_HEAD.every((byte, index) => bytes[index] === byte)) return tokenInPng(bytes)
  const text = new TextDecoder().decode(bytes).trim()
  const found = text.startsWith('<')
    ? /<openbadges:credential\s[^>]*?verify\s*=\s*["']([^"'<]*)["']/.exec(text)?.[1]
    : text
  return found !== undefined && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(found) ? found : null
}

function tokenInPng(png: Uint8Array): string | null {
  for (let at = PNG_HEAD.length; at + AROUND <= png.length;) {
    const length = lengthAt(png, at)
    const body = png.subarray(at + 8, at + 8 + length)
    if (ascii(png.subarray(at + 4, at + 8)) === 'iTXt') {
      const parts = new TextDecoder().decode(body).split('\0')
      // Keyword, then two bytes of zero for "not compressed", then two empty names, then the text.
      if (parts[0] === KEYWORD && body[KEYWORD.length + 1] === 0) return parts.at(-1)?.trim() ?? null
    }
    at += AROUND + length
  }
  return null
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const made = new Uint8Array(AROUND + body.length)
  const view = new DataView(made.buffer)
  view.setUint32(0, body.length)
  made.set(new TextEncoder().encode(type), 4)
  made.set(body, 8)
  view.setUint32(8 + body.length, crc(made.subarray(4, 8 + body.length)))
  return made
}

const lengthAt = (png: Uint8Array, at: number): number =>
  at + 4 <= png.length ? new DataView(png.buffer, png.byteOffset + at, 4).getUint32(0) : 0

const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

/** The sum of a chunk (PNG, annex D: CRC-32 with the polynomial of ISO 3309). */
function crc(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}
