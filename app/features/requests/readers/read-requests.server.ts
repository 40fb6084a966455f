import { sayingText } from '#app/locale/saying.ts'
import { readingRefusals } from '#app/features/requests/words/reading.ts'
import { isUtf8 } from 'node:buffer'
import { csvRow } from '../rules/csv-row.ts'
import { unguarded, withLongNumbers } from '../rules/damaged-ids.ts'
import { conversationRequest, keysOf } from '../rules/conversation.ts'
import { JSON_LAYOUTS, type JsonLayout } from '../rules/json-layouts.ts'
import { isJson, shownAt, unwrapped, valueAt, type Json } from '../rules/json-values.ts'
import { pageEntries } from '../rules/json-pages.ts'
import { sameNamed } from '../rules/guess-columns.ts'
import { requestOf, textOf } from '../rules/request-of.ts'
import { zendeskRating, zendeskRequest } from '../rules/zendesk.ts'
import { inWords } from '../rules/request-words.ts'
import type { Format, ImportOptions, IncomingRequest } from '../types.ts'
import { readMail } from './read-mail.server.ts'
import { csvScanner, jsonScanner, lineScanner, mailScanner, type Scanner } from './scanner.ts'
import { lettersFrom, type ByteFile } from './source.server.ts'
import { split, type Piece } from './split.ts'

const MEGABYTE = 1024 * 1024
/** A record of more bytes is refused; a mail may bring pictures along. */
const LIMIT = { csv: MEGABYTE, jsonl: 8 * MEGABYTE, text: MEGABYTE, zendesk: 8 * MEGABYTE, mbox: 12 * MEGABYTE }

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
  let start = from.position
  let entry = from.line
  for await (const piece of split(stream, scannerOf(options), {
    limit,
    position: from.position,
    line: from.line,
  })) {
    // A whole list may stand on one line: its entries are counted instead.
    const { line, nextLine } = options.isList
      ? { line: entry, nextLine: entry + 1 }
      : { line: piece.line, nextLine: piece.line + piece.lines }
    const { found, isGarbled } = await read(piece, options)
    for (const [at, one] of found.entries()) {
      const isLast = at === found.length - 1
      // Within a page, the page is the place to go on from.
      const next = isLast ? { end: piece.end, nextLine } : { end: start, nextLine: line }
      yield {
        line,
        ...next,
        bytes: Math.ceil(piece.bytes.length / found.length),
        request: typeof one === 'string' ? null : one,
        refusal: typeof one === 'string' ? one : null,
        isGarbled: isGarbled && typeof one !== 'string',
      }
    }
    start = piece.end
    entry += 1
  }
}

/** What the columns that are decided as a whole say in one record. */
export interface ColumnValues {
  readonly rating: string
  readonly askedAt: string
  readonly id: string
}

/** Reads these columns of all records of a file, one at a time; what can't be read is passed over. */
export async function* readColumns(file: ByteFile, options: ImportOptions): AsyncGenerator<ColumnValues> {
  const { format, mapping, columns, delimiter } = options
  const limit = LIMIT[format]
  const stream = lettersFrom(file, options.encoding, options.start)
  const [rating, askedAt, id] = (['satisfaction', 'askedAt', 'id'] as const).map((field) =>
    mapping[field] === undefined ? -1 : columns.indexOf(mapping[field]),
  ) as [number, number, number]
  const layout = layoutNamed(options.layout)
  for await (const { bytes, refusal } of split(stream, scannerOf(options), {
    limit,
    position: options.start,
    line: 1,
  })) {
    if (refusal !== null) continue
    const text = bytes.toString('utf8')
    if (format === 'csv') {
      const row = csvRow(text.replace(/\r?\n$/, ''), delimiter)
      yield { rating: row[rating] ?? '', askedAt: row[askedAt] ?? '', id: unguarded(row[id] ?? '') }
      continue
    }
    const records = jsonRecords(text.replace(/^[\s,]+/, ''), options)
    if (typeof records === 'string') continue
    for (const record of records) {
      const value = (column: string | undefined): string =>
        column === undefined ? '' : textOf(valueAt(record, column))
      if (format === 'zendesk') yield { rating: zendeskRating(record), askedAt: '', id: value('id') }
      else if (layout)
        yield { rating: shownAt(record, ...layout.rating), askedAt: '', id: shownAt(record, ...layout.id) }
      else yield { rating: value(mapping.satisfaction), askedAt: value(mapping.askedAt), id: value(mapping.id) }
    }
  }
}

