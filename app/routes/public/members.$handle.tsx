import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getMemberPage } from '#app/features/members/queries/member-page.server.ts'
import { MemberPage } from '#app/features/members/ui/member-page.tsx'
import { loaderFor } from '#app/platform/http/loader.server.ts'

export const loader = loaderFor('everyone', async ({ context, params, url }) =>
  getMemberPage(context, params['handle'] ?? '', {
    tab: url.searchParams.get('tab') === 'threads' ? 'threads' : 'answers',
    page: url.searchParams.get('page'),
  }),
)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: data?.person.name ?? speak(localeIn(matches), titles)('member') },
]

export default function Member() {
  return <MemberPage view={useLoaderData<typeof loader>()} />
}
