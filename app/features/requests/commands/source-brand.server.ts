import { mayImportRequests } from '#app/access/desk.ts'
import { keepBrand } from '#app/platform/brands.server.ts'
import { notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { requestRefusals } from '../words/refusals.ts'

/** Says which brand a source's requests are of ('': of none); whether that is another than before. The next run goes by it. */
export async function keepSourceBrand(trx: Executor, source: string, name: string, now: number): Promise<boolean> {
  const brand = await keepBrand(trx, name)
  const known = await trx.selectFrom('source_brands').select('brand_id').where('source', '=', source).executeTakeFirst()
  if ((known?.brand_id ?? null) === brand) return false
  const changed = { brand_id: brand, changed_at: now }
  await trx
    .insertInto('source_brands')
    .values({ source, ...changed })
    .onConflict((c) => c.column('source').doUpdateSet(changed))
    .execute()
  return true
}

/** Gives the source of an import another brand, or none. */
export async function changeBrand(
  { db, clock, viewer }: Pick<Context, 'db' | 'clock' | 'viewer'>,
  importId: number,
  name: string,
): Promise<void> {
  demand(mayImportRequests(viewer))
  await inTransaction(db, async (trx) => {
    const run = await trx
      .selectFrom('imports')
      .select('source')
      .where('id', '=', importId)
      .where('kind', '=', 'requests')
      .executeTakeFirst()
    if (!run) throw notFound(saying(requestRefusals, 'thisImport'))
    const now = clock.now()
    if (!(await keepSourceBrand(trx, run.source, name, now))) return
    const detail = { source: run.source, to: name }
    await logAct(trx, { at: now, by: viewer.id, verb: 'brand', kind: 'import', id: importId, detail })
  })
}
