import { SOURCE_LOCALE, type Locale } from '#app/locale/locales.ts'
import { saying, sentenceIn, textIn } from '#app/locale/saying.ts'
import { machineKindOf } from '../rules/machine-reasons.ts'
import { requestRefusals } from '../words/refusals.ts'
import type { Selectable } from 'kysely'
import { notFound } from '#app/kernel/errors.ts'
import type { Page } from '#app/kernel/page.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { JobName } from '#app/platform/jobs/catalogue.ts'
import { subjectOf } from '#app/platform/jobs/enqueue.server.ts'
import type { RedactionCounts } from '#app/platform/personal-data/redact.ts'
import { pageByKey } from '#db/paging.server.ts'
import type { ImportsTable } from '#db/schema/requests.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { ImportOptions, ImportState, ImportView } from '../types.ts'

/** The options of an import, with the line that it has come to. */
export interface StoredOptions extends ImportOptions {
  readonly line?: number
}

/** The options as they were stored; null while the file was not looked at. */
export function optionsOf(stored: string): StoredOptions | null {
  const options = JSON.parse(stored) as Partial<StoredOptions> // written by this feature only
  if (options.format === undefined) return null
  // Imports that began before these were kept know nothing of them.
  return { ...BEFORE, ...options } as StoredOptions
}

const BEFORE = {
  orderFrom: 'none',
  scale: 'words',
  unreadRatings: 0,
  hasLostFigures: true,
  ambiguousZones: 0,
  layout: null,
  isPaged: false,
  headerLine: null,
  candidates: [],
} as const

type ImportRow = Selectable<ImportsTable> & { readonly by: string | null; readonly brand: string | null }

const PAGE = 10
/** Reasons with figures in them can be many. */
const MOST_REASONS = 1000

/** The imports of requests, newest first. */
export async function listImports(db: Executor, page: string | null, size = PAGE): Promise<Page<ImportView>> {
  const found = await pageByKey(rows(db).where('imports.kind', '=', 'requests'), {
    page,
    size,
    by: ['imports.id'],
    order: 'desc',
    keysOf: (row) => [row.id],
  })
  return { ...found, rows: found.rows.map((row) => viewOf(row, 0, SOURCE_LOCALE)) }
}

/** One import with how it stands. */
export async function getImport(db: Executor, id: number, locale: Locale = SOURCE_LOCALE): Promise<ImportView> {
  const row = await rows(db).where('imports.id', '=', id).where('imports.kind', '=', 'requests').executeTakeFirst()
  if (!row) throw notFound(saying(requestRefusals, 'thisImport'))
  const view = viewOf(row, row.undone_at === null ? 0 : await countLeft(db, id), locale)
  if (view.state !== 'reading' || !(await isParked(db, id))) return view
  return {
    ...view,
    state: 'failed',
    error: sentenceIn(locale, saying(requestRefusals, 'importParked')),
  }
}

/** Whether its job gave up and waits for an admin. */
async function isParked(db: Executor, id: number): Promise<boolean> {
  const job = await db
    .selectFrom('jobs')
    .select('id')
    .where('name', '=', 'requests.import' satisfies JobName)
    .where('subject', '=', subjectOf({ import: id }))
    .where('parked_at', 'is not', null)
    .executeTakeFirst()
  return job !== undefined
}

function rows(db: Executor) {
  return db
    .selectFrom('imports')
    .leftJoin('members', 'members.id', 'imports.by_id')
    .leftJoin('source_brands', 'source_brands.source', 'imports.source')
    .leftJoin('brands', 'brands.id', 'source_brands.brand_id')
    .selectAll('imports')
    .select(['members.name as by', 'brands.name as brand'])
}

async function countLeft(db: Executor, id: number): Promise<number> {
  const { n } = await db
    .selectFrom('requests')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('import_id', '=', id)
    .executeTakeFirstOrThrow()
  return Number(n)
}

function viewOf(row: ImportRow, left: number, locale: Locale): ImportView {
  return {
    id: row.id,
    fileName: row.file_name,
    source: row.source,
    brand: row.brand ?? '',
    state: stateOf(row),
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    by: row.by,
    format: optionsOf(row.options)?.format ?? null,
    bytes: row.bytes,
    percent:
      row.finished_at !== null ? 100 : row.bytes === 0 ? 0 : Math.min(99, Math.floor((row.position / row.bytes) * 100)),
    accepted: row.accepted,
    updated: row.updated,
    unchanged: row.unchanged,
    refused: row.refused,
    undated: row.undated,
    damagedIds: row.damaged_ids,
    cutTexts: row.cut_texts,
    garbled: row.garbled,
    undoDueAt: row.undo_due_at,
    redactions: JSON.parse(row.redactions) as RedactionCounts, // written by this feature only
    error: textIn(locale, row.error),
    left,
  }
}

function stateOf(
  row: Pick<ImportRow, 'undone_at' | 'cancelled_at' | 'failed_at' | 'finished_at' | 'mapped_at'>,
): ImportState {
  if (row.undone_at !== null) return 'undone'
  if (row.cancelled_at !== null) return 'cancelled'
  if (row.failed_at !== null) return 'failed'
  if (row.finished_at !== null) return 'finished'
  return row.mapped_at === null ? 'mapping' : 'reading'
}

/** Refused rows by line; the first ones for a page. */
export async function listRefusals(db: Executor, id: number, most: number, locale: Locale) {
  const rows = await db
    .selectFrom('import_refusals')
    .select(['line', 'reason'])
    .where('import_id', '=', id)
    .orderBy('line')
    .limit(most)
    .execute()
  return rows.map(({ line, reason }) => ({ line, reason: textIn(locale, reason) }))
}

/** How many rows were refused for which reason, the most frequent first; `kind`: what of a program's, or null. */
export async function countRefusals(db: Executor, id: number) {
  const rows = await db
    .selectFrom('import_refusals')
    .select((eb) => ['reason', eb.fn.countAll<number>().as('count')])
    .where('import_id', '=', id)
    .groupBy('reason')
    .orderBy('count', 'desc')
    .orderBy('reason')
    .limit(MOST_REASONS)
    .execute()
  return rows.map(({ reason, count }) => ({ kind: machineKindOf(reason), count: Number(count) }))
}

/** All refused rows as a file, in pieces: line and reason, safe to open in a spreadsheet. */
export async function* writeRefusals(
  { db, locale }: Pick<Context, 'db' | 'locale'>,
  id: number,
): AsyncGenerator<string> {
  yield 'line,reason\r\n'
  let last = -1
  for (;;) {
    const found = await db
      .selectFrom('import_refusals')
      .select(['line', 'reason'])
      .where('import_id', '=', id)
      .where('line', '>', last)
      .orderBy('line')
      .limit(1000)
      .execute()
    if (found.length === 0) return
    last = found.at(-1)?.line ?? last
    yield found
      .map(({ line, reason }) => `${line},"${guarded(textIn(locale, reason)).replaceAll('"', '""')}"\r\n`)
      .join('')
  }
}

/** A cell that a spreadsheet would take for a formula is text. */
function guarded(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}
