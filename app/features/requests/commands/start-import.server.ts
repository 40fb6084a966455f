import { requestRefusals } from '#app/features/requests/words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import { mayImportRequests } from '#app/access/desk.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'
import { optionsOf } from '../queries/imports.server.ts'
import { withChoice, type Choice } from '../queries/mapping.server.ts'
import { keptFile } from '../readers/kept-file.server.ts'
import { headerKey } from '../readers/plan-import.server.ts'
import { refusalOfMapping } from '../rules/mapping.ts'
import { keepSourceBrand } from './source-brand.server.ts'

export interface StartForm extends Choice {
  readonly source: string
  /** The brand of that source; '' leaves it as it is. */
  readonly brand?: string
}

/**
 * Starts to read a file as the form says, and remembers its columns for the next file with the same
 * header. Pressed twice, it starts once. Throws `invalid` for columns that make no request.
 */
export async function startImport(
  context: Pick<Context, 'db' | 'blobs' | 'clock' | 'viewer'>,
  importId: number,
  form: StartForm,
): Promise<void> {
  const { db, blobs, clock, viewer } = context
  demand(mayImportRequests(viewer))
  // The file may be long: it is looked at before the transaction.
  const waiting = await db
    .selectFrom('imports')
    .select(['options', 'file_key'])
    .where('id', '=', importId)
    .where('kind', '=', 'requests')
    .where('mapped_at', 'is', null)
    .executeTakeFirst()
  const stored = waiting ? optionsOf(waiting.options) : null
  const file = waiting ? await keptFile(blobs, waiting.file_key) : undefined
  const chosen = stored && file ? await withChoice(file, stored, form) : null
  await inTransaction(db, async (trx) => {
    await lockRow(trx, 'imports', importId)
    const run = await trx
      .selectFrom('imports')
      .selectAll()
      .where('id', '=', importId)
      .where('kind', '=', 'requests')
      .executeTakeFirst()
    const options = run ? optionsOf(run.options) : null
    if (!run || !options) throw notFound(saying(requestRefusals, 'thisImport'))
    if (run.mapped_at !== null || run.cancelled_at !== null || run.undone_at !== null) return
    const refusal = refusalOfMapping(options, form.mapping)
    if (refusal) throw new AppError('invalid', refusal, { fields: { text: refusal } })
    const now = clock.now()
    await trx
      .updateTable('imports')
      .set({
        source: form.source,
        mapped_at: now,
        options: JSON.stringify(chosen ?? { ...options, mapping: form.mapping, channel: form.channel }),
      })
      .where('id', '=', importId)
      .execute()
    if (form.brand) await keepSourceBrand(trx, form.source, form.brand, now)
    if (options.columns.length > 0) {
      const remembered = { mapping: JSON.stringify(form.mapping), saved_at: now, by_id: viewer.id }
      await trx
        .insertInto('column_mappings')
        .values({ header_key: headerKey(options), ...remembered })
        .onConflict((c) => c.column('header_key').doUpdateSet(remembered))
        .execute()
    }
    await enqueue(trx, 'requests.import', { import: importId }, { now })
  })
}
