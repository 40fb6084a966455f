import { mayImportRequests } from '#app/access/desk.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { optionsOf } from '../queries/imports.server.ts'
import { rememberedMapping } from '../queries/mapping.server.ts'
import { decideColumns } from '../readers/decide-columns.server.ts'
import { keptFile } from '../readers/kept-file.server.ts'
import { planImport } from '../readers/plan-import.server.ts'

/**
 * Takes another line of a waiting CSV for its header, plans the file anew, and keeps that; tells whether anything
 * changed. Throws `invalid` for a line that is none.
 */
export async function chooseHeader(
  context: Pick<Context, 'db' | 'blobs' | 'viewer'>,
  importId: number,
  headerLine: number | undefined,
): Promise<boolean> {
  const { db, blobs, viewer } = context
  demand(mayImportRequests(viewer))
  const row = await db
    .selectFrom('imports')
    .select(['options', 'file_key', 'file_name'])
    .where('id', '=', importId)
    .where('kind', '=', 'requests')
    .where('mapped_at', 'is', null)
    .executeTakeFirst()
  const stored = row ? optionsOf(row.options) : null
  if (!row || stored?.format !== 'csv' || headerLine === undefined) return false
  if (headerLine === stored.headerLine) return false
  const file = await keptFile(blobs, row.file_key)
  if (!file) return false
  const plan = await planImport(file, row.file_name, { format: 'csv', headerLine })
  if (plan.refusal !== null) throw new AppError('invalid', plan.refusal, { fields: { header_line: plan.refusal } })
  const options = await decideColumns(file, { ...plan.options, mapping: await rememberedMapping(db, plan.options) })
  await db
    .updateTable('imports')
    .set({ options: JSON.stringify(options) })
    .where('id', '=', importId)
    .where('mapped_at', 'is', null)
    .execute()
  return true
}
