/** The words of a header without case and accents: “requesterEmail”, “requester_email” and “Requester E-Mail” alike. */
export function wordsIn(header: string): string[] {
  return header
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/\be[ -]mail/g, 'email')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** The same as one word, so that “created at” and “createdAt” are told alike. */
export function joined(header: string): string {
  return wordsIn(header).join('')
}

/**
 * Words that turn what stands beside them into something else: the *time* of a reply, the *number* of messages,
 * the *id* of a description are none of these.
 */
const TURNING = new Set(
  'time times date datetime at on by in count counts number numbers id ids url link links color colour type language locale length size status state updated modified changed created assigned assignee author name email rate rating score minutes minute hours hour days seconds sla due target channel source format version count file files attachment attachments flag private internal first-response average avg median total within met breached level priority category tag tags remark reopens stations domain zone datum zeit uhrzeit anzahl nummer nr typ art sprache autor farbe dauer minuten stunden heure nombre numero duree auteur langue couleur fecha hora cantidad autor idioma tipo tiempo data ora quantita autore lingua tempo'.split(
    ' ',
  ),
)

/** Whether a header holds the words of a name, whole and one after the other, and nothing that turns their meaning. */
export function names(header: readonly string[], phrase: readonly string[]): boolean {
  if (phrase.length === 0 || phrase.length >= header.length) return false
  const at = header.findIndex((_, from) => phrase.every((word, n) => header[from + n] === word))
  if (at < 0) return false
  return header.every((word, n) => (n >= at && n < at + phrase.length) || !TURNING.has(word))
}
