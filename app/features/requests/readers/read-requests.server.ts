import { isUtf8 } from 'node:buffer'
import { csvRow } from '../rules/csv-row.ts'
import { unguarded, withLongNumbers } from '../rules/damaged-ids.ts'
import { requestOf } from '../rules/request-of.ts'
import { zendeskRequest } from '../rules/zendesk.ts'
import type { Format, ImportOptions, IncomingRequest } from '../types.ts'
import { readMail } from './read-mail.server.ts'
import { csvScanner, jsonScanner, lineScanner, mailScanner, type Scanner } from './scanner.ts'
import { lettersFrom, type ByteFile } from './source.server.ts'
import { split, type Piece } from './split.ts'

const MEGABYTE = 1024 * 1024
/** A record of more bytes is refused; a mail may bring pictures along. */
const LIMIT = { csv: MEGABYTE, jsonl: 2 * MEGABYTE, text: MEGABYTE, zendesk: 8 * MEGABYTE, mbox: 12 * MEGABYTE } // prettier-ignore

/** One record as it was read: a request, or why it was refused; null for an empty line. */
export interface ReadRecord {
  readonly line: number
  /** Where the next record begins, for going on after a stop. */
  readonly end: number
  readonly nextLine: number
  readonly request: IncomingRequest | null
  readonly refusal: string | null
  /** It was taken, but holds places that stand for no letter. */
  readonly isGarbled: boolean
  /** Of the record, for batches that stay small. */
  readonly bytes: number
}

/** Reads the requests of a file from a place in it on, one at a time, in memory that does not grow with it. */
export async function* readRequests(
  file: ByteFile,
  options: ImportOptions,
  from: { readonly position: number; readonly line: number },
): AsyncGenerator<ReadRecord> {
  const stream = lettersFrom(file, options.encoding, from.position)
  const limit = LIMIT[options.format]
  const position = from.position
  let entry = from.line
  for await (const piece of split(stream, scannerOf(options), {
    limit,
    position,
    line: from.line,
  })) {
    const record = await read(piece, options)
    // A whole list may stand on one line: its entries are counted instead.
    yield options.isList ? { ...record, line: entry, nextLine: entry + 1 } : record
    entry += 1
  }
}

function scannerOf(options: ImportOptions): Scanner {
  const { format, delimiter } = options
  switch (format) {
    case 'csv':
      return csvScanner(delimiter)
    case 'mbox':
      return mailScanner()
    case 'text':
      return lineScanner()
    case 'jsonl':
    case 'zendesk':
      return options.isList ? jsonScanner() : lineScanner()
  }
}

async function read(piece: Piece, options: ImportOptions): Promise<ReadRecord> {
  const { line, end, lines, bytes, refusal } = piece
  const record = { line, end, nextLine: line + lines, bytes: bytes.length, isGarbled: false }
  if (refusal !== null) return { ...record, request: null, refusal }
  if (options.format === 'mbox') {
    // Each part of a mail says for itself how its letters are written.
    const { found, broken } = bytes.length < 6 ? { found: null, broken: 0 } : await readMail(bytes)
    return typeof found === 'string'
      ? { ...record, request: null, refusal: found }
      : { ...record, request: found, refusal: null, isGarbled: broken > 0 }
  }
  const { format } = options
  if (!isUtf8(bytes))
    return { ...record, request: null, refusal: 'holds bytes that are no letters of UTF-8' }
  const found = parse(bytes, format, options)
  if (found === null) return { ...record, request: null, refusal: null }
  return typeof found === 'string'
    ? { ...record, request: null, refusal: found }
    : { ...record, request: found, refusal: null, isGarbled: options.encoding !== 'utf-8' && bytes.includes('\ufffd') } // prettier-ignore
}

function parse(
  bytes: Buffer,
  format: Exclude<Format, 'mbox'>,
  options: ImportOptions,
): IncomingRequest | string | null {
  const text = bytes.toString('utf8').replace(/\r?\n$/, '')
  if (text.trim() === '') return null
  switch (format) {
    case 'csv':
      return csvRequest(text, options)
    case 'text':
      return requestOf(() => text, { text: 'text' }, true)
    case 'jsonl':
    case 'zendesk':
      return jsonRequest(text.replace(/^[\s,]+/, ''), options)
  }
}

/** Missing fields at a row's end are empty; more than the header names is a row that can't be trusted. */
function csvRequest(
  text: string,
  { delimiter, columns, mapping, dayFirst }: ImportOptions,
): IncomingRequest | string | null {
  // prettier-ignore
  const row = csvRow(text, delimiter)
  if (row.every((field) => field.trim() === '')) return null
  if (row.length > columns.length && row.slice(columns.length).some((field) => field.trim() !== ''))
    return `has ${row.length} fields where the header has ${columns.length}: look for a “${delimiter === '\t' ? 'tab' : delimiter}” or a line end in a field without quotes`
  const needed = mapping.text ?? mapping.subject
  if (needed !== undefined && columns.indexOf(needed) >= row.length)
    return `has ${row.length} ${row.length === 1 ? 'field' : 'fields'} where the header has ${columns.length}, so “${needed}” is missing`
  return requestOf((column) => unguarded(row[columns.indexOf(column)] ?? ''), mapping, dayFirst)
}

function jsonRequest(
  text: string,
  { format, mapping, dayFirst }: ImportOptions,
): IncomingRequest | string {
  // prettier-ignore
  let value: unknown
  try {
    value = JSON.parse(withLongNumbers(text))
  } catch {
    return 'is no JSON'
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'is no record: a record stands in { }' // prettier-ignore
  const record = value as Readonly<Record<string, unknown>> // an object of JSON has names and values
  if (format === 'zendesk') return zendeskRequest(record)
  return requestOf((name) => (Object.hasOwn(record, name) ? record[name] : undefined), mapping, dayFirst) // prettier-ignore
}
