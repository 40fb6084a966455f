import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { nominateStory } from '#app/features/stories/commands/nominate-story.server.ts'
import { storyForm } from '#app/features/stories/queries/story-form.server.ts'
import { StoryForm } from '#app/features/stories/schemas.ts'
import { SuggestPage } from '#app/features/stories/ui/suggest-page.tsx'
import { storyWords } from '#app/features/stories/words/stories.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import styles from '#app/styles/advocates.css?url'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), storyWords)('suggest') }]

export const loader = loaderFor('member', async ({ context, params }) => storyForm(context, idParam(params['postId'])))

export const action = actionFor('member', LIMITS.flag, async ({ context, params, form }) => {
  const id = await nominateStory(context, idParam(params['postId']), parseForm(StoryForm, form))
  throw redirect(`/stories/${id}?done=suggested`)
})

export default function SuggestStory() {
  const view = useLoaderData<typeof loader>()
  return <SuggestPage {...view} sentBack={useActionData<typeof action>()} />
}
