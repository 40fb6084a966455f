import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { rewardsFor } from '#app/features/rewards/queries/rewards.server.ts'
import { RewardsPage } from '#app/features/rewards/ui/rewards-page.tsx'
import { rewardWords } from '#app/features/rewards/words/rewards.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { isMember } from '#app/kernel/roles.ts'
import { speak } from '#app/locale/speak.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'

export const handle: PageHandle = { part: 'advocates' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), rewardWords)('title') }]

export const loader = loaderFor('everyone', async ({ context, viewer }) => ({
  view: await rewardsFor(context),
  isGuest: !isMember(viewer),
}))

export default function Rewards() {
  const { view, isGuest } = useLoaderData<typeof loader>()
  return <RewardsPage view={view} isGuest={isGuest} />
}
