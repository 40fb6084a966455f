import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { mayWriteArticle } from '#app/access/articles.ts'
import { getHelpCentre } from '#app/features/knowledge/queries/article-list.server.ts'
import { HelpCentrePage } from '#app/features/knowledge/ui/help-centre-page.tsx'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'articles', ownSearch: true }

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('articles') }]

export const loader = loaderFor('everyone', async ({ context, viewer }) => ({
  view: await getHelpCentre(context),
  canWrite: mayWriteArticle(viewer, context.clock.now()).ok,
}))

export default function HelpCentre() {
  const { view, canWrite } = useLoaderData<typeof loader>()
  return <HelpCentrePage view={view} canWrite={canWrite} />
}
