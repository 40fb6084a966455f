import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { wordAnswer, wordsAnswers } from '#app/features/find/commands/word-answer.server.ts'
import { AnswerForm } from '#app/features/find/schemas.ts'
import { AnswerPage } from '#app/features/find/ui/answer-page.tsx'
import { answerWords } from '#app/features/find/words/answer.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { notFound } from '#app/kernel/errors.ts'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm, parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'threads' }
export const meta: MetaFunction = ({ matches }) => [
  { title: speak(localeIn(matches), answerWords)('meta') },
  { name: 'robots', content: 'noindex' },
]

export const loader = loaderFor('everyone', ({ context, url }) => {
  if (!wordsAnswers(context)) throw notFound()
  return Promise.resolve({ question: parseQuery(AnswerForm, url.searchParams).q })
})

/** Asking a model costs: only who presses the button does, so many times an hour, and never a crawler. */
export const action = actionFor('everyone', LIMITS.wordedAnswer, async ({ context, form }) => ({
  view: await wordAnswer(context, context.search, parseForm(AnswerForm, form).q),
}))

export default function WordedAnswer() {
  const { question } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <AnswerPage
      question={question}
      view={answer && 'view' in answer ? answer.view : null}
      sentBack={answer && 'errors' in answer ? answer : undefined}
    />
  )
}
