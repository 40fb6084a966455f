import { asLine } from '#app/kernel/text.ts'

/** Codes that one list may hold, and characters that one code may have. */
export const MOST_CODES = 5000
export const LONGEST_CODE = 200

/** A code with its line, counted from 1. */
export interface CodeLine {
  readonly line: number
  readonly code: string
}

export interface CodesList {
  /** Each code once, in the order of the list. */
  readonly codes: readonly CodeLine[]
  /** Lines that repeat an earlier one. */
  readonly twice: readonly number[]
  /** Lines that are too long for a code. */
  readonly tooLong: readonly number[]
}

/** Reads a list of codes, one a line; empty lines, spaces around a code and unseen characters count for nothing. */
export function codesIn(text: string): CodesList {
  const seen = new Set<string>()
  const codes: CodeLine[] = []
  const twice: number[] = []
  const tooLong: number[] = []
  text.split(/\r\n?|\n/).forEach((raw, index) => {
    const code = asLine(raw)
    const line = index + 1
    if (code === '') return
    if (code.length > LONGEST_CODE) tooLong.push(line)
    else if (seen.has(code)) twice.push(line)
    else {
      seen.add(code)
      codes.push({ line, code })
    }
  })
  return { codes, twice, tooLong }
}
