import { isAscii, isUtf8 } from 'node:buffer'
import PostalMime, { decodeWords } from 'postal-mime'
import { CALENDAR_REPLY } from '../rules/machine-mail.ts'
import { guessEncoding } from './guess-encoding.ts'
import { decodeLetters, type Letters } from './letters.ts'

/** A mail taken apart: its head as text, and what it says, each part in its own letters. */
export interface MailParts {
  /** The head's lines in UTF-8, encoded words included. */
  readonly head: string
  /** Types of all parts in lower case, such as `text/plain`. */
  readonly types: readonly string[]
  readonly texts: readonly TextPart[]
  /** Places that stand for no letter. */
  readonly broken: number
}

/** One thing that is said: as plain text, as HTML, or as both. */
export interface TextPart {
  readonly plain: string
  readonly html: string
  /** The head of a mail that was sent along with this text in it; null for the mail's own. */
  readonly forwardedHead: string | null
}

const MAX_DEPTH = 20
const MAX_PARTS = 500
const MAX_HEAD = 256 * 1024

interface Leaf {
  readonly bytes: Buffer
  readonly charset: string | null
  readonly isHtml: boolean
  readonly forwardedHead: string | null
  /** Leaves of the same number say the same in different ways. */
  readonly alternative: number
}

interface Walk {
  readonly types: string[]
  readonly leaves: Leaf[]
  alternatives: number
  left: number
}

/** Takes a mail apart. Every part is decoded by its own encoding; a part that names none, or a wrong one, is guessed. */
export async function mailParts(bytes: Buffer): Promise<MailParts> {
  const walk: Walk = { types: [], leaves: [], alternatives: 0, left: MAX_PARTS }
  await takeApart(bytes, { depth: 0, alternative: null, forwardedHead: null, isDigest: false }, walk)
  const { headBytes } = headAndBody(bytes)
  const hint = walk.leaves.find((leaf) => leaf.charset !== null)?.charset ?? null
  // Few bytes tell little: what no part declares is guessed from all that the mail holds.
  const undeclared = Buffer.concat([
    headBytes,
    ...walk.leaves.filter(({ charset }) => charset === null).map((leaf) => leaf.bytes),
  ])
  const guessed = hint ?? encodingOf(undeclared)
  const head = decodedHead(headBytes, guessed)
  let { broken } = head
  const decoded = walk.leaves.map((leaf): Leaf & { readonly text: string } => {
    const letters = decodeLetters(leaf.bytes, leaf.charset, guessed)
    broken += letters.broken
    return { ...leaf, text: letters.text }
  })
  const texts: TextPart[] = []
  for (const number of new Set(decoded.map(({ alternative }) => alternative))) {
    const same = decoded.filter(({ alternative }) => alternative === number)
    const joined = (isHtml: boolean): string =>
      same
        .filter((leaf) => leaf.isHtml === isHtml)
        .map(({ text }) => text)
        .join('\n')
    const outer = same[0]?.forwardedHead ?? null
    texts.push({ plain: joined(false), html: joined(true), forwardedHead: outer })
  }
  return { head: head.text, types: walk.types, texts, broken }
}

interface Place {
  readonly depth: number
  readonly alternative: number | null
  readonly forwardedHead: string | null
  readonly isDigest: boolean
}

async function takeApart(bytes: Buffer, place: Place, walk: Walk): Promise<void> {
  if (place.depth > MAX_DEPTH || walk.left <= 0) return
  walk.left -= 1
  const { headBytes, body } = headAndBody(bytes)
  const head = headBytes.toString('latin1').replace(/\r?\n[ \t]+/g, ' ')
  const contentType = field(head, 'content-type')
  const type = (
    /^\s*([\w.+-]+\/[\w.+-]+)/.exec(contentType)?.[1] ?? (place.isDigest ? 'message/rfc822' : 'text/plain')
  ).toLowerCase()
  walk.types.push(type)
  if (type === 'text/calendar' && parameter(contentType, 'method').toLowerCase() === 'reply')
    walk.types.push(CALENDAR_REPLY)
  const boundary = parameter(contentType, 'boundary')
  if (type.startsWith('multipart/') && boundary !== '') {
    if (type === 'multipart/alternative') walk.alternatives += 1
    const alternative = type === 'multipart/alternative' ? (place.alternative ?? walk.alternatives) : place.alternative
    for (const part of partsBetween(body, boundary))
      await takeApart(
        part,
        { ...place, depth: place.depth + 1, alternative, isDigest: type === 'multipart/digest' },
        walk,
      )
    return
  }
  if (/^\s*attachment/i.test(field(head, 'content-disposition'))) return
  if (type === 'message/rfc822') {
    const inner = await transferDecoded(body, head)
    const { headBytes: innerHead } = headAndBody(inner)
    const forwardedHead = decodedHead(innerHead, null).text
    return takeApart(inner, { depth: place.depth + 1, alternative: null, forwardedHead, isDigest: false }, walk)
  }
  // A text with a file name is a log or a list that was sent along.
  const isNamed = parameter(field(head, 'content-disposition'), 'filename') !== ''
  if ((type !== 'text/plain' && type !== 'text/html' && place.depth > 0) || isNamed) return
  walk.alternatives += place.alternative === null ? 1 : 0
  walk.leaves.push({
    bytes: await transferDecoded(body, head),
    charset: parameter(contentType, 'charset') || null,
    isHtml: type === 'text/html',
    forwardedHead: place.forwardedHead,
    alternative: place.alternative ?? walk.alternatives,
  })
}

