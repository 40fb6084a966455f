import { deskWords } from '#app/frame/words/desk.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { hidePost } from '#app/features/forum/commands/moderate-post.server.ts'
import { ReasonGiven } from '#app/features/forum/schemas.ts'
import { keepFlaggedPost } from '#app/features/moderation/commands/flag-post.server.ts'
import { getFlags } from '#app/features/moderation/queries/desk.server.ts'
import { SettleForm } from '#app/features/moderation/schemas.ts'
import { FlagsQueuePage } from '#app/features/moderation/ui/desk-pages.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm, parseReason } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'
import { Notice } from '#app/ui/notice.tsx'

export const handle: PageHandle = { part: 'desk' }

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('flagsDesk') }]

export const loader = loaderFor('moderator', async ({ context, viewer, url }) => ({
  view: await getFlags(context, url.searchParams.get('page')),
  parts: deskParts(viewer),
}))

export const action = actionFor('moderator', LIMITS.staff, async ({ context, form }) => {
  const { intent, post, reason } = parseForm(SettleForm, form)
  if (intent === 'hide') await hidePost(context, post, parseReason(ReasonGiven, reason))
  else await keepFlaggedPost(context, post, reason)
  throw redirect('/desk/flags')
})

export default function Flags() {
  const t = useWords(deskWords)
  const { view, parts } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <DeskFrame at="flags" parts={parts} title={t('flags')} counts={{ flags: view.waiting }}>
      {sentBack && <Notice tone="signal">{Object.values(sentBack.errors).at(0)}</Notice>}
      <FlagsQueuePage view={view} />
    </DeskFrame>
  )
}
