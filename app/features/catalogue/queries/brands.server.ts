import type { Executor } from '#db/transaction.server.ts'
import type { BrandRef } from '../types.ts'

/** The brands that a source or a category belongs to, by name. One that nothing belongs to any more is not offered. */
export async function listBrands(db: Executor): Promise<readonly BrandRef[]> {
  return db
    .selectFrom('brands')
    .select(['id', 'name'])
    .where((eb) =>
      eb.or([
        eb('id', 'in', eb.selectFrom('source_brands').select('brand_id').where('brand_id', 'is not', null)),
        eb('id', 'in', eb.selectFrom('categories').select('brand_id').where('brand_id', 'is not', null)),
      ]),
    )
    .orderBy('folded')
    .execute()
}

/** What a brand is called; '' for none. */
export async function brandName(db: Executor, id: number | null): Promise<string> {
  if (id === null) return ''
  return (await db.selectFrom('brands').select('name').where('id', '=', id).executeTakeFirst())?.name ?? ''
}
