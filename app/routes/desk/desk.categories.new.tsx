import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { addCategory } from '#app/features/catalogue/commands/save-category.server.ts'
import { listBrands } from '#app/features/catalogue/queries/brands.server.ts'
import { CategoryForm } from '#app/features/catalogue/schemas.ts'
import { CategoryPage } from '#app/features/catalogue/ui/category-pages.tsx'
import { categoryDeskWords } from '#app/features/catalogue/words/desk.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { localeIn } from '#app/frame/root-locale.ts'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), categoryDeskWords)('meta.new') }]

export const loader = loaderFor('admin', async ({ context, viewer }) => ({
  brands: (await listBrands(context.db)).map(({ name }) => name),
  parts: deskParts(viewer),
}))

export const action = actionFor('admin', LIMITS.staff, async ({ context, form }) => {
  await addCategory(context, parseForm(CategoryForm, form))
  return redirect('/desk/categories?done=added')
})

export default function NewCategory() {
  const t = useWords(categoryDeskWords)
  const { brands, parts } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="categories" parts={parts} title={t('title.new')}>
      <CategoryPage category={null} brands={brands} sentBack={useActionData<typeof action>()} />
    </DeskFrame>
  )
}
