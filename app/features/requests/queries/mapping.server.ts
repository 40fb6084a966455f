import { saying, sayingText, textIn } from '#app/locale/saying.ts'
import { unsureOfText } from '../rules/mapping.ts'
import { readingRefusals } from '../words/reading.ts'
import { requestRefusals } from '#app/features/requests/words/refusals.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { decideAlike, decideColumns } from '../readers/decide-columns.server.ts'
import { keptFile } from '../readers/kept-file.server.ts'
import { headerKey } from '../readers/plan-import.server.ts'
import { readRequests } from '../readers/read-requests.server.ts'
import { redactRequest } from '../rules/redact-request.ts'
import type { ByteFile } from '../readers/source.server.ts'
import type { ImportOptions, Mapping, MappingView } from '../types.ts'
import { getImport, optionsOf } from './imports.server.ts'
import { redactionPatterns } from './patterns.server.ts'

const ROWS = 6

/** The mapping that somebody chose for a file with this header before; else the guessed one. */
export async function rememberedMapping(db: Executor, options: ImportOptions): Promise<Mapping> {
  if (options.columns.length === 0) return options.mapping
  const row = await db
    .selectFrom('column_mappings')
    .select('mapping')
    .where('header_key', '=', headerKey(options))
    .executeTakeFirst()
  return row ? (JSON.parse(row.mapping) as Mapping) : options.mapping // written by this feature only
}

/** What somebody may choose about how a file is read; what is left out stays as it was told. */
export interface Choice {
  readonly channel: ImportOptions['channel']
  readonly mapping: Mapping
  readonly dayFirst?: boolean | undefined
  readonly scale?: ImportOptions['scale'] | undefined
}

/** The options with what somebody chose. Where other columns are chosen, what whole columns tell is decided anew. */
export async function withChoice(
  file: ByteFile,
  stored: ImportOptions,
  { channel, mapping, dayFirst, scale }: Choice,
): Promise<ImportOptions> {
  const chosen: ImportOptions = { ...stored, channel, mapping }
  const isOther = (field: 'askedAt' | 'satisfaction'): boolean => stored.mapping[field] !== mapping[field]
  const options = decideAlike(stored, chosen) ? chosen : await decideColumns(file, chosen)
  return {
    ...options,
    dayFirst: dayFirst === undefined || isOther('askedAt') ? options.dayFirst : dayFirst,
    scale: scale === undefined || isOther('satisfaction') ? options.scale : scale,
  }
}

/** How a waiting file would be read, with its first requests as they would be stored; `choice` tries another way. */
export async function getMapping(
  { db, blobs, locale }: Pick<Context, 'db' | 'blobs' | 'locale'>,
  importId: number,
  choice?: Choice,
): Promise<MappingView> {
  const view = await getImport(db, importId, locale)
  const row = await db
    .selectFrom('imports')
    .select(['options', 'file_key'])
    .where('id', '=', importId)
    .executeTakeFirst()
  const stored = row ? optionsOf(row.options) : null
  if (!row || !stored) throw notFound(saying(requestRefusals, 'thisImport'))
  const file = await keptFile(blobs, row.file_key)
  if (!file) throw new AppError('not-found', saying(requestRefusals, 'theFileIsNotKept'))
  const options = choice ? await withChoice(file, stored, choice) : stored
  const patterns = await redactionPatterns(db)
  const rows = []
  for await (const record of readRequests(file, options, {
    position: options.start,
    line: options.startLine,
  })) {
    if (record.request === null && record.refusal === null) continue
    const { line, refusal, request } = record
    const redacted = request && redactRequest(request, patterns)
    rows.push({
      line,
      refusal: redacted === null ? textIn(locale, refusal ?? sayingText(readingRefusals, 'saysNothingAtAll')) : null,
      subject: redacted?.subject ?? '',
      text: (redacted?.text ?? '').slice(0, 280),
      askedAt: request?.askedAt ?? null,
      hasRequester: request?.requester != null,
      outcome: request?.outcome ?? 'unknown',
    })
    if (rows.length >= ROWS) break
  }
  const unsure = options.columns.length > 0 && options.mapping.text === undefined
  return {
    ...view,
    options,
    rows,
    unsure: unsure ? textIn(locale, unsureOfText(options.candidates)) : null,
  }
}
