import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { mayMindRewards } from '#app/access/recognition.ts'
import { exportDays, listRedemptions, listRewards } from '#app/features/rewards/queries/reward-desk.server.ts'
import { RewardsDeskQuery } from '#app/features/rewards/schemas.ts'
import { RewardsDesk } from '#app/features/rewards/ui/rewards-desk.tsx'
import { rewardDeskWords } from '#app/features/rewards/words/desk.ts'
import { rewardWords } from '#app/features/rewards/words/rewards.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), rewardWords)('title') }]

export const loader = loaderFor('staff', async ({ context, viewer, url }) => {
  const filter = parseQuery(RewardsDeskQuery, url.searchParams)
  const { rows, ...list } = await listRedemptions(context, filter)
  return {
    ...list,
    redemptions: rows,
    state: filter.state,
    rewards: await listRewards(context),
    exportDays: mayMindRewards(viewer).ok ? exportDays(context.clock.now(), viewer.zone ?? context.site.zone) : null,
    parts: deskParts(viewer),
  }
})

export default function DeskRewards() {
  const t = useWords(rewardDeskWords)
  const title = useWords(rewardWords)('title')
  const { parts, ...view } = useLoaderData<typeof loader>()
  return (
    <DeskFrame
      at="rewards"
      parts={parts}
      counts={{ rewards: view.counts.asked + view.counts.approved }}
      title={title}
      lead={t('lead')}
    >
      <RewardsDesk {...view} />
    </DeskFrame>
  )
}
