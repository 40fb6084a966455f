import { addCounts, redact, type RedactionCounts } from '#app/platform/personal-data/redact.ts'
import { findPersonalData } from '#app/platform/personal-data/find.ts'
import type { NumberPattern } from '#app/platform/personal-data/types.ts'
import type { IncomingReply, IncomingRequest } from '../types.ts'
import { cutMail } from './cut-mail.ts'
import { languageOf } from './language.ts'
import { isMachineName } from './machine-mail.ts'

/** More of a text is cut: no question is longer, and a log file is no question. */
export const MAX_TEXT = 32_000
const MAX_SUBJECT = 300
const MAX_REPLIES = 100

/** What may be stored of a request: nothing that tells who wrote it. */
export interface RedactedRequest {
  readonly subject: string
  readonly text: string
  readonly replies: readonly IncomingReply[]
  readonly tags: readonly string[]
  readonly language: string | null
  readonly redactions: RedactionCounts
}

/** Cuts what programs added, takes out what is personal, and counts it; null when nothing was said. */
export function redactRequest(request: IncomingRequest, patterns: readonly NumberPattern[]): RedactedRequest | null {
  const names = namesOf(request)
  let redactions: RedactionCounts = {}
  const own = (text: string): string => {
    const redacted = redact(text, { patterns, names })
    redactions = addCounts(redactions, redacted.counts)
    return redacted.text
  }
  const subject = own(tidy(request.subject).replace(/\s+/g, ' ').slice(0, MAX_SUBJECT))
  const text = own(cutMail(tidy(request.text), request.isNew).slice(0, MAX_TEXT))
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(`${subject}${text}`)) return null
  const replies = request.replies.slice(0, MAX_REPLIES).flatMap((reply) => {
    const said = own(cutMail(tidy(reply.text)).slice(0, MAX_TEXT))
    return said === '' ? [] : [{ ...reply, text: said }]
  })
  return {
    subject,
    text,
    replies,
    tags: request.tags.map(tidy).filter((tag) => tag !== '' && findPersonalData(tag, { patterns, names }).length === 0),
    language: request.language ?? languageOf(`${subject}\n${text}`),
    redactions,
  }
}

/** Figures, signs of addresses and more words than a name has. */
const NO_NAME = /[\d@/_]|\S+\s+\S+\s+\S+\s+\S+\s+\S+/
/** What stands in the place of somebody whom nobody knows. */
const ANYBODY =
  /^(?:(?:website|web|guest|end|new|unknown|anonymous|unregistered)[ -]?)?(?:guest|user|visitor|customer|client|caller|anonymous|unknown|kunde|kundin|gast|besucher|unbekannt|anonym|invité|inconnu|cliente|anónimo|desconocido|anonimo|sconosciuto|klant|onbekend|n\/a|none|test)$/iu

/** The names that are known to belong to who asked: the column of requesters may hold names too. */
function namesOf({ requesterName, requester }: IncomingRequest): string[] {
  const given = [
    requesterName,
    requester === null || NO_NAME.test(requester) || ANYBODY.test(requester.trim()) ? null : requester,
  ]
  // The words of "Mail Delivery System" are nobody's name.
  return given.filter((name): name is string => name !== null && !isMachineName(name))
}

/** Letters that no database or page shows, and line ends of other systems, made plain. */
function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff\ufffe\uffff]/g, '')
    .replace(/\p{Cs}/gu, '')
    .normalize('NFC')
    .trim()
}
