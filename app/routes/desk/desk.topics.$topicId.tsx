import { topicWords } from '#app/features/mining/words/topic.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { decideOn } from '#app/features/mining/commands/decide-on.server.ts'
import { getTopicGroups } from '#app/features/mining/queries/topic-groups.server.ts'
import { getTopicPage } from '#app/features/mining/queries/topic-page.server.ts'
import { TopicForm, TopicsQueryShape } from '#app/features/mining/schemas.ts'
import { TopicPage } from '#app/features/mining/ui/topic-page.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm, parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }

export const loader = loaderFor('staff', async ({ context, viewer, params, url }) => {
  const { page, look } = parseQuery(TopicsQueryShape, url.searchParams)
  const id = idParam(params['topicId'])
  return {
    view: await getTopicPage(context, id, page ?? null),
    closer: look ? await getTopicGroups(context, id) : undefined,
    parts: deskParts(viewer),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  {
    title: data
      ? speak(localeIn(matches), titles)('ofTopics', {
          title: data.view.isRest
            ? speak(localeIn(matches), topicWords)('othersAbout', { words: data.view.title })
            : data.view.title,
        })
      : speak(localeIn(matches), titles)('topic'),
  },
]

export const action = actionFor('staff', LIMITS.staff, async ({ context, params, form }) => {
  const { topicId } = await decideOn(context, idParam(params['topicId']), parseForm(TopicForm, form))
  throw redirect(`/desk/topics/${topicId}`)
})

export default function Topic() {
  const t = useWords(topicWords)
  const { view, closer, parts } = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>()
  return (
    <DeskFrame at="topics" parts={parts} title={view.isRest ? t('othersAbout', { words: view.title }) : view.title}>
      <TopicPage view={view} closer={closer} {...(sent ? { errors: sent.errors, values: sent.values } : {})} />
    </DeskFrame>
  )
}
