import { mayReadCategory, unreadableCategories, type CategoryFacts } from '#app/access/categories.ts'
import type { CategoryView } from '../types.ts'
import { catalogueRefusals } from '../words/refusals.ts'
import { AppError } from '#app/kernel/errors.ts'
import type { Role, Actor } from '#app/kernel/roles.ts'
import { saying } from '#app/locale/saying.ts'
import { prepared } from '#db/prepared.server.ts'
import type { CategoryRow } from '#db/schema/catalogue.ts'
import type { Executor } from '#db/transaction.server.ts'
import { whileUnchanged } from '#db/unchanged.server.ts'

/** A category with what decides who may read it. */
export type CategoryWithFacts = CategoryRow & { readonly facts: CategoryFacts }

const selectCategories = prepared((db: Executor) =>
  db.selectFrom('categories').selectAll().orderBy('position').orderBy('id'),
)

/** All categories in their order, archived ones last. There are tens of them, so they are read whole. */
export const listCategories: (db: Executor) => Promise<readonly CategoryWithFacts[]> = whileUnchanged(async (db) => {
  const rows = await selectCategories(db, {}, null)
  return rows.map((row) => ({ ...row, facts: factsOf(row) }))
})

const selectCategory = prepared((db: Executor, { id }: { id: number }) =>
  db.selectFrom('categories').selectAll().where('id', '=', id),
)

/** One category, whoever may read it. */
export async function findCategory(db: Executor, id: number): Promise<CategoryWithFacts | undefined> {
  const [row] = await selectCategory(db, { id }, null)
  return row && { ...row, facts: factsOf(row) }
}

/** What a viewer may know of the categories: which they read, and the ids of which they don't. */
export interface ReadableCategories {
  readonly readable: readonly CategoryWithFacts[]
  readonly unreadable: readonly number[]
  byId(id: number): CategoryWithFacts | undefined
  /** The readable category with this slug; throws `not-found`. */
  bySlug(slug: string): CategoryWithFacts
}

/** Loads the categories and sorts them by what this viewer may read. */
export async function categoriesFor(db: Executor, viewer: Actor): Promise<ReadableCategories> {
  const all = await listCategories(db)
  const readable = all.filter((category) => mayReadCategory(viewer, category.facts))
  return {
    readable,
    unreadable: unreadableCategories(
      viewer,
      all.map((category) => category.facts),
    ),
    byId: (id) => readable.find((category) => category.id === id),
    bySlug(slug) {
      const found = readable.find((category) => category.slug === slug)
      if (!found) throw new AppError('not-found', saying(catalogueRefusals, 'missing'))
      return found
    },
  }
}

/** A category as lists show it. */
export function categoryView(category: CategoryWithFacts): CategoryView {
  return {
    id: category.id,
    slug: category.slug,
    name: category.name,
    description: category.description,
    hue: category.hue,
    access: category.facts.access,
    threadCount: category.thread_count,
    lateCount: 0,
  }
}

function factsOf(row: CategoryRow): CategoryFacts {
  return {
    id: row.id,
    access: row.access as CategoryFacts['access'], // written from the closed list only
    roles: row.roles === '' ? [] : (row.roles.split(',') as Role[]),
    archived: row.archived_at !== null,
  }
}
