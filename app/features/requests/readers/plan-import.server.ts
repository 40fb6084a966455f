import { createHash } from 'node:crypto'
import { csvRow } from '../rules/csv-row.ts'
import { DELIMITERS, guessColumns, guessMapping } from '../rules/guess-columns.ts'
import { decideOrder, NO_ORDERS, withOrderOf } from '../rules/times.ts'
import type { Format, ImportOptions, Mapping } from '../types.ts'
import { csvScanner } from './scanner.ts'
import { mailStart } from './mail-start.ts'
import { formatOf, listStart, sniff } from './sniff.ts'
import { AS_IT_IS, firstOf, lettersFrom, type ByteFile } from './source.server.ts'
import { split } from './split.ts'

const HEAD = 256 * 1024
const SAMPLE = 64 * 1024
const ROWS = 200

/** How a file seems to be written, or one sentence that says why it can't be read and what to do. */
export type Plan = { readonly options: ImportOptions; readonly refusal: null } | { readonly refusal: string } // prettier-ignore

const PLAIN = { delimiter: ',', columns: [], hasHeader: false, dayFirst: true, orderFrom: 'none', mapping: {}, isList: false, startLine: 1 } as const // prettier-ignore

/** Looks at a file's beginning, middle and end and plans how to read it. */
export async function planImport(
  file: ByteFile,
  fileName: string,
  given: { readonly format?: Format | undefined; readonly headerLine?: number | undefined } = {},
): Promise<Plan> {
  const samples = [await file.sample(0, HEAD)]
  const mails = mailStart(samples[0] ?? Buffer.alloc(0), fileName, given.format)
  if (mails !== null) return { refusal: null, options: { ...PLAIN, format: 'mbox', encoding: AS_IT_IS, channel: 'mail', start: mails } } // prettier-ignore
  if (file.size > HEAD * 2 && !fileName.endsWith('.gz'))
    for (const part of [0.33, 0.66, 0.99])
      samples.push(await file.sample(Math.floor(file.size * part) & ~1, SAMPLE))
  const sniffed = sniff(samples)
  if (sniffed.refusal !== null) return sniffed
  const { encoding } = sniffed
  const mark = encoding === 'utf-8' ? sniffed.mark : 0
  const letters = await firstOf(lettersFrom(file, encoding, mark), HEAD)
  const head = letters.toString('utf8')
  if (head.trim() === '') return { refusal: 'The file holds nothing but empty lines.' }
  const format = given.format ?? formatOf(fileName, head)
  if (format === 'mbox' && !/^From /.test(head)) return { refusal: 'This is no mbox archive: it does not begin with a line “From …”. Export the mailbox as mbox.' } // prettier-ignore
  const base: ImportOptions = { ...PLAIN, format, encoding, channel: format === 'mbox' ? 'mail' : 'other', start: mark } // prettier-ignore
  switch (format) {
    case 'csv':
      return planCsv(base, letters, given.headerLine)
    case 'jsonl':
    case 'zendesk':
      return planJson(base, head)
    case 'mbox':
    case 'text':
      return { options: base, refusal: null }
  }
}

/** The line by which Excel is told what parts the fields; it is no row. */
const NAMES_DELIMITER = /^\s*"?sep=([,;\t|])"?[,;\t|]*\r?\n/i

async function planCsv(
  base: ImportOptions,
  letters: Buffer,
  headerLine: number | undefined,
): Promise<Plan> {
  const named = NAMES_DELIMITER.exec(letters.toString('utf8', 0, 100))
  if (!named) return planRows(base, letters, DELIMITERS, headerLine)
  const [line, delimiter = ','] = named
  const lines = line.split('\n').length - 1
  const rows = { ...base, start: base.start + line.length, startLine: base.startLine + lines }
  return planRows(rows, letters.subarray(line.length), [delimiter], headerLine)
}

