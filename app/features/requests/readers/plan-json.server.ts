import { saying, sayingText } from '#app/locale/saying.ts'
import { readingRefusals } from '#app/features/requests/words/reading.ts'
import { keysOf } from '../rules/conversation.ts'
import { guessMapping, textCandidates } from '../rules/guess-columns.ts'
import { columnsOf, errorIn, pageEntries, rankOfList } from '../rules/json-pages.ts'
import { isZendeskTicket, jsonLayoutOf } from '../rules/json-layouts.ts'
import { isJson, unwrapped, valueAt, type Json } from '../rules/json-values.ts'
import { textOf } from '../rules/request-of.ts'
import type { ImportOptions, Mapping } from '../types.ts'
import { outlineOf, type FoundList } from './json-outline.ts'
import { jsonScanner, lineScanner } from './scanner.ts'
import { lettersFrom, type ByteFile } from './source.server.ts'
import { split } from './split.ts'

/** How a file of JSON is to be read, or one sentence that says why it can't be. */
export type JsonPlan = { readonly options: ImportOptions; readonly refusal: null } | { readonly refusal: string }

/** So many records are looked at, of so many bytes together. */
const RECORDS = 60
const RECORD_BYTES = 4 * 1024 * 1024
const MOST_COLUMNS = 100
const MOST_LISTS = 6
/** Lines that are tried as records. */
const LINES = 20
/** A single record is looked for in no longer file. */
const SINGLE_BYTES = 8 * 1024 * 1024

/**
 * Finds where a file of JSON holds its records: one a line, one after the other, in one list, or in a list within an
 * object, whatever else stands there. Tells by the records which help desk wrote them.
 */
export async function planJson(file: ByteFile, base: ImportOptions, head: string): Promise<JsonPlan> {
  const letters = () => lettersFrom(file, base.encoding, base.start)
  const headBytes = Buffer.byteLength(head)
  const outline = await outlineOf(
    letters(),
    headBytes,
    ({ path, first }) => first === 'object' && rankOfList(path) < Infinity,
  )
  const [top] = outline.lists
  if (outline.kind === 'list' && top) return planRecords(file, { ...base, isList: true, start: base.start + top.start })
  const lines = head.trimStart().split('\n', LINES)
  const isOneLine = isJson(parsed(lines[0] ?? ''))
  const rest = outline.end === null ? '' : Buffer.from(head).subarray(outline.end).toString('utf8').trim()
  // The first line may be broken; those after it are records all the same.
  if (!isOneLine && lines.filter((line) => isJson(parsed(line))).length > 1) return planRecords(file, base)
  // One record a line; or, where the first one has several lines, one after the other.
  if (rest !== '') return planRecords(file, { ...base, isList: !isOneLine })
  if (outline.kind !== 'object' || (outline.end === null && outline.lists.length === 0)) return planRecords(file, base)
  return planObject(file, { ...base, isList: !isOneLine }, outline.lists)
}

/** One object: a record, or what a list of records stands in. */
async function planObject(file: ByteFile, base: ImportOptions, lists: readonly FoundList[]): Promise<JsonPlan> {
  const [record = null] = file.size <= SINGLE_BYTES ? await firstRecords(file, base) : []
  if (record && isTold(record)) return planRecords(file, base)
  const filled = lists.filter(({ first }) => first === 'object')
  const plans: { readonly list: FoundList; readonly options: ImportOptions; readonly records: readonly Json[] }[] = []
  for (const list of [...filled]
    .sort((one, other) => rankOfList(one.path) - rankOfList(other.path))
    .slice(0, MOST_LISTS)) {
    const options = { ...base, isList: true, start: base.start + list.start }
    plans.push({ list, options, records: await firstRecords(file, options) })
  }
  const told = plans.find(({ records }) => records.some(isTold))
  const named = plans.find(({ list }) => rankOfList(list.path) < Infinity)
  const mapping = record ? mappingFor([record]).mapping : {}
  const hasId = mapping.id !== undefined
  const error = record && !hasId ? errorIn(record) : null
  // A text alone may be what a program says of a list that came out empty.
  const isSingle =
    mapping.text !== undefined &&
    (hasId || !lists.some(({ path, first }) => first === 'nothing' && rankOfList(path) < Infinity))
  const only = plans.length === 1 ? plans[0] : undefined
  const chosen = told ?? named ?? (isSingle || error !== null ? undefined : only)
  if (chosen) return planRecords(file, chosen.options)
  if (error !== null)
    return {
      refusal: sayingText(readingRefusals, 'thisIsAnError', { error }),
    }
  if (isSingle) return planRecords(file, base)
  return { refusal: refusalOf(record, lists, filled) }
}

