import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import {
  approveRedemption,
  refuseRedemption,
  sendRedemption,
} from '#app/features/rewards/commands/decide-redemption.server.ts'
import { getRedemption } from '#app/features/rewards/queries/reward-desk.server.ts'
import { DecidedQuery, RefuseForm, SendForm } from '#app/features/rewards/schemas.ts'
import { RedemptionDesk } from '#app/features/rewards/ui/redemption-desk.tsx'
import { rewardDeskWords } from '#app/features/rewards/words/desk.ts'
import { useWords } from '#app/locale/react.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { formText, idParam, parseForm, parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

export { revalidateWhenLate as shouldRevalidate } from '#app/ui/late.ts'

export const loader = loaderFor('staff', async ({ context, viewer, params, url }) => ({
  view: await getRedemption(context, idParam(params['redemptionId'])),
  parts: deskParts(viewer),
  done: parseQuery(DecidedQuery, url.searchParams).done ?? null,
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.view.title ?? '' }]

export const action = actionFor('moderator', LIMITS.staff, async ({ context, params, form }) => {
  const id = idParam(params['redemptionId'])
  const intent = formText(form, 'intent')
  if (intent === 'approve') {
    await approveRedemption(context, id)
    throw redirect(`/desk/rewards/requests/${id}?done=approved`)
  }
  if (intent === 'send') {
    await sendRedemption(context, id, parseForm(SendForm, form).note)
    throw redirect(`/desk/rewards/requests/${id}?done=sent`)
  }
  await refuseRedemption(context, id, parseForm(RefuseForm, form).reason)
  throw redirect(`/desk/rewards/requests/${id}?done=refused`)
})

export default function DeskRedemption() {
  const t = useWords(rewardDeskWords)
  const { view, parts, done } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <DeskFrame at="rewards" parts={parts} title={view.title} done={!sentBack && done !== null && t(`done.${done}`)}>
      <RedemptionDesk view={view} sentBack={sentBack} />
    </DeskFrame>
  )
}
