import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { mergeThread } from '#app/features/forum/commands/merge-thread.server.ts'
import { moveThread, setThreadState } from '#app/features/forum/commands/moderate-thread.server.ts'
import { partMerged } from '#app/features/forum/commands/part-merged.server.ts'
import { splitThread } from '#app/features/forum/commands/split-thread.server.ts'
import { MovedError } from '#app/features/forum/queries/thread-page.server.ts'
import { ModerationForm, ReasonGiven } from '#app/features/forum/schemas.ts'
import { getModerationPage } from '#app/features/moderation/queries/moderation-page.server.ts'
import { ModerationPage } from '#app/features/moderation/ui/moderation-page.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm, parseReason } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const loader = loaderFor('member', async ({ context, params }) =>
  getModerationPage(context, idParam(params['threadId'])).catch((error: unknown) => {
    throw error instanceof MovedError ? redirect(`/t/${error.to}/moderation`) : error
  }),
)

const VERBS = {
  close: 'close',
  reopen: 'reopen',
  lock: 'lock',
  unlock: 'unlock',
  hide: 'hide',
  restore: 'restore',
  private: 'make private',
  public: 'make public',
} as const

export const action = actionFor('member', LIMITS.staff, async ({ context, params, form }) => {
  const id = idParam(params['threadId'])
  const asked = parseForm(ModerationForm, form)
  if (asked.intent === 'move') throw redirect((await moveThread(context, id, asked.category, asked.reason)).address)
  if (asked.intent === 'part') throw redirect((await partMerged(context, asked.merge)).address)
  if (asked.intent === 'merge') throw redirect((await mergeThread(context, id, asked.into, asked.reason)).address)
  if (asked.intent === 'split') {
    throw redirect((await splitThread(context, id, asked.posts, asked.title, asked.reason)).address)
  }
  const mustSayWhy = asked.intent === 'close' || asked.intent === 'lock' || asked.intent === 'hide'
  const reason = mustSayWhy ? parseReason(ReasonGiven, asked.reason) : asked.reason
  throw redirect((await setThreadState(context, id, VERBS[asked.intent], reason)).address)
})

export default function Moderation() {
  const view = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return <ModerationPage view={view} {...(sentBack ? { sentBack } : {})} />
}
