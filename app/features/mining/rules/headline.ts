import { saysSomething } from './says-something.ts'
import { withoutMailMarks } from './mail-marks.ts'

const MOST_LETTERS = 150
const SENTENCE = /^.{12,150}?[.!?](?=\s|$)/u

/**
 * What of a request would be quoted as a title: its subject without the marks of mail, or the first sentence of what
 * it says where the subject is but an address, in one line of at most 150 letters.
 */
export function headline(subject: string, text: string): string {
  const asked = saysSomething(subject) || !saysSomething(text) ? subject.trim() || text : text
  const plain = withoutMailMarks(asked).replace(/\s+/g, ' ').trim()
  const sentence = SENTENCE.exec(plain)?.[0] ?? plain
  return sentence.length <= MOST_LETTERS ? sentence : `${sentence.slice(0, MOST_LETTERS - 1).replace(/\s+\S*$/, '')}…`
}

/** The same of a text whose first line is the subject. */
export function headlineOf(text: string): string {
  const end = text.indexOf('\n')
  return end < 0 ? headline('', text) : headline(text.slice(0, end), text.slice(end + 1))
}