/** How a file's records are told apart. */
export function scannerOf(options: ImportOptions): Scanner {
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

type Read = IncomingRequest | string | null

interface ReadPiece {
  readonly found: readonly Read[]
  readonly isGarbled: boolean
}

/** What a piece of the file holds: one request or refusal, nothing for an empty line, or all those of a page. */
async function read({ bytes, refusal }: Piece, options: ImportOptions): Promise<ReadPiece> {
  if (refusal !== null) return { found: [refusal], isGarbled: false }
  const { format } = options
  if (format === 'mbox') {
    // Each part of a mail says for itself how its letters are written.
    const { found, broken } = bytes.length < 6 ? { found: null, broken: 0 } : await readMail(bytes)
    return { found: [found], isGarbled: broken > 0 }
  }
  if (!isUtf8(bytes)) return { found: [sayingText(readingRefusals, 'holdsBytes')], isGarbled: false }
  const found = parse(bytes, format, options).map((one) =>
    one === null || typeof one === 'string' ? one : inWords(one),
  )
  return { found, isGarbled: options.encoding !== 'utf-8' && bytes.includes('\ufffd') }
}

function parse(bytes: Buffer, format: Exclude<Format, 'mbox'>, options: ImportOptions): readonly Read[] {
  const text = bytes.toString('utf8').replace(/\r?\n$/, '')
  if (text.trim() === '') return [null]
  switch (format) {
    case 'csv':
      return [csvRequest(text, options)]
    case 'text':
      return [requestOf(() => text, { text: 'text' }, options)]
    case 'jsonl':
    case 'zendesk':
      return jsonRequests(text.replace(/^[\s,]+/, ''), options)
  }
}

/** A spreadsheet holds no more letters in a cell: what comes after them is gone. */
const LONGEST_CELL = 32_767

/** Missing fields at a row's end are empty; more than the header names is a row that can't be trusted. */
function csvRequest(text: string, options: ImportOptions): IncomingRequest | string | null {
  const { delimiter, columns, mapping } = options
  const row = csvRow(text, delimiter)
  if (row.every((field) => field.trim() === '')) return null
  if (row.length > columns.length && row.slice(columns.length).some((field) => field.trim() !== ''))
    return sayingText(readingRefusals, 'moreFields', {
      fields: row.length,
      header: columns.length,
      delimiter: delimiter === '	' ? 'tab' : delimiter,
    })
  const needed = mapping.text ?? mapping.subject
  if (needed !== undefined && columns.indexOf(needed) >= row.length)
    return sayingText(readingRefusals, 'fewerFields', { fields: row.length, header: columns.length, column: needed })
  const cell = (column: string): string => row[columns.indexOf(column)] ?? ''
  const isCut = [mapping.text, mapping.reply].some(
    (column) => column !== undefined && cell(column).length === LONGEST_CELL,
  )
  const tags = mapping.tags === undefined ? [] : sameNamed(columns, mapping.tags)
  const request = requestOf(
    (column) => (column === mapping.tags ? tags.map(cell).join(',') : unguarded(cell(column))),
    mapping,
    options,
  )
  return isCut ? { ...request, isCut } : request
}

function layoutNamed(name: string | null): JsonLayout | undefined {
  return name === null ? undefined : JSON_LAYOUTS.find((layout) => layout.name === name)
}

/** The records of a text: itself, or those that its page lists; a sentence for what is none. */
function jsonRecords(text: string, { isPaged }: ImportOptions): readonly Json[] | string {
  let value: unknown
  try {
    value = JSON.parse(withLongNumbers(text))
  } catch {
    return sayingText(readingRefusals, 'isNoJson')
  }
  if (!isJson(value)) return sayingText(readingRefusals, 'isNoRecord')
  const entries = isPaged ? pageEntries(value) : null
  return entries ?? [unwrapped(value)]
}

function jsonRequests(text: string, options: ImportOptions): readonly Read[] {
  const records = jsonRecords(text, options)
  if (typeof records === 'string') return [records]
  const layout = layoutNamed(options.layout)
  const made = records.map((record): Read => {
    if (options.format === 'zendesk') return zendeskRequest(record, options)
    if (layout) return conversationRequest(record, layout, options)
    const request = requestOf((name) => valueAt(record, name), options.mapping, options)
    return request.text === '' && request.subject === ''
      ? sayingText(readingRefusals, 'saysNothing', { keys: keysOf(record) })
      : request
  })
  return made.length === 0 ? [null] : made
}