const EXPECTED = saying(readingRefusals, 'expectedIsOneRecord')

function refusalOf(record: Json | null, lists: readonly FoundList[], filled: readonly FoundList[]): string {
  const [empty] = lists.filter(({ path, first }) => first === 'nothing' && rankOfList(path) < Infinity)
  if (empty) return sayingText(readingRefusals, 'pathIsAnEmpty', { path: empty.path })
  if (filled.length > 1)
    return sayingText(readingRefusals, 'thisJsonHoldsSeveral', {
      lists: filled.map(({ path }) => `“${path}”`).join(', '),
      expected: EXPECTED,
    })
  const type = record && typeof record['type'] === 'string' ? record['type'].slice(0, 60) : ''
  return sayingText(readingRefusals, 'noRequestInObject', {
    type,
    typed: type === '' ? 'no' : 'yes',
    keys: record ? keysOf(record) : '',
    held: record ? 'yes' : 'no',
    expected: EXPECTED,
  })
}

const isTold = (record: Json): boolean => isZendeskTicket(record) || jsonLayoutOf(record) !== null

async function planRecords(file: ByteFile, given: ImportOptions): Promise<JsonPlan> {
  const records = await firstRecords(file, given)
  // A line that lists records by itself, as the pages of a program's answers do.
  const isPaged =
    records.length > 0 && records.every((record) => !isTold(record) && pageEntries(record)?.some(isTold) === true)
  const own = isPaged ? records.flatMap((record) => pageEntries(record) ?? []) : records
  const options = { ...given, isPaged }
  const isZendesk = own.filter(isZendeskTicket).length * 2 > own.length
  if (isZendesk || given.format === 'zendesk') return { refusal: null, options: { ...options, format: 'zendesk' } }
  const layouts = own.map((record) => jsonLayoutOf(record)?.name ?? null)
  const [layout = null] = layouts.filter((name) => name !== null)
  if (layout !== null && layouts.filter((name) => name === layout).length * 2 > own.length)
    return { refusal: null, options: { ...options, layout } }
  return { refusal: null, options: { ...options, ...mappingFor(own) } }
}

/** Columns of records that no layout tells, names within names included, and what they are. */
function mappingFor(records: readonly Json[]): Pick<ImportOptions, 'columns' | 'mapping' | 'candidates'> {
  const columns = [...new Set(records.flatMap((record) => columnsOf(record)))].slice(0, MOST_COLUMNS)
  const rows = records.map((record) => columns.map((column) => textOf(valueAt(record, column))))
  const guessed = guessMapping(columns, rows)
  const replies = ['replies', 'answers', 'comments'].find((name) =>
    records.some((record) => Array.isArray(record[name])),
  )
  const mapping: Mapping = replies !== undefined ? { ...guessed, reply: replies } : guessed
  return { columns, mapping, candidates: textCandidates(columns, rows, mapping) }
}

async function firstRecords(file: ByteFile, options: ImportOptions): Promise<Json[]> {
  const records: Json[] = []
  let bytes = 0
  let looked = 0
  const stream = lettersFrom(file, options.encoding, options.start)
  for await (const piece of split(stream, options.isList ? jsonScanner() : lineScanner(), {
    limit: RECORD_BYTES,
    position: 0,
    line: 1,
  })) {
    const value = parsed(piece.bytes.toString('utf8').replace(/^[\s,]+/, ''))
    if (isJson(value)) records.push(unwrapped(value))
    bytes += piece.bytes.length
    looked += 1
    if (records.length >= RECORDS || bytes >= RECORD_BYTES || looked >= RECORDS * 4) break
  }
  return records
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // refused with its line when it is read
  }
}
