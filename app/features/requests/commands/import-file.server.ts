import { SOURCE_LOCALE } from '#app/locale/locales.ts'
import { saying, textIn } from '#app/locale/saying.ts'
import { requestRefusals } from '../words/refusals.ts'
import { basename, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { AppError } from '#app/kernel/errors.ts'
import type { Services } from '#app/platform/context.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { getImport, optionsOf } from '../queries/imports.server.ts'
import { rememberedMapping } from '../queries/mapping.server.ts'
import { decideColumns } from '../readers/decide-columns.server.ts'
import { planImport } from '../readers/plan-import.server.ts'
import { localFile } from '../readers/source.server.ts'
import { refusalOfMapping } from '../rules/mapping.ts'
import type { Channel, Format, ImportOptions, ImportView, Mapping } from '../types.ts'
import { readImport, type ReadProgress } from './read-import.server.ts'
import { sourceOf } from './receive-file.server.ts'
import { keepSourceBrand } from './source-brand.server.ts'

export interface FileImport {
  readonly file: string
  readonly source?: string | undefined
  /** The brand of that source, '' for none; left out, it stays as it is. */
  readonly brand?: string | undefined
  readonly channel?: Channel | undefined
  readonly format?: Format | undefined
  /** The line in which the header of a CSV stands, where it is not found by itself. */
  readonly headerLine?: number | undefined
  /** Fields that are not read from the guessed columns. */
  readonly mapping?: Mapping
  readonly onPlan?: (options: ImportOptions, bytes: number) => void
  readonly onProgress?: (progress: ReadProgress) => void
}

/**
 * Reads requests from a file on this machine, in the foreground. Stopped half-way, the same call goes on
 * where it was; run again, it finds nothing new. Throws `invalid` for a file that can't be read.
 */
export async function importFile(services: Pick<Services, 'db' | 'clock'>, given: FileImport): Promise<ImportView> {
  const { db, clock } = services
  const path = resolve(given.file)
  const file = await localFile(path)
  const plan = await planImport(file, basename(path), {
    format: given.format,
    headerLine: given.headerLine,
  })
  if (plan.refusal !== null)
    throw new AppError(
      'invalid',
      saying(requestRefusals, 'import.file', { file: given.file, why: textIn(SOURCE_LOCALE, plan.refusal) }),
    )
  const guessed = await rememberedMapping(db, plan.options)
  const chosen: ImportOptions = {
    ...plan.options,
    mapping: withMapping(guessed, given.mapping ?? {}),
    channel: given.channel ?? plan.options.channel,
  }
  const refusal = refusalOfMapping(chosen, chosen.mapping)
  if (refusal)
    throw new AppError(
      'invalid',
      saying(requestRefusals, 'import.columns', {
        why: textIn(SOURCE_LOCALE, refusal),
        columns: chosen.columns.join(', '),
      }),
    )
  const options = await decideColumns(file, chosen)
  given.onPlan?.(options, file.size)
  const run = await openRun(db, {
    name: basename(path),
    bytes: file.size,
    source: given.source ?? sourceOf(path),
    options,
    now: clock.now(),
  })
  const { brand, source = sourceOf(path) } = given
  if (brand !== undefined) await inTransaction(db, (trx) => keepSourceBrand(trx, source, brand, clock.now()))
  const end = await readImport(services, run, file, given.onProgress ? { onProgress: given.onProgress } : {})
  if (end === 'stopped') throw new AppError('conflict', saying(requestRefusals, 'import.stopped', { run }))
  return getImport(db, run)
}

/** A column that is named for one field leaves the field that it was guessed for. */
function withMapping(guessed: Mapping, named: Mapping): Mapping {
  const taken = new Set(Object.values(named))
  return { ...Object.fromEntries(Object.entries(guessed).filter(([, column]) => !taken.has(column))), ...named }
}

interface Run {
  readonly name: string
  readonly bytes: number
  readonly source: string
  readonly options: ImportOptions
  readonly now: number
}

/** The unfinished import of the same file in the same way, or a new one. */
async function openRun(db: Executor, { name, bytes, source, options, now }: Run): Promise<number> {
  const open = await db
    .selectFrom('imports')
    .select(['id', 'options'])
    .where('kind', '=', 'requests')
    .where('source', '=', source)
    .where('file_name', '=', name)
    .where('bytes', '=', bytes)
    .where('file_key', '=', '')
    .where('finished_at', 'is', null)
    .where('failed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('undone_at', 'is', null)
    .orderBy('id', 'desc')
    .execute()
  const same = open.find((one) => {
    const { line: _line, ...before } = optionsOf(one.options) ?? { ...options, line: 0 }
    return isDeepStrictEqual(before, JSON.parse(JSON.stringify(options)))
  })
  if (same) return same.id
  const { id } = await db
    .insertInto('imports')
    .values({
      kind: 'requests',
      source,
      file_name: name,
      bytes,
      options: JSON.stringify(options),
      started_at: now,
      mapped_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
