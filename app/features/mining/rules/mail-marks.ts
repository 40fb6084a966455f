/** What mail programs put before the subject of an answer or a copy, by language. */
const MARKS = 're aw antw antwort fwd fw wg tr rv sv vs odp pd ynt res enc rif ref vl vb doorst'.split(' ')
const MARK = new RegExp(
  `^\\s*(?:(?:${MARKS.join('|')}|[ri]|回复|答复|转发)(?:\\[\\d+\\]|\\(\\d+\\))?\\s*[:：]\\s*)+`,
  'iu',
)
/** Numbers of tickets, in brackets or after their name. */
const TICKETS = [
  /[[(]\s*(?:[\p{L}-]+\s*)?(?:#|no\.?|nr\.?|:)\s*[\p{L}]{0,4}-?\d{3,}\s*[\])]/giu,
  /(?:^|\s)(?:ticket|case|vorgang|anfrage|incident|request|demande|solicitud)\s*(?:#|no\.?|nr\.?|id)?\s*:?\s*[\p{L}]{0,4}-?\d{3,}\s*[:-]?/giu,
  /(?:^|\s)#\d{4,}(?=\s|:|$)\s*[:-]?/gu,
]

/** A text without the marks of mail and the ticket numbers with which it begins; they are no words of the asker. */
export function withoutMailMarks(text: string): string {
  const end = text.indexOf('\n')
  const [subject, rest] = end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end)]
  let plain = subject.replace(MARK, '')
  for (const ticket of TICKETS) plain = plain.replace(ticket, ' ')
  plain = plain.replace(MARK, '').trim()
  return plain === '' ? rest.trim() || text : `${plain}${rest}`
}
