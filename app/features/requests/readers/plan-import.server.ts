import { sayingText } from '#app/locale/saying.ts'
import { readingRefusals } from '#app/features/requests/words/reading.ts'
import { createHash } from 'node:crypto'
import { DELIMITERS, guessColumns } from '../rules/guess-columns.ts'
import type { Format, ImportOptions } from '../types.ts'
import { planJson } from './plan-json.server.ts'
import { csvScanner } from './scanner.ts'
import { mailStart } from './mail-start.ts'
import { formatOf, sniff } from './sniff.ts'
import { AS_IT_IS, firstOf, lettersFrom, type ByteFile } from './source.server.ts'
import { split } from './split.ts'

const HEAD = 256 * 1024
const SAMPLE = 64 * 1024
const ROWS = 200

/** How a file seems to be written, or one sentence that says why it can't be read and what to do. */
export type Plan = { readonly options: ImportOptions; readonly refusal: null } | { readonly refusal: string }

const PLAIN = {
  delimiter: ',',
  columns: [],
  hasHeader: false,
  dayFirst: true,
  orderFrom: 'none',
  scale: 'none',
  unreadRatings: 0,
  hasLostFigures: false,
  ambiguousZones: 0,
  layout: null,
  isPaged: false,
  headerLine: null,
  candidates: [],
  mapping: {},
  isList: false,
  startLine: 1,
} as const

/** Looks at a file's beginning, middle and end and plans how to read it; `decideColumns` completes the plan. */
export async function planImport(
  file: ByteFile,
  fileName: string,
  given: { readonly format?: Format | undefined; readonly headerLine?: number | undefined } = {},
): Promise<Plan> {
  const samples = [await file.sample(0, HEAD)]
  const mails = mailStart(samples[0] ?? Buffer.alloc(0), fileName, given.format)
  if (mails !== null)
    return { refusal: null, options: { ...PLAIN, format: 'mbox', encoding: AS_IT_IS, channel: 'mail', start: mails } }
  if (file.size > HEAD * 2 && !fileName.endsWith('.gz'))
    for (const part of [0.33, 0.66, 0.99]) samples.push(await file.sample(Math.floor(file.size * part) & ~1, SAMPLE))
  const sniffed = sniff(samples)
  if (sniffed.refusal !== null) return sniffed
  const { encoding } = sniffed
  const mark = encoding === 'utf-8' ? sniffed.mark : 0
  const letters = await firstOf(lettersFrom(file, encoding, mark), HEAD)
  const head = letters.toString('utf8')
  if (head.trim() === '') return { refusal: sayingText(readingRefusals, 'theFileHoldsNothing') }
  const format = given.format ?? formatOf(fileName, head)
  if (format === 'mbox' && !/^From /.test(head)) return { refusal: sayingText(readingRefusals, 'thisIsNoMbox') }
  const base: ImportOptions = { ...PLAIN, format, encoding, channel: format === 'mbox' ? 'mail' : 'other', start: mark }
  switch (format) {
    case 'csv':
      return planCsv(base, letters, given.headerLine)
    case 'jsonl':
    case 'zendesk':
      return planJson(file, base, head)
    case 'mbox':
    case 'text':
      return { options: base, refusal: null }
  }
}

/** The line by which Excel is told what parts the fields; it is no row. */
const NAMES_DELIMITER = /^\s*"?sep=([,;\t|])"?[,;\t|]*\r?\n/i

async function planCsv(base: ImportOptions, letters: Buffer, headerLine: number | undefined): Promise<Plan> {
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
  const recordsBy = (delimiter: string): readonly string[] => rowsBy(delimiter).map(({ text }) => text)
  const chosen = headerLine === undefined ? undefined : headerLine - base.startLine
  const [delimiterGuess] = delimiters
  const at = (delimiter: string): number => rowsBy(delimiter).findIndex(({ line }) => line - 1 === chosen)
  if (chosen !== undefined && delimiters.every((one) => at(one) < 0))
    return { refusal: sayingText(readingRefusals, 'noHeader', { line: headerLine ?? '' }) }
  const guessed = guessColumns(
    recordsBy,
    chosen === undefined ? undefined : Math.max(...delimiters.map(at), at(delimiterGuess ?? ',')),
  )
  const { delimiter, hasHeader, headerAt, columns, mapping, candidates } = guessed
  const rows = rowsBy(delimiter)
  const header = rows[headerAt]
  if (!header) return { refusal: sayingText(readingRefusals, 'noRowCouldBe') }
  return {
    refusal: null,
    options: {
      ...base,
      delimiter,
      columns,
      hasHeader,
      mapping,
      candidates,
      headerLine: hasHeader ? base.startLine + header.line - 1 : null,
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
    }))
    .filter(({ text }) => text.trim() !== '')
}

/** Under which a mapping is remembered: the same header means the same again. Those guessed by parts of words don’t come back. */
export function headerKey(options: ImportOptions): string {
  const names = options.columns.map((column) => column.toLowerCase().trim())
  return createHash('sha256')
    .update(JSON.stringify(['whole words', options.format, names]))
    .digest('base64url')
}
