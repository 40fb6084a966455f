import { deskWords } from '#app/frame/words/desk.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { workOnList } from '#app/features/knowledge/commands/work-on-list.server.ts'
import { getArticlesDesk } from '#app/features/knowledge/queries/articles-desk.server.ts'
import { DeskForm, DeskQueryShape } from '#app/features/knowledge/schemas.ts'
import { ArticlesDeskPage } from '#app/features/knowledge/ui/articles-desk-page.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm, parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('articlesDesk') }]

export const loader = loaderFor('staff', async ({ context, viewer, url }) => {
  const { tab, page, dropped } = parseQuery(DeskQueryShape, url.searchParams)
  return { view: await getArticlesDesk(context, tab, page ?? null, dropped ?? null), parts: deskParts(viewer) }
})

export const action = actionFor(
  'staff',
  LIMITS.staff,
  async ({ context, form }) => {
    throw redirect(await workOnList(context, parseForm(DeskForm, form)))
  },
  { hasPage: false },
)

export default function ArticlesDesk() {
  const t = useWords(deskWords)
  const { view, parts } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="articles" parts={parts} title={t('articles')}>
      <ArticlesDeskPage view={view} />
    </DeskFrame>
  )
}
