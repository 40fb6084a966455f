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
  'last latest letzte letzter dernier derniere ultimo ultima time times date datetime at on by in count counts number numbers id ids url link links color colour type language locale length size status state updated modified changed created assigned assignee author name email rate rating score minutes minute hours hour days seconds sla due target channel source format version count file files attachment attachments flag private internal first-response average avg median total within met breached level priority category tag tags remark reopens stations domain zone datum zeit uhrzeit anzahl nummer nr typ art sprache autor farbe dauer minuten stunden heure nombre numero duree auteur langue couleur fecha hora cantidad autor idioma tipo tiempo data ora quantita autore lingua tempo'.split(
    ' ',
  ),
)

/**
 * Whether a header holds a name, which may be several words that are written as one (as `joined` does), among others,
 * and nothing that turns its meaning.
 */
export function names(header: readonly string[], name: string): boolean {
  for (let from = 0; from < header.length; from += 1)
    for (let to = from + 1; to <= header.length; to += 1) {
      if (to - from === header.length || header.slice(from, to).join('') !== name) continue
      return header.every((word, n) => (n >= from && n < to) || !TURNING.has(word))
    }
  return false
}
