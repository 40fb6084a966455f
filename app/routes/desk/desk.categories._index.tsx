import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { moveCategory } from '#app/features/catalogue/commands/save-category.server.ts'
import { listCategoriesForDesk } from '#app/features/catalogue/queries/categories-desk.server.ts'
import { MoveCategoryForm } from '#app/features/catalogue/schemas.ts'
import { CategoriesPage } from '#app/features/catalogue/ui/category-pages.tsx'
import { sayingOf } from '#app/kernel/sayings.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = () => [{ title: 'Categories · Desk' }]

const DONE: Readonly<Record<string, string>> = {
  added: 'The category is added.',
  saved: 'The category is saved.',
  archive: 'The category is closed to new threads.',
  restore: 'The category is open again.',
}

export const loader = loaderFor('admin', async ({ context, viewer, url }) => ({
  rows: await listCategoriesForDesk(context),
  parts: deskParts(viewer),
  done: sayingOf(DONE, url.searchParams.get('done')),
}))

export const action = actionFor('admin', LIMITS.staff, async ({ context, form }) => {
  const { category, intent } = parseForm(MoveCategoryForm, form)
  await moveCategory(context, idParam(category), intent)
  return redirect('/desk/categories')
})

export default function Categories() {
  const { rows, parts, done } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="categories" parts={parts} title="Categories" done={done}>
      <div className="stack">
        {rows.length === 0 ? (
          <Empty title="There is no category yet.">
            <p>Nobody can ask before there is one.</p>
          </Empty>
        ) : (
          <CategoriesPage rows={rows} />
        )}
        <p>
          <LinkButton href="/desk/categories/new" look={rows.length === 0 ? 'primary' : 'border'}>
            Add a category
          </LinkButton>
        </p>
      </div>
    </DeskFrame>
  )
}