/** The lines of the head, and what follows the first empty line. */
function headAndBody(bytes: Buffer): { readonly headBytes: Buffer; readonly body: Buffer } {
  if (bytes[0] === 10) return { headBytes: Buffer.alloc(0), body: bytes.subarray(1) }
  if (bytes[0] === 13 && bytes[1] === 10) return { headBytes: Buffer.alloc(0), body: bytes.subarray(2) }
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
    const next = bytes[at + 1] === 13 ? at + 2 : at + 1
    if (bytes[next] === 10)
      return { headBytes: bytes.subarray(0, Math.min(at + 1, MAX_HEAD)), body: bytes.subarray(next + 1) }
  }
  return { headBytes: bytes.subarray(0, MAX_HEAD), body: Buffer.alloc(0) }
}

const field = (head: string, name: string): string => new RegExp(`^${name}:(.*)$`, 'im').exec(head)?.[1] ?? ''

function parameter(value: string, name: string): string {
  const found = new RegExp(`;\\s*${name}\\*?\\s*=\\s*(?:"([^"]*)"|([^\\s;"]+))`, 'i').exec(value.slice(0, 2000))
  return (found?.[1] ?? found?.[2] ?? '').trim()
}

/** The parts between the lines of a boundary; the last one may lack its end. */
function partsBetween(body: Buffer, boundary: string): Buffer[] {
  const mark = Buffer.from(`--${boundary}`, 'latin1')
  const parts: Buffer[] = []
  let start = -1
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    if (at > 0 && body[at - 1] !== 10) continue
    const lineEnd = body.indexOf(10, at)
    const rest = body
      .subarray(at + mark.length, lineEnd < 0 ? body.length : lineEnd)
      .toString('latin1')
      .trim()
    if (rest !== '' && rest !== '--') continue
    if (start >= 0) parts.push(body.subarray(start, body[at - 2] === 13 ? at - 2 : at - 1))
    start = lineEnd < 0 ? body.length : lineEnd + 1
    if (rest === '--') return parts
  }
  if (start >= 0) parts.push(body.subarray(start))
  // A boundary that never comes leaves the text as it is.
  return start < 0 ? [Buffer.concat([Buffer.from('\n'), body])] : parts
}

/**
 * The bytes of a text before they were encoded for the way. Decoded as `x-user-defined`, in which every
 * byte is one letter, so that the library undoes quoted-printable, base64 and flowed lines and no encoding.
 */
async function transferDecoded(body: Buffer, head: string): Promise<Buffer> {
  const encoding = field(head, 'content-transfer-encoding')
    .replace(/[^\w-]/g, '')
    .toLowerCase()
  const contentType = field(head, 'content-type')
  const isFlowed = parameter(contentType, 'format').toLowerCase() === 'flowed'
  if (!isFlowed && encoding !== 'base64' && encoding !== 'quoted-printable') return body
  const delsp = parameter(contentType, 'delsp').toLowerCase() === 'yes' ? '; delsp=yes' : ''
  const lines = [
    `Content-Type: text/plain; charset=x-user-defined${isFlowed ? `; format=flowed${delsp}` : ''}`,
    `Content-Transfer-Encoding: ${encoding || '8bit'}`,
  ]
  const mail = await PostalMime.parse(Buffer.concat([Buffer.from(`${lines.join('\n')}\n\n`), body]))
  return bytesOf(mail.text ?? '')
}

/** Of each letter its low byte, which is the byte that `x-user-defined` stands for. */
const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1')

/** The encoding of bytes that declare none; null for plain ASCII. */
function encodingOf(bytes: Buffer): string | null {
  if (isAscii(bytes)) return null
  return isUtf8(bytes) ? 'utf-8' : guessEncoding(bytes)
}

/** Adjacent encoded words of one encoding: a letter may begin in one and end in the next. */
const WORDS = /=\?([\w.:*-]{1,40})\?[bq]\?[^?\s]{0,4000}\?=(?:\s{1,80}=\?\1\?[bq]\?[^?\s]{0,4000}\?=)*/gi

function decodedHead(bytes: Buffer, hint: string | null): Letters {
  const raw = decodeLetters(bytes, null, hint)
  let { broken } = raw
  const text = raw.text.replace(WORDS, (run: string, charset: string) => {
    const letters = bytesOf(decodeWords(run.replace(/=\?[^?]+\?([bq])\?/gi, '=?x-user-defined?$1?')))
    const decoded = decodeLetters(letters, charset.replace(/\*.*/, ''), hint)
    broken += decoded.broken
    return `=?utf-8?b?${Buffer.from(decoded.text).toString('base64')}?=`
  })
  return { text, broken }
}
