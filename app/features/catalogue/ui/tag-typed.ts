/** The tag in which the caret stands, in a line of tags with commas between them. */
export interface TagTyped {
  readonly query: string
  /** Where it begins and ends in the line, the blanks around it left out of `query` only. */
  readonly from: number
  readonly to: number
  /** The other tags of the line, in lower case. */
  readonly others: readonly string[]
}

/** Finds the tag at the caret. */
export function tagTyped(line: string, caret: number): TagTyped {
  const from = line.lastIndexOf(',', caret - 1) + 1
  const next = line.indexOf(',', caret)
  const to = next < 0 ? line.length : next
  const others = `${line.slice(0, from)},${line.slice(to)}`.split(',')
  return {
    query: line.slice(from, caret).trim(),
    from,
    to,
    others: others.map((tag) => tag.trim().toLowerCase()).filter((tag) => tag !== ''),
  }
}

/** What takes the place of the typed tag: its name, and room for the next one at the end of the line. */
export function tagInserted(line: string, { from, to }: TagTyped, name: string): string {
  return `${from === 0 ? '' : ' '}${name}${to === line.length ? ', ' : ''}`
}
