import { AppError, notFound } from '#app/kernel/errors.ts'
import type { Services } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { keptFile } from '../readers/kept-file.server.ts'
import { headerKey } from '../readers/plan-import.server.ts'
import { readRequests } from '../readers/read-requests.server.ts'
import { redactRequest } from '../rules/redact-request.ts'
import type { ImportOptions, Mapping, MappingView } from '../types.ts'
import { getImport, optionsOf } from './imports.server.ts'
import { redactionPatterns } from './patterns.server.ts'

const ROWS = 6

/** The mapping that somebody chose for a file with this header before; else the guessed one. */
export async function rememberedMapping(db: Executor, options: ImportOptions): Promise<Mapping> {
  if (options.columns.length === 0) return options.mapping
  const row = await db.selectFrom('column_mappings').select('mapping').where('header_key', '=', headerKey(options)).executeTakeFirst() // prettier-ignore
  return row ? (JSON.parse(row.mapping) as Mapping) : options.mapping // written by this feature only
}

/** How a waiting file would be read, with its first requests as they would be stored; `mapping` tries another. */
export async function getMapping(
  { db, blobs }: Pick<Services, 'db' | 'blobs'>,
  importId: number,
  changed: Partial<ImportOptions> = {},
): Promise<MappingView> {
  const view = await getImport(db, importId)
  const row = await db.selectFrom('imports').select(['options', 'file_key']).where('id', '=', importId).executeTakeFirst() // prettier-ignore
  const stored = row ? optionsOf(row.options) : null
  if (!row || !stored) throw notFound('This import')
  const file = await keptFile(blobs, row.file_key)
  if (!file) throw new AppError('not-found', 'The file is not kept any more. Send it again.')
  const options = { ...stored, ...changed }
  const patterns = await redactionPatterns(db)
  const rows = []
  for await (const record of readRequests(file, options, {
    position: options.start,
    line: options.startLine,
  })) {
    // prettier-ignore
    if (record.request === null && record.refusal === null) continue
    const { line, refusal, request } = record
    const redacted = request && redactRequest(request, patterns)
    rows.push({
      line,
      refusal: redacted === null ? (refusal ?? 'says nothing') : null,
      subject: redacted?.subject ?? '',
      text: (redacted?.text ?? '').slice(0, 280),
      askedAt: request?.askedAt ?? null,
      hasRequester: request?.requester != null,
      outcome: request?.outcome ?? 'unknown',
    })
    if (rows.length >= ROWS) break
  }
  return { ...view, options, rows }
}
