import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import {
  answerStory,
  approveStory,
  endStory,
  takeBackConsent,
} from '#app/features/stories/commands/decide-story.server.ts'
import { getStoryPage } from '#app/features/stories/queries/stories.server.ts'
import { StoryAct, StoryQuery } from '#app/features/stories/schemas.ts'
import { StoryPage } from '#app/features/stories/ui/story-page.tsx'
import { storyWords } from '#app/features/stories/words/stories.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm, parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'

export const handle: PageHandle = { part: 'advocates' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), storyWords)('page') }]

export const loader = loaderFor('everyone', async ({ context, params, url }) => {
  const { story, inside, embed } = await getStoryPage(context, idParam(params['storyId']), context.site.name)
  return { story, inside, embed, done: parseQuery(StoryQuery, url.searchParams).done ?? null }
})

export const action = actionFor('member', LIMITS.vote, async ({ context, params, form }) => {
  const id = idParam(params['storyId'])
  const { intent } = parseForm(StoryAct, form)
  switch (intent) {
    case 'agree':
    case 'refuse':
      await answerStory(context, id, intent === 'agree')
      break
    case 'take-back':
      await takeBackConsent(context, id)
      break
    case 'approve':
      await approveStory(context, id)
      break
    case 'decline':
    case 'withdraw':
      await endStory(context, id)
  }
  throw redirect(`/stories/${id}?done=${intent}`)
})

export default function Story() {
  const { story, inside, embed, done } = useLoaderData<typeof loader>()
  return <StoryPage story={story} inside={inside} embed={embed} done={done} sentBack={useActionData<typeof action>()} />
}
