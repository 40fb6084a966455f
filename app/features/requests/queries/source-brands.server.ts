import type { Executor } from '#db/transaction.server.ts'

/** Tells which brand a request is of: that of its source, or of its thread's category; null for none. */
export type BrandOf = (request: { readonly source: string; readonly category_id: number | null }) => number | null

/** What the community asks itself is of the brand of its category. */
const COMMUNITY = 'community'

export async function openBrands(db: Executor): Promise<BrandOf> {
  const sources = await db.selectFrom('source_brands').select(['source', 'brand_id']).execute()
  const categories = await db.selectFrom('categories').select(['id', 'brand_id']).execute()
  const ofSource = new Map(sources.map((row) => [row.source, row.brand_id]))
  const ofCategory = new Map(categories.map((row) => [row.id, row.brand_id]))
  return ({ source, category_id }) =>
    (source === COMMUNITY ? ofCategory.get(category_id ?? 0) : ofSource.get(source)) ?? null
}

/** When a source or a category last was given another brand; 0 for never. */
export async function brandsChangedAt(db: Executor): Promise<number> {
  const { at: sources } = await db
    .selectFrom('source_brands')
    .select((eb) => eb.fn.max('changed_at').as('at'))
    .executeTakeFirstOrThrow()
  const { at: categories } = await db
    .selectFrom('categories')
    .select((eb) => eb.fn.max('brand_at').as('at'))
    .executeTakeFirstOrThrow()
  return Math.max(Number(sources ?? 0), Number(categories ?? 0))
}
