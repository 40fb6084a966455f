import { mayImportRequests } from '#app/access/desk.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'
import { optionsOf } from '../queries/imports.server.ts'
import { headerKey } from '../readers/plan-import.server.ts'
import { refusalOfMapping } from '../rules/mapping.ts'
import type { Channel, Mapping } from '../types.ts'

export interface StartForm {
  readonly source: string
  readonly channel: Channel
  readonly mapping: Mapping
  readonly dayFirst: boolean
}

/**
 * Starts to read a file as the form says, and remembers its columns for the next file with the same
 * header. Pressed twice, it starts once. Throws `invalid` for columns that make no request.
 */
export async function startImport(
  context: Pick<Context, 'db' | 'clock' | 'viewer'>,
  importId: number,
  form: StartForm,
): Promise<void> {
  const { db, clock, viewer } = context
  demand(mayImportRequests(viewer))
  await inTransaction(db, async (trx) => {
    await lockRow(trx, 'imports', importId)
    const run = await trx.selectFrom('imports').selectAll().where('id', '=', importId).where('kind', '=', 'requests').executeTakeFirst() // prettier-ignore
    const options = run ? optionsOf(run.options) : null
    if (!run || !options) throw notFound('This import')
    if (run.mapped_at !== null || run.cancelled_at !== null || run.undone_at !== null) return
    const refusal = refusalOfMapping(options, form.mapping)
    if (refusal) throw new AppError('invalid', refusal, { fields: { text: refusal } })
    const now = clock.now()
    await trx
      .updateTable('imports')
      .set({
        source: form.source,
        mapped_at: now,
        options: JSON.stringify({ ...options, mapping: form.mapping, channel: form.channel, dayFirst: form.dayFirst }), // prettier-ignore
      })
      .where('id', '=', importId)
      .execute()
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
