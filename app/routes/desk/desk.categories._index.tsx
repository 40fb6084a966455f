import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { moveCategory } from '#app/features/catalogue/commands/save-category.server.ts'
import { listCategoriesForDesk } from '#app/features/catalogue/queries/categories-desk.server.ts'
import { MoveCategoryForm } from '#app/features/catalogue/schemas.ts'
import { CategoriesPage } from '#app/features/catalogue/ui/category-pages.tsx'
import { categoryDeskWords } from '#app/features/catalogue/words/desk.ts'
import { hasImports } from '#app/features/requests/queries/any-imports.server.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { localeIn } from '#app/frame/root-locale.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'
import { Notice } from '#app/ui/notice.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [
  { title: speak(localeIn(matches), categoryDeskWords)('meta.categories') },
]

const DONE = ['added', 'saved', 'archive', 'restore'] as const

export const loader = loaderFor('admin', async ({ context, viewer, url }) => {
  const rows = await listCategoriesForDesk(context)
  return {
    rows,
    // What a new community has asked in its mailbox is the next thing that it needs.
    leadsOn: rows.length > 0 && !(await hasImports(context.db)),
    parts: deskParts(viewer),
    done: DONE.find((one) => one === url.searchParams.get('done')) ?? null,
  }
})

export const action = actionFor('admin', LIMITS.staff, async ({ context, form }) => {
  const { category, intent } = parseForm(MoveCategoryForm, form)
  await moveCategory(context, idParam(category), intent)
  return redirect('/desk/categories')
})

export default function Categories() {
  const t = useWords(categoryDeskWords)
  const { rows, leadsOn, parts, done } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="categories" parts={parts} title={t('title')} done={done && t(`done.${done}`)}>
      <div className="stack">
        {leadsOn && (
          <Notice>
            {t.rich('next.import', {
              link: (inner) => (
                <a className="under" href="/desk/requests/imports/new">
                  {inner}
                </a>
              ),
            })}
          </Notice>
        )}
        {rows.length === 0 ? (
          <Empty title={t('empty.title')}>
            <p>{t('empty.text')}</p>
          </Empty>
        ) : (
          <CategoriesPage rows={rows} />
        )}
        <p>
          <LinkButton href="/desk/categories/new" look={rows.length === 0 ? 'primary' : 'border'}>
            {t('add')}
          </LinkButton>
        </p>
      </div>
    </DeskFrame>
  )
}
