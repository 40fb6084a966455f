import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { shownStories, waitingStories } from '#app/features/stories/queries/stories.server.ts'
import { StoriesPage } from '#app/features/stories/ui/stories-page.tsx'
import { storyWords } from '#app/features/stories/words/stories.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { isStaff } from '#app/kernel/roles.ts'
import { speak } from '#app/locale/speak.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'

export const handle: PageHandle = { part: 'advocates' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), storyWords)('title') }]

const SHOWN = 40

export const loader = loaderFor('everyone', async ({ context, viewer }) => ({
  stories: await shownStories(context.db, viewer, SHOWN),
  waiting: isStaff(viewer) ? await waitingStories(context) : null,
}))

export default function Stories() {
  const { stories, waiting } = useLoaderData<typeof loader>()
  return <StoriesPage stories={stories} waiting={waiting} />
}
