import { sayingText } from '#app/locale/saying.ts'
import { readingRefusals } from '#app/features/requests/words/reading.ts'
import type { Services } from '#app/platform/context.server.ts'
import { addCounts, type RedactionCounts } from '#app/platform/personal-data/redact.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { optionsOf, type StoredOptions } from '../queries/imports.server.ts'
import { readRequests, type ReadRecord } from '../readers/read-requests.server.ts'
import type { ByteFile } from '../readers/source.server.ts'
import { plus } from './import-counts.server.ts'
import { prepareRequest, preparing, type PreparedRequest, type Preparing } from './prepare-request.server.ts'
import { afterRequestsChanged } from './requests-changed.server.ts'
import { storeRequests } from './store-requests.server.ts'

/** Records in one transaction, and of how many bytes: small enough that others write between two. */
const BATCH = 400
const BATCH_BYTES = 4 * 1024 * 1024
/** Milliseconds of redacting after which others get their turn. */
const TURN = 12

export interface ReadProgress {
  readonly position: number
  readonly accepted: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: number
}

/** How the reading ended: at the file's end, at its time, or because somebody stopped it or reads it too. */
export type ReadEnd = 'finished' | 'later' | 'stopped'

interface Batch {
  readonly requests: PreparedRequest[]
  readonly refusals: { line: number; reason: string }[]
  end: number
  nextLine: number
  records: number
  /** Taken requests that hold places which could not be decoded. */
  garbled: number
  bytes: number
}

/**
 * Reads an import's file from where it is on, a batch in each transaction with its place in the file, so
 * that a stop costs nothing and nothing is read twice. Ends early when `isTime` says so.
 */
export async function readImport(
  services: Pick<Services, 'db' | 'clock'>,
  importId: number,
  file: ByteFile,
  {
    isTime = () => false,
    onProgress = () => undefined,
  }: { readonly isTime?: () => boolean; readonly onProgress?: (progress: ReadProgress) => void } = {},
): Promise<ReadEnd> {
  const { db, clock } = services
  const run = await db.selectFrom('imports').selectAll().where('id', '=', importId).executeTakeFirst()
  if (!run || !isOpen(run)) return 'stopped'
  const options = optionsOf(run.options)
  if (!options) return 'stopped'
  const ready = await preparing(db, clock.now())
  let position = run.position > 0 ? run.position : options.start
  let batch = emptyBatch(position, options.line ?? options.startLine)
  let turnAt = performance.now()

  const flush = async (isLast: boolean): Promise<ReadProgress | null> => {
    const written = await writeBatch(services, { importId, source: run.source, options, batch, from: position, isLast })
    if (!written) return null
    position = batch.end
    batch = emptyBatch(position, batch.nextLine)
    onProgress(written)
    return written
  }

  for await (const record of readRequests(file, options, { position, line: batch.nextLine })) {
    take(batch, record, ready)
    if (performance.now() - turnAt > TURN) {
      await new Promise((resolve) => setImmediate(resolve))
      turnAt = performance.now()
    }
    if (batch.records < BATCH && batch.bytes < BATCH_BYTES) continue
    if (!(await flush(false))) return 'stopped'
    if (isTime()) return 'later'
  }
  return (await flush(true)) ? 'finished' : 'stopped'
}

function isOpen(run: {
  finished_at: number | null
  failed_at: number | null
  cancelled_at: number | null
  undone_at: number | null
}): boolean {
  return run.finished_at === null && run.failed_at === null && run.cancelled_at === null && run.undone_at === null
}

function emptyBatch(end: number, nextLine: number): Batch {
  return { requests: [], refusals: [], end, nextLine, records: 0, garbled: 0, bytes: 0 }
}

function take(batch: Batch, record: ReadRecord, ready: Preparing): void {
  batch.end = record.end
  batch.nextLine = record.nextLine
  batch.records += 1
  batch.bytes += record.bytes
  if (record.refusal !== null) batch.refusals.push({ line: record.line, reason: record.refusal })
  if (record.request === null) return
  const prepared = prepareRequest(record.request, ready)
  if (prepared) {
    batch.requests.push({ ...prepared, line: record.line })
    if (record.isGarbled) batch.garbled += 1
  } else batch.refusals.push({ line: record.line, reason: 'says nothing' })
}

interface Write {
  readonly importId: number
  readonly source: string
  readonly options: StoredOptions
  readonly batch: Batch
  /** Where this reader began; another reader of the same import would have moved it. */
  readonly from: number
  readonly isLast: boolean
}

function writeBatch({ db, clock }: Pick<Services, 'db' | 'clock'>, write: Write): Promise<ReadProgress | null> {
  const { importId, source, options, batch, from, isLast } = write
  return inTransaction(db, async (trx) => {
    await lockRow(trx, 'imports', importId)
    const run = await trx.selectFrom('imports').selectAll().where('id', '=', importId).executeTakeFirst()
    if (!run || !isOpen(run)) return null
    if ((run.position > 0 ? run.position : options.start) !== from) return null
    const now = clock.now()
    const isTable = options.format !== 'mbox'
    const { accepted, updated, unchanged, redactions, topics, clashes } = await storeRequests(trx, batch.requests, {
      source,
      channel: options.channel,
      importId,
      now,
      isTable,
    })
    const refusals = [
      ...batch.refusals,
      ...clashes.map(({ line = 0, externalId }) => ({
        line,
        reason: sayingText(readingRefusals, 'numberTwice', { id: externalId }),
      })),
    ]
    if (refusals.length > 0)
      await trx
        .insertInto('import_refusals')
        .values(refusals.map((one) => ({ import_id: importId, ...one })))
        .execute()
    // A row that was refused is none of those that were taken without a time or a number.
    const clashed = new Set(clashes.map(({ line }) => line))
    const taken = batch.requests.filter(({ line }) => !clashed.has(line)).map(({ incoming }) => incoming)
    const after = await trx
      .updateTable('imports')
      .set({
        position: batch.end,
        options: JSON.stringify({ ...options, line: batch.nextLine }),
        accepted: plus('accepted', accepted.length),
        updated: plus('updated', updated),
        unchanged: plus('unchanged', unchanged),
        refused: plus('refused', refusals.length),
        undated: plus('undated', taken.filter(({ askedAt }) => askedAt === null).length),
        damaged_ids: plus('damaged_ids', taken.filter(({ hasDamagedId }) => hasDamagedId).length),
        cut_texts: plus('cut_texts', taken.filter(({ isCut }) => isCut).length),
        garbled: plus('garbled', batch.garbled),
        redactions: JSON.stringify(addCounts(JSON.parse(run.redactions) as RedactionCounts, redactions)),
        ...(isLast ? { finished_at: now } : {}),
      })
      .where('id', '=', importId)
      .returning(['position', 'accepted', 'updated', 'unchanged', 'refused'])
      .executeTakeFirstOrThrow()
    await afterRequestsChanged(trx, { arrived: accepted.length > 0, topics }, now)
    return after
  })
}

/** Ends an import that can't go on, with the sentence that its page shows. */
export async function failImport(trx: Executor, importId: number, error: string, now: number): Promise<void> {
  await trx.updateTable('imports').set({ failed_at: now, error }).where('id', '=', importId).execute()
}
