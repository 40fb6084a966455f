import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { guessEncoding } from './guess-encoding.ts'

/** Bytes as text. `broken` counts the places that stand for no letter, or whose encoding could not be told. */
export interface Letters {
  readonly text: string
  readonly broken: number
}

/** Encodings of several bytes a letter: text in them may be valid UTF-8 by chance. */
const WIDE = /^(?:gb|big5|euc|shift|sjis|x-sjis|cp9[345]|ks_?c|windows-(?:9|31j)|ms_kanji)/
/** Encodings of ASCII bytes that are no ASCII text. */
const SHIFTED = /^(?:iso-2022|utf-?7|utf-?16|utf-?32|hz|ucs-2)/
const WESTERN = /^(?:windows-1252|iso-8859-(?:1|15)|cp1252)$/
/** An escape of ISO-2022-JP or ISO-2022-KR, which are written in ASCII bytes alone. */
const ESCAPE = /\x1b\$[@B()]|\x1b\([JI]/

/**
 * Decodes bytes by the encoding that they declare, as long as it fits them; else by UTF-8, by `hint` (the
 * encoding of a neighbour), or by what the bytes look like.
 */
export function decodeLetters(bytes: Buffer, declared: string | null, hint: string | null = null): Letters {
  const named = encodingNamed(declared)
  if (isAscii(bytes) && (named === null || !SHIFTED.test(named))) {
    const text = bytes.toString('latin1')
    return ESCAPE.test(text) ? decodeAs(bytes, 'iso-2022-jp') : { text, broken: 0 }
  }
  const isWide = named !== null && (WIDE.test(named) || SHIFTED.test(named))
  if (!isWide && isUtf8(bytes)) return { text: bytes.toString('utf8').replace(/^\ufeff/, ''), broken: 0 }
  if (named !== null && named !== 'utf-8') {
    const letters = decodeAs(bytes, named)
    if (letters.broken === 0 && !isUnlikely(letters.text, named)) return letters
    if (isUtf8(bytes)) return { text: bytes.toString('utf8'), broken: 0 }
  }
  const utf8 = decodeAs(bytes, 'utf-8')
  if (lettersBeyondAscii(utf8.text) >= utf8.broken) return utf8
  const guessed = guessEncoding(bytes)
  const candidates = [encodingNamed(hint), guessed, named]
    .filter((one) => one !== null && one !== 'utf-8')
    .map((one) => decodeAs(bytes, one ?? '', one ?? ''))
  const [best] = candidates
    .filter(({ text, name }) => !isUnlikely(text, name))
    .concat(candidates)
    .sort((one, other) => one.broken - other.broken)
  if (best) return best
  // Western letters are the likeliest of those that nothing is known about.
  const { text } = decodeAs(bytes, 'windows-1252')
  return { text, broken: Math.max(1, lettersBeyondAscii(text)) }
}

/** The name by which an encoding is decoded; null for one that is not known or says nothing. */
export function encodingNamed(label: string | null): string | null {
  const name = (label ?? '')
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '')
  if (name === '' || /^(?:us-?)?ascii$|^ansi_x3|^(?:unknown|x-unknown|default|binary|7bit|8bit)/.test(name)) return null
  if (/^utf-?8$|^unicode-1-1-utf-8$/.test(name)) return 'utf-8'
  // What calls itself Latin-1 is written by Windows: bytes that Latin-1 leaves empty are quotes and dashes.
  if (/^(?:iso[-_]?8859[-_]?1|latin-?1|l1|cp819)$/.test(name)) return 'windows-1252'
  if (/^(?:iso-2022-|csiso2022jp|cp5022)/.test(name)) return 'iso-2022-jp'
  return iconv.encodingExists(name) ? name : null
}

function decodeAs<Name extends string>(
  bytes: Buffer,
  encoding: string,
  name?: Name,
): Letters & { readonly name: string } {
  // iconv-lite does not know ISO-2022-JP; Node's own decoder does.
  const text = encoding === 'iso-2022-jp' ? new TextDecoder(encoding).decode(bytes) : iconv.decode(bytes, encoding)
  return { text, broken: text.match(/\ufffd/g)?.length ?? 0, name: name ?? encoding }
}

const lettersBeyondAscii = (text: string): number => text.match(/[^\x00-\x7f\ufffd]/g)?.length ?? 0

/** Western words hold few accents: text that is nearly all of them was written in another alphabet. */
function isUnlikely(text: string, encoding: string): boolean {
  if (!WESTERN.test(encoding)) return false
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const accented = text.match(/[\u00c0-\u00ff]/g)?.length ?? 0
  return accented >= 6 && accented > letters * 0.7
}
