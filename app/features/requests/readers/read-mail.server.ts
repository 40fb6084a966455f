import PostalMime, { type Address } from 'postal-mime'
import { htmlText } from '../rules/html-text.ts'
import type { IncomingRequest } from '../types.ts'

/** One message of an archive as a request, or why it is none. */
export async function mailRequest(bytes: Buffer): Promise<IncomingRequest | string> {
  const mail = await PostalMime.parse(withoutEnvelope(bytes), {
    maxNestingDepth: 20,
    maxHeadersSize: 256 * 1024,
  }).catch(() => null)
  if (!mail) return 'is no mail that can be read'
  const header = (name: string): string => mail.headers.find(({ key }) => key === name)?.value ?? ''
  if (
    /^auto-(?:replied|generated)/i.test(header('auto-submitted')) ||
    /^(?:bulk|auto_reply)$/i.test(header('precedence'))
  )
    // prettier-ignore
    return 'was written by a machine'
  const from = oneOf(mail.from)
  if (!from && !mail.subject && !mail.text && !mail.html) return 'is no mail that can be read'
  const plain = mail.text?.trim() ?? ''
  const at = mail.date ? Date.parse(mail.date) : Number.NaN
  return {
    externalId: mail.messageId?.slice(0, 200) ?? null,
    channel: 'mail',
    askedAt: Number.isNaN(at) ? null : at,
    requester: from?.address ?? null,
    requesterName: from?.name ?? null,
    subject: (mail.subject ?? '').replace(/^(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs|antw|odp)\s?(?:\[\d+\])?:\s*)+/i, ''), // prettier-ignore
    text: plain === '' ? htmlText(mail.html ?? '') : plain,
    replies: [],
    outcome: 'unknown',
    handlingSeconds: null,
    satisfaction: null,
    tags: [],
    language: null,
    answers: idsIn(`${mail.references ?? ''} ${mail.inReplyTo ?? ''}`),
  }
}

function oneOf(
  address: Address | undefined,
): { name: string | null; address: string | null } | null {
  // prettier-ignore
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
