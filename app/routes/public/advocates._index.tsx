import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getBoard } from '#app/features/advocates/queries/board.server.ts'
import { BoardQuery } from '#app/features/advocates/schemas.ts'
import { AdvocatesPage } from '#app/features/advocates/ui/advocates-page.tsx'
import { MissionsAside, RewardsAside } from '#app/features/advocates/ui/asides.tsx'
import { advocateWords } from '#app/features/advocates/words/page.ts'
import { firstBadges } from '#app/features/badges/queries/badge-pages.server.ts'
import { BadgeGrid } from '#app/features/badges/ui/badge-pages.tsx'
import { listMissions } from '#app/features/missions/queries/missions.server.ts'
import { rewardsFor } from '#app/features/rewards/queries/rewards.server.ts'
import { shownStories } from '#app/features/stories/queries/stories.server.ts'
import { MoreStories } from '#app/features/stories/ui/more-stories.tsx'
import { StoryCard } from '#app/features/stories/ui/story-card.tsx'
import { localeIn } from '#app/frame/root-locale.ts'
import { isMember } from '#app/kernel/roles.ts'
import { speak } from '#app/locale/speak.ts'
import { parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'

export const handle: PageHandle = { part: 'advocates' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), advocateWords)('title') }]

/** Leaders beside what else there is; all of them have a page of their own. */
const SHOWN = 8
const MISSIONS = 3
const BADGES = 8
const STORIES = 3
const REWARDS = 3

export const loader = loaderFor('everyone', async ({ context, viewer, url }) => {
  return {
    role: isMember(viewer) ? viewer.role : null,
    board: await getBoard(context, { ...parseQuery(BoardQuery, url.searchParams), after: 0 }, SHOWN),
    badges: await firstBadges(context, BADGES),
    stories: await shownStories(context.db, context.viewer, STORIES),
    rewards: (await rewardsFor(context, REWARDS)).rewards,
    missions: (await listMissions(context, 'running')).slice(0, MISSIONS),
  }
})

export default function Advocates() {
  const { board, role, badges, missions, rewards, stories } = useLoaderData<typeof loader>()
  const [newest, ...others] = stories
  return (
    <AdvocatesPage
      board={board}
      role={role}
      story={newest && <StoryCard story={newest} />}
      aside={
        <>
          <MissionsAside missions={missions} />
          <RewardsAside rewards={rewards} />
        </>
      }
    >
      <BadgeGrid badges={badges} />
      {others.length > 0 && <MoreStories stories={others} />}
    </AdvocatesPage>
  )
}
