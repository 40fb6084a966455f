/** A line of an answer, or a block of lines that is kept or left whole. */
export interface Piece {
  /** `prose` is one line of running text; everything else stays as its author wrote it. */
  readonly kind: 'prose' | 'item' | 'code' | 'quote' | 'blank'
  readonly text: string
}

const FENCE = /^\s{0,3}(```+|~~~+)/
const INDENTED = /^(?: {4}|\t)\s*\S/
const QUOTED = /^\s{0,3}>/
const ITEM = /^\s{0,3}(?:[-*+•–]|\d{1,2}[.):]|\(\d{1,2}\)|\[\d{1,2}\]|[a-h]\))\s+\S/
const HEADING = /^\s{0,3}#{1,6}\s/
const RULE = /^\s*(?:[-_=*+~#]\s*){4,}$/

/** Cuts a Markdown or plain text into its lines and blocks, in order; put together again they are the text. */
export function piecesOf(text: string): readonly Piece[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const pieces: Piece[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const fence = FENCE.exec(line)?.[1]
    if (fence !== undefined) {
      const end = closing(lines, at, fence)
      const code = lines.slice(at, end + 1)
      // A fence that nobody closed would swallow what is written after it.
      if (end === at || !isClosing(lines[end] ?? '', fence)) code.push(fence)
      pieces.push({ kind: 'code', text: code.join('\n') })
      at = end
    } else if (line.trim() === '' || RULE.test(line)) pieces.push({ kind: 'blank', text: '' })
    else if (QUOTED.test(line)) pieces.push({ kind: 'quote', text: line })
    else if (ITEM.test(line) || isUnderItem(pieces, line)) pieces.push({ kind: 'item', text: line.trimEnd() })
    else if (INDENTED.test(line)) pieces.push({ kind: 'code', text: line.trimEnd() })
    else if (HEADING.test(line)) pieces.push({ kind: 'item', text: line.trimEnd() })
    else pieces.push({ kind: 'prose', text: line.trim() })
  }
  return pieces
}

/** The text that pieces make. */
export function textOf(pieces: readonly Piece[]): string {
  return pieces
    .map(({ text }) => text)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function closing(lines: readonly string[], from: number, fence: string): number {
  for (let at = from + 1; at < lines.length; at++) if (isClosing(lines[at] ?? '', fence)) return at
  return lines.length - 1
}

const isClosing = (line: string, fence: string): boolean =>
  line.trim().startsWith(fence.slice(0, 3)) && /^[`~]+$/.test(line.trim())

/** A line that is set in under an item of a list goes on with it. */
function isUnderItem(pieces: readonly Piece[], line: string): boolean {
  return pieces.at(-1)?.kind === 'item' && /^ {2,}\S/.test(line)
}

/** Words that end in a full stop and end no sentence. */
const SHORT =
  /(?:\b(?:e\.g|i\.e|etc|vs|mr|mrs|dr|no|approx|esp|incl|z\.b|d\.h|bzw|ca|nr|p\.ex|ej|cf))\.$|(?:^|\s)\p{Lu}\.$|^\d{1,2}\.$/iu

/**
 * The sentences of one line: cut after a stop and its closing marks, before a space and what begins a sentence. A line
 * whose sentences are put together with single spaces is the line again, but for its spaces.
 */
export function sentencesIn(line: string): readonly string[] {
  const parts = line.split(/(?<=[.!?…。！？]["'”’)\]]{0,2})\s+(?=["'“‘(\[¿¡]*[\p{Lu}\p{N}])/u)
  const sentences: string[] = []
  for (const part of parts) {
    const before = sentences.at(-1)
    if (before !== undefined && SHORT.test(before)) sentences[sentences.length - 1] = `${before} ${part}`
    else if (part.trim() !== '') sentences.push(part.trim())
  }
  return sentences
}
