import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { badgesOfMember } from '#app/features/badges/queries/badges-of-member.server.ts'
import { BadgeShelf } from '#app/features/badges/ui/badge-shelf.tsx'
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
  const { id } = view.person
  return { view, recognition: await getRecognition(context, id), badges: await badgesOfMember(context.db, id) }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: data?.view.person.name ?? speak(localeIn(matches), titles)('member') },
]

export default function Member() {
  const { view, recognition, badges } = useLoaderData<typeof loader>()
  const hasBadges = badges.earned.length > 0 || (view.isSelf && badges.near.length > 0)
  return (
    <MemberPage
      view={view}
      recognition={recognition}
      badges={hasBadges && <BadgeShelf badges={badges} isOwn={view.isSelf} />}
    />
  )
}
