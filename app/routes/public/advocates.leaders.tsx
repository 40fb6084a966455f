import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getBoard } from '#app/features/advocates/queries/board.server.ts'
import { BoardQuery } from '#app/features/advocates/schemas.ts'
import { LeadersPage } from '#app/features/advocates/ui/leaders-page.tsx'
import { advocateWords } from '#app/features/advocates/words/page.ts'
import { LEADERS } from '#app/features/recognition/queries/leaders.server.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { speak } from '#app/locale/speak.ts'
import { parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'

export const handle: PageHandle = { part: 'advocates' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), advocateWords)('leaders.title') }]

export const loader = loaderFor('everyone', async ({ context, url }) => {
  const asked = parseQuery(BoardQuery, url.searchParams)
  const view = await getBoard(context, asked, LEADERS)
  const to = (after: number | null): string | null => {
    if (after === null) return null
    const query = new URLSearchParams(url.searchParams)
    query.set('after', String(after))
    return `/advocates/leaders?${query.toString()}`
  }
  return {
    view,
    newer: asked.after === 0 ? null : to(Math.max(0, asked.after - LEADERS)),
    older: to(view.leaders.next),
  }
})

export default function Leaders() {
  const { view, newer, older } = useLoaderData<typeof loader>()
  return <LeadersPage view={view} newer={newer} older={older} />
}
