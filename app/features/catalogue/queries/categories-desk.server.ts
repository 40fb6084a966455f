import { mayAdminister } from '#app/access/members.ts'
import type { CategoryDeskView } from '../types.ts'
import { catalogueRefusals } from '../words/refusals.ts'
import { AppError } from '#app/kernel/errors.ts'
import type { Role } from '#app/kernel/roles.ts'
import { saying } from '#app/locale/saying.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { listBrands } from './brands.server.ts'
import { listCategories } from './categories.server.ts'

/** Every category with what an admin sets, in its order. */
export async function listCategoriesForDesk({
  db,
  viewer,
}: Pick<Context, 'db' | 'viewer'>): Promise<readonly CategoryDeskView[]> {
  demand(mayAdminister(viewer))
  const all = await listCategories(db)
  const brands = new Map((await listBrands(db)).map(({ id, name }) => [id, name]))
  return all.map((row) => ({
    id: row.id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    hue: row.hue,
    access: row.facts.access,
    roles: [...row.facts.roles] satisfies Role[],
    brand: brands.get(row.brand_id ?? 0) ?? '',
    threadCount: row.thread_count,
    archivedAt: row.archived_at,
  }))
}

/** One category for its form; throws `not-found`. */
export async function getCategoryForDesk(
  context: Pick<Context, 'db' | 'viewer'>,
  id: number,
): Promise<CategoryDeskView> {
  const found = (await listCategoriesForDesk(context)).find((category) => category.id === id)
  if (!found) throw new AppError('not-found', saying(catalogueRefusals, 'missing'))
  return found
}
