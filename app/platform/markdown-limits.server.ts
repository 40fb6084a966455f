import { saying, type Saying } from '#app/locale/saying.ts'
import { platformRefusals } from '#app/platform/words/refusals.ts'
/** Goes up when the same Markdown would render otherwise; stored beside every rendered post. */
export const RENDERER_VERSION = 1

/** What one post may hold, in UTF-8 bytes. */
export const MAX_BODY_BYTES = 64 * 1024

/** Deeper quotes or lists than this are refused: the parser recurses once for each level. */
export const MAX_NESTING = 24

/** A run of so many emphasis marks has no meaning and takes the parser quadratic time. */
const LONG_RUN = /[*_~`[\]]{400,}/

/** Why a text can't be rendered, as a sentence for its author, or null when it can. */
export function refusalOf(body: string): Saying | null {
  if (Buffer.byteLength(body) > MAX_BODY_BYTES) {
    return saying(platformRefusals, 'text.long', { kilobytes: MAX_BODY_BYTES / 1024 })
  }
  for (const line of body.split('\n')) {
    const markers = /^(?:\s*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s)))+/.exec(line)?.[0] ?? ''
    const levels = markers.match(/>|[-*+]|\d+[.)]/g)?.length ?? 0
    if (levels > MAX_NESTING && !/^[\s*]+$|^[\s-]+$/.test(line)) {
      return saying(platformRefusals, 'text.deep', { levels: MAX_NESTING })
    }
    if (/^\s{200,}\S/.test(line)) return saying(platformRefusals, 'text.spaces')
  }
  if (LONG_RUN.test(body.replace(/^[ \t]*([*_~`\-=])\1*[ \t]*$/gm, ''))) {
    return saying(platformRefusals, 'text.run')
  }
  return null
}
