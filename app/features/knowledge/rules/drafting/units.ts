/** A piece of an answer that is kept or left whole: a sentence, a list, a block of code, a quote. */
export interface Unit {
  readonly kind: 'sentence' | 'list' | 'code'
  /** As it goes into the draft, Markdown. */
  readonly text: string
  /** Its words alone, for comparing. */
  readonly words: string
  /** A paragraph begins with it. */
  readonly begins: boolean
}

const FENCE = /^\s{0,3}(```+|~~~+)/
const ITEM = /^\s{0,3}(?:[-*+]|\d{1,3}[.)]|\(\d{1,2}\))\s+\S/
const QUOTED = /^\s{0,3}>/
/** "Anna said", "On Monday Anna wrote:": what stands in the next line is Anna's. */
const ATTRIBUTION = /^\s*\S[^.!?]{0,80}\s(?:said|wrote|schrieb|écrit|escribió|scritto|escreveu)\s*:?\s*$/iu
/** A line that ends as a sentence does ends its paragraph: plain text has no other sign for it. */
const FULL_STOP = /[.!?…。！？]["'”’)\]]*\s*$/
/** A line that greets somebody, and no more. */
const GREETED = /^(?:hi|hello|hey|hallo|dear|bonjour|hola|ciao|olá)\b.{0,60}[,!]\s*$/iu
/** Lines of at most so many letters are broken on purpose; programs break longer ones, in the middle of sentences. */
const SHORT_LINE = 90
/** From so many lines on it is a list without signs, up to so many: more is something copied, such as a log. */
const LEAST_LINES = 3
const MOST_LINES = 12
const OPEN_ADDRESS = /(?:https?:\/\/|www\.)\S+$/i
const HEADING = /^\s{0,3}#{1,6}\s/

/**
 * Cuts a Markdown or plain text into units, in order. Lists and code stay whole; prose is cut at
 * sentences (Unicode Standard Annex 29, as `Intl.Segmenter` follows it). Quotes are left out: they are
 * somebody else's words.
 */
export function unitsOf(text: string): readonly Unit[] {
  const units: Unit[] = []
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  let prose: string[] = []
  const flush = (): void => {
    if (isCode(prose)) {
      const code = prose.join('\n')
      units.push({
        kind: 'code',
        text: `\`\`\`\n${code}\n\`\`\``,
        words: plain(code),
        begins: true,
      })
      prose = []
    }
    if (isStepByLine(prose)) {
      const list = prose.join('\n')
      units.push({ kind: 'list', text: list, words: plain(list), begins: true })
      prose = []
    }
    for (const [place, sentence] of sentencesOf(prose.join(' ')).entries()) {
      units.push({ kind: 'sentence', text: sentence, words: plain(sentence), begins: place === 0 })
    }
    prose = []
  }
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const fence = FENCE.exec(line)
    if (fence) {
      flush()
      const end = closing(lines, at, fence[1] ?? '```')
      const code = lines.slice(at, end + 1)
      if (end === lines.length - 1 && !FENCE.test(lines[end] ?? '')) code.push(fence[1] ?? '```')
      units.push({
        kind: 'code',
        text: code.join('\n'),
        words: plain(code.slice(1, -1).join(' ')),
        begins: true,
      })
      at = end
    } else if (ITEM.test(line)) {
      flush()
      let end = at
      while (end + 1 < lines.length && belongs(lines, end + 1)) end++
      const list = lines
        .slice(at, end + 1)
        .join('\n')
        .trimEnd()
      units.push({
        kind: 'list',
        text: list,
        words: plain(list.replace(/^\s*(?:[-*+]|\d{1,3}[.)])\s+/gm, ' ')),
        begins: true,
      })
      at = end
    } else if (ATTRIBUTION.test(line)) {
      flush()
      at = quotedAfter(lines, at)
    } else if (line.trim() === '' || HEADING.test(line) || QUOTED.test(line)) flush()
    else {
      prose.push(line.trim())
      const isEnd = FULL_STOP.test(line) || OPEN_ADDRESS.test(line.trim()) || GREETED.test(line.trim())
      if (isEnd && !isCode(prose)) flush()
    }
  }
  flush()
  return units
}

/** Lines that are code although nobody marked them so: braces, semicolons, settings, paths. */
function isCode(lines: readonly string[]): boolean {
  const text = lines.join('')
  const marks = text.match(/[{};=<>$\\|]|\/\*|\*\/|\/\/(?!\S+\.)/g)?.length ?? 0
  return lines.length > 0 && marks >= 4 && marks / text.length > 0.03
}

/** Lines that were broken on purpose, each a step, although nobody put a sign before them. */
function isStepByLine(lines: readonly string[]): boolean {
  if (lines.length < LEAST_LINES || lines.length > MOST_LINES) return false
  const begun = lines.slice(1).filter((line) => /^[\p{Lu}\p{N}("'“]/u.test(line)).length
  return lines.slice(0, -1).every((line) => line.length <= SHORT_LINE) && begun >= 0.6 * (lines.length - 1)
}

/** The line that somebody is quoted in, after the one that says so: the next that is not empty. */
function quotedAfter(lines: readonly string[], at: number): number {
  const next = lines.findIndex((line, n) => n > at && line.trim() !== '')
  return next < 0 ? lines.length : next
}

function closing(lines: readonly string[], from: number, fence: string): number {
  for (let at = from + 1; at < lines.length; at++) {
    if ((lines[at] ?? '').trim().startsWith(fence.slice(0, 3))) return at
  }
  return lines.length - 1
}

/** Whether a line goes on with the list before it: another item, or something set under one. */
function belongs(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? ''
  if (ITEM.test(line) || /^\s{2,}\S/.test(line)) return true
  if (line.trim() !== '') return !/^\S/.test(line)
  const next = lines[at + 1] ?? ''
  return ITEM.test(next) || /^\s{2,}\S/.test(next)
}

/** The sentences of a text in one line; addresses and file names are not cut in two. */
export function sentencesOf(text: string): readonly string[] {
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })
  const sentences: string[] = []
  for (const { segment } of segmenter.segment(text.replace(/\s+/g, ' ').trim())) {
    const before = sentences.at(-1)
    // A question mark inside an address ends no sentence.
    if (before !== undefined && OPEN_ADDRESS.test(before)) sentences[sentences.length - 1] = before + segment
    else sentences.push(segment)
  }
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '')
}

/** A text's words without marks of Markdown, lower case. */
export function plain(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/[*_`~#>|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}
