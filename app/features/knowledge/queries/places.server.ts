import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { listSections } from './article-list.server.ts'

/** Where the viewer may put an article: open categories, and their sections. */
export async function getArticlePlaces({ db, viewer }: Pick<Context, 'db' | 'viewer'>): Promise<{
  readonly categories: readonly { readonly slug: string; readonly name: string }[]
  readonly sections: readonly { readonly slug: string; readonly name: string; readonly category: string }[]
}> {
  const categories = await categoriesFor(db, viewer)
  const open = categories.readable.filter(({ facts }) => !facts.archived)
  return {
    categories: open.map(({ slug, name }) => ({ slug, name })),
    sections: (await listSections(db)).flatMap((section) => {
      const category = open.find((one) => one.id === section.category_id)
      return category ? [{ slug: section.slug, name: section.name, category: category.name }] : []
    }),
  }
}

/** The shelves as an admin arranges them: every readable category with its sections. */
export async function getShelves({ db, viewer }: Pick<Context, 'db' | 'viewer'>): Promise<
  readonly {
    readonly slug: string
    readonly name: string
    readonly sections: readonly { readonly slug: string; readonly name: string }[]
  }[]
> {
  const { readable } = await categoriesFor(db, viewer)
  const sections = await listSections(db)
  return readable.map((category) => ({
    slug: category.slug,
    name: category.name,
    sections: sections.filter((one) => one.category_id === category.id).map(({ slug, name }) => ({ slug, name })),
  }))
}
