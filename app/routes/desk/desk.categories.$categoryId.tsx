import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { archiveCategory, editCategory } from '#app/features/catalogue/commands/save-category.server.ts'
import { listBrands } from '#app/features/catalogue/queries/brands.server.ts'
import { getCategoryForDesk } from '#app/features/catalogue/queries/categories-desk.server.ts'
import { CategoryForm, CategoryIntent } from '#app/features/catalogue/schemas.ts'
import { CategoryPage } from '#app/features/catalogue/ui/category-pages.tsx'
import { categoryDeskWords } from '#app/features/catalogue/words/desk.ts'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { localeIn } from '#app/frame/root-locale.ts'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [
  { title: speak(localeIn(matches), categoryDeskWords)('meta.category') },
]

export const loader = loaderFor('admin', async ({ context, viewer, params }) => ({
  category: await getCategoryForDesk(context, idParam(params['categoryId'])),
  brands: (await listBrands(context.db)).map(({ name }) => name),
  parts: deskParts(viewer),
}))

export const action = actionFor('admin', LIMITS.staff, async ({ context, params, form }) => {
  const id = idParam(params['categoryId'])
  const { intent } = parseForm(CategoryIntent, form)
  if (intent === 'save') await editCategory(context, id, parseForm(CategoryForm, form))
  else await archiveCategory(context, id, intent === 'archive')
  return redirect(`/desk/categories?done=${intent === 'save' ? 'saved' : intent}`)
})

export default function Category() {
  const { category, brands, parts } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="categories" parts={parts} title={category.name}>
      <CategoryPage category={category} brands={brands} sentBack={useActionData<typeof action>()} />
    </DeskFrame>
  )
}
