import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { changeReward, retireReward } from '#app/features/rewards/commands/save-reward.server.ts'
import { rewardForm } from '#app/features/rewards/queries/reward-desk.server.ts'
import { RewardDoneQuery, RewardForm } from '#app/features/rewards/schemas.ts'
import { RewardDeskPage } from '#app/features/rewards/ui/reward-form.tsx'
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

export const loader = loaderFor('admin', async ({ context, viewer, params, url }) => ({
  reward: await rewardForm(context, idParam(params['rewardId'])),
  parts: deskParts(viewer),
  done: parseQuery(RewardDoneQuery, url.searchParams).done ?? null,
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.reward.title ?? '' }]

export const action = actionFor('admin', LIMITS.staff, async ({ context, params, form }) => {
  const id = idParam(params['rewardId'])
  const intent = formText(form, 'intent')
  if (intent === 'retire' || intent === 'restore') {
    await retireReward(context, id, intent === 'retire')
    throw redirect(`/desk/rewards/${id}?done=${intent}d`)
  }
  await changeReward(context, id, parseForm(RewardForm, form))
  throw redirect(`/desk/rewards/${id}?done=saved`)
})

export default function DeskReward() {
  const t = useWords(rewardDeskWords)
  const { reward, parts, done } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <DeskFrame at="rewards" parts={parts} title={reward.title} done={!sentBack && done !== null && t(`done.${done}`)}>
      <RewardDeskPage
        action={`/desk/rewards/${reward.id}`}
        values={reward.values}
        isRetired={reward.isRetired}
        codes={reward.codes}
        sentBack={sentBack}
      />
    </DeskFrame>
  )
}
