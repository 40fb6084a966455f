import { sayingText } from '#app/locale/saying.ts'
import { readingRefusals } from '#app/features/requests/words/reading.ts'
import PostalMime, { type Address } from 'postal-mime'
import { asWords, htmlText } from '../rules/html-text.ts'
import { isMachineName, isNoReply, machineMail } from '../rules/machine-mail.ts'
import type { IncomingRequest } from '../types.ts'
import { mailParts, type TextPart } from './mail-parts.server.ts'

/** One message of an archive: a request, or why it is none; and how many places of it stand for no letter. */
export interface ReadMail {
  readonly found: IncomingRequest | string
  readonly broken: number
}

/** What programs put before the subject of an answer, or of a mail that is sent on. */
const ANSWERED_SUBJECT =
  /^(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs|antw|odp|ynt|ilt|res|enc|rif|doorst|fs|vb|ha|pd|отв|回复|转发|答复)\s?(?:\[\d+\])?[:：]\s*)+/iu

const UNREADABLE = { found: sayingText(readingRefusals, 'isNoMail'), broken: 0 }

/** Reads one mail from its bytes as they lie in the archive. */
export async function readMail(bytes: Buffer): Promise<ReadMail> {
  const parts = await mailParts(withoutEnvelope(bytes)).catch(() => null)
  if (!parts) return UNREADABLE
  const mail = await headOf(parts.head)
  if (!mail) return UNREADABLE
  const header = (name: string): string => mail.headers.find(({ key }) => key === name)?.value ?? ''
  const from = oneOf(mail.from)
  const texts = parts.texts.map((part) => part.plain || part.html)
  if (!from && !mail.subject && texts.every((text) => text.trim() === '')) return UNREADABLE
  const text = await wordsOf(parts.texts)
  const subject = mail.subject ?? ''
  const machine = machineMail({ header, from: from?.address ?? '', subject, types: parts.types, text })
  if (machine !== null) return { found: machine, broken: 0 }
  const dated = mail.date ? Date.parse(mail.date) : Number.NaN
  const asker = askerOf(from, oneOf(mail.replyTo?.[0]))
  const answers = idsIn(`${mail.references ?? ''} ${mail.inReplyTo ?? ''}`)
  const own = subject.replace(ANSWERED_SUBJECT, '')
  const isAnswer =
    answers.length > 0 ||
    own !== subject ||
    header('in-reply-to') !== '' ||
    header('references') !== '' ||
    parts.texts.some(({ html }) => /<blockquote/i.test(html)) // set in by a program
  return {
    broken: parts.broken,
    found: {
      externalId: mail.messageId?.slice(0, 200) ?? null,
      channel: 'mail',
      isNew: !isAnswer,
      askedAt: Number.isNaN(dated) ? envelopeTime(bytes) : dated,
      requester: asker?.address ?? null,
      requesterName: asker?.name ?? null,
      subject: own,
      text,
      replies: [],
      outcome: 'unknown',
      handlingSeconds: null,
      satisfaction: null,
      tags: [],
      language: null,
      answers,
    },
  }
}

/** The head of a mail as its fields; null for what is none. */
function headOf(head: string) {
  return PostalMime.parse(`${head.replace(/^content-(?:type|transfer-encoding):/gim, 'x-$&')}\n\n`, {
    maxHeadersSize: 1024 * 1024,
  }).catch(() => null)
}

/** What a mail says, in order; a mail that was sent along stands under its head, as forwarded ones do. */
async function wordsOf(parts: readonly TextPart[]): Promise<string> {
  const texts: string[] = []
  let above: string | null = null
  for (const part of parts) {
    if (part.forwardedHead !== above && part.forwardedHead !== null)
      texts.push(await forwardedLines(part.forwardedHead))
    above = part.forwardedHead
    texts.push(textOf(part))
  }
  return texts
    .filter((text) => text !== '')
    .join('\n\n')
    .trim()
}

async function forwardedLines(head: string): Promise<string> {
  const mail = await headOf(head)
  const from = oneOf(mail?.from)
  const lines = [
    '---------- Forwarded message ----------',
    `From: ${from?.name ?? ''} <${from?.address ?? ''}>`,
    `Date: ${mail?.date ?? ''}`,
    `Subject: ${mail?.subject ?? ''}`,
  ]
  return lines.join('\n')
}

/** Some programs put a sentence in the place of the plain text: "Your program shows no HTML". */
const STANDS_IN = /\bhtml\b/i

function textOf({ plain, html }: TextPart): string {
  // Some programs send HTML and call it plain.
  const own = asWords(plain.trim())
  if (html === '') return own
  if (own === '' || (own.length < 300 && STANDS_IN.test(own))) return htmlText(html) || own
  return own
}

interface Sender {
  readonly name: string | null
  readonly address: string | null
}

/** Who asked: a form on a page sends by an address of its own, and names whoever filled it in to be answered. */
function askerOf(from: Sender | null, replyTo: Sender | null): Sender | null {
  const isOther = replyTo?.address && replyTo.address.toLowerCase() !== from?.address?.toLowerCase()
  return isOther && from && isProgram(from) && !isProgram({ ...replyTo, name: null }) ? replyTo : from
}

const isProgram = ({ name, address }: Sender): boolean =>
  (address !== null && isNoReply(address)) || (name !== null && isMachineName(name))

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** When the archive says that a mail came in: `From anna@mail.example Mon Mar  4 10:11:12 2024`, in UTC by custom. */
function envelopeTime(bytes: Buffer): number | null {
  const line = bytes.subarray(0, 5).toString('latin1') === 'From ' ? bytes.subarray(0, 300).toString('latin1') : ''
  const found =
    /^From [^\n]{0,200}? (?:mon|tue|wed|thu|fri|sat|sun) (\w{3}) {1,2}(\d{1,2}) (\d{2}):(\d{2})(?::(\d{2}))?(?: ([+-]\d{4})| [A-Z]{3,4})? (\d{4})(?: ([+-]\d{4}))?\s*(?:\n|$)/i.exec(
      line,
    )
  if (!found) return null
  const [, month = '', day, hour, minute, second = '0', zone, year, other = zone ?? '+0000'] = found
  const at = MONTHS.indexOf(month.toLowerCase())
  if (at < 0) return null
  const away = (Number(other.slice(1, 3)) * 60 + Number(other.slice(3))) * (other.startsWith('-') ? -1 : 1)
  return Date.UTC(Number(year), at, Number(day), Number(hour), Number(minute), Number(second)) - away * 60_000
}

function oneOf(address: Address | undefined): Sender | null {
  if (!address) return null
  const one = address.address === undefined ? address.group?.[0] : address
  return one ? { name: one.name || null, address: one.address ?? null } : null
}

/** The oldest named first: it is where the conversation began. */
function idsIn(text: string): string[] {
  return [...new Set(text.match(/<[^<>\s]{1,198}>/g) ?? [])].slice(0, 50)
}

/** Without the archive's own line, and lines that it masked with a `>` as they were. */
function withoutEnvelope(bytes: Buffer): Buffer {
  const start = bytes.subarray(0, 5).toString('latin1') === 'From ' ? bytes.indexOf(10) + 1 : 0
  const mail = bytes.subarray(start)
  if (mail.indexOf('\n>From ') < 0) return mail
  return Buffer.from(mail.toString('latin1').replace(/^>(>{0,20}From )/gm, '$1'), 'latin1')
}
