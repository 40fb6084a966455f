/** What a source said, and where it went. */
export interface Sourced {
  readonly part: string
  readonly sentence: string
}

const UNTITLED = 'Untitled: its asker took the question back'
const EMPTY = '## What happens\n\n## What to do'

/** Whether a text still says a sentence; spaces don't decide, nor fences that the draft put around code. */
export function standsIn(text: string, sentence: string): boolean {
  return flat(text).includes(flat(unfenced(sentence)))
}

/** Code that its author did not mark, or did not end, stands fenced in a draft. */
const unfenced = (sentence: string): string => sentence.replace(/^```\n|\n(?:`{3,}|~{3,})$/g, '')

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** A draft without these sentences; nothing else in it changes, so that code and lists stay as they are. */
export function takeOut<Draft extends { readonly title: string; readonly body: string }>(
  draft: Draft,
  gone: readonly Sourced[],
): { readonly title: string; readonly body: string } {
  let { title, body } = draft
  // The longest first: a short one may stand inside it.
  for (const { part, sentence } of [...gone].sort((a, b) => b.sentence.length - a.sentence.length)) {
    if (part === 'title') {
      if (title === sentence) title = UNTITLED
      continue
    }
    for (let at = body.indexOf(sentence); at >= 0; at = body.indexOf(sentence)) {
      body = joined(body.slice(0, at), body.slice(at + sentence.length))
    }
  }
  return { title, body: body.trim() === '' ? EMPTY : body }
}

/** What stood before and after a sentence that left: no mark of a list alone, no space or line too many. */
function joined(before: string, after: string): string {
  const start = before.replace(/(^|\n)[-*+] $/, '$1')
  if (/(?:^|\n)$/.test(start)) return start + after.replace(/^[ \t]*\n{0,2}|^ /, '')
  return start.replace(/ $/, '') + (/^[\n]|^$/.test(after) ? after : after.replace(/^ ?/, ' '))
}
