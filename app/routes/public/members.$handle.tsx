import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getMemberPage } from '#app/features/members/queries/member-page.server.ts'
import { MemberPage } from '#app/features/members/ui/member-page.tsx'
import { getRecognition } from '#app/features/recognition/queries/recognition.server.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { speak } from '#app/locale/speak.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import styles from '#app/styles/advocates.css?url'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

export const loader = loaderFor('everyone', async ({ context, params, url }) => {
  const view = await getMemberPage(context, params['handle'] ?? '', {
    tab: url.searchParams.get('tab') === 'threads' ? 'threads' : 'answers',
    page: url.searchParams.get('page'),
  })
  return { view, recognition: await getRecognition(context, view.person.id) }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: data?.view.person.name ?? speak(localeIn(matches), titles)('member') },
]

export default function Member() {
  const { view, recognition } = useLoaderData<typeof loader>()
  return <MemberPage view={view} recognition={recognition} />
}