async function planRows(
  base: ImportOptions,
  letters: Buffer,
  delimiters: readonly string[],
  headerLine: number | undefined,
): Promise<Plan> {
  const cut = new Map<string, readonly Row[]>()
  for (const delimiter of delimiters) cut.set(delimiter, await firstRows(letters, delimiter))
  const rowsBy = (delimiter: string): readonly Row[] => cut.get(delimiter) ?? []
  const recordsBy = (delimiter: string): readonly string[] => rowsBy(delimiter).map(({ text }) => text) // prettier-ignore
  const chosen = headerLine === undefined ? undefined : headerLine - base.startLine
  const [delimiterGuess] = delimiters
  const at = (delimiter: string): number => rowsBy(delimiter).findIndex(({ line }) => line - 1 === chosen) // prettier-ignore
  if (chosen !== undefined && delimiters.every((one) => at(one) < 0))
    return { refusal: `Line ${headerLine ?? ''} holds no header: it is empty, or too far down.` }
  const guessed = guessColumns(recordsBy, chosen === undefined ? undefined : Math.max(...delimiters.map(at), at(delimiterGuess ?? ','))) // prettier-ignore
  const { delimiter, hasHeader, headerAt, columns, mapping } = guessed
  const rows = rowsBy(delimiter)
  const header = rows[headerAt]
  if (!header) return { refusal: 'No row could be read from this file.' }
  const cells = rows.slice(headerAt + (hasHeader ? 1 : 0)).map(({ text }) => csvRow(text, delimiter)) // prettier-ignore
  const dates = cells.map((row) => row[columns.indexOf(mapping.askedAt ?? '')] ?? '')
  return {
    refusal: null,
    options: {
      ...base,
      delimiter,
      columns,
      hasHeader,
      mapping,
      ...decideOrder(dates.reduce(withOrderOf, NO_ORDERS)),
      start: base.start + (hasHeader ? header.end : 0),
      startLine: base.startLine + (hasHeader ? header.nextLine - 1 : 0),
    },
  }
}

/** A record near the beginning, with the line it begins on, and where the next one does. */
interface Row {
  readonly text: string
  readonly line: number
  readonly nextLine: number
  readonly end: number
}

async function firstPieces(letters: Buffer, delimiter: string, most: number) {
  const pieces = []
  const stream = (async function* () {
    yield letters
    await Promise.resolve()
  })()
  for await (const piece of split(stream, csvScanner(delimiter), {
    limit: HEAD,
    position: 0,
    line: 1,
  })) {
    // prettier-ignore
    pieces.push(piece)
    if (pieces.length >= most) break
  }
  return pieces
}

async function firstRows(letters: Buffer, delimiter: string): Promise<Row[]> {
  const pieces = await firstPieces(letters, delimiter, ROWS)
  // The last one may be cut off by the end of what was looked at.
  const whole = letters.length >= HEAD && pieces.length > 1 ? pieces.slice(0, -1) : pieces
  return whole
    .map(({ bytes, line, lines, end }) => ({
      text: bytes.toString('utf8').replace(/\r?\n$/, ''),
      line,
      nextLine: line + lines,
      end,
    })) // prettier-ignore
    .filter(({ text }) => text.trim() !== '')
}

function planJson(base: ImportOptions, head: string): Plan {
  const offset = listStart(head)
  const start = base.start + offset
  if (base.format === 'zendesk')
    return { refusal: null, options: { ...base, start, isList: offset > 0 } }
  const records = recordsIn(offset > 0 ? head.slice(offset) : head, offset > 0)
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))].slice(0, 100)
  const cell = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '') // prettier-ignore
  const mapping: Mapping = guessMapping(columns, records.map((record) => columns.map((column) => cell(record[column])))) // prettier-ignore
  const replies = ['replies', 'answers', 'comments'].find((name) => columns.includes(name))
  const dates = records.map((record) => cell(record[mapping.askedAt ?? '']))
  return {
    refusal: null,
    options: {
      ...base,
      columns,
      mapping: mapping.reply === undefined && replies !== undefined ? { ...mapping, reply: replies } : mapping, // prettier-ignore
      ...decideOrder(dates.reduce(withOrderOf, NO_ORDERS)),
      start,
      isList: offset > 0,
    },
  }
}

type Json = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The first records of JSON Lines; of a list, those that stand on lines of their own or that end early. */
function recordsIn(head: string, isList: boolean): Json[] {
  const texts = isList ? [...objectsIn(head)] : head.split('\n').slice(0, ROWS)
  return texts.slice(0, ROWS).flatMap((text) => {
    try {
      const value: unknown = JSON.parse(text)
      return isRecord(value) ? [value] : []
    } catch {
      return [] // refused with its line when it is read
    }
  })
}

function* objectsIn(text: string): Generator<string> {
  let depth = 0
  let start = 0
  let inText = false
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]
    if (inText) {
      if (letter === '\\') at += 1
      else if (letter === '"') inText = false
    } else if (letter === '"') inText = true
    else if (letter === '{') {
      if (depth === 0) start = at
      depth += 1
    } else if (letter === '}') {
      depth -= 1
      if (depth === 0) yield text.slice(start, at + 1)
    }
  }
}

/** Under which a mapping is remembered: the same header means the same again. Those guessed by parts of words don’t come back. */
export function headerKey(options: ImportOptions): string {
  const names = options.columns.map((column) => column.toLowerCase().trim())
  return createHash('sha256')
    .update(JSON.stringify(['whole words', options.format, names]))
    .digest('base64url')
}
