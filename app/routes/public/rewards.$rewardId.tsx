import { randomUUID } from 'node:crypto'
import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { redeem } from '#app/features/rewards/commands/redeem.server.ts'
import { getReward } from '#app/features/rewards/queries/rewards.server.ts'
import { RedeemForm } from '#app/features/rewards/schemas.ts'
import { RewardPage } from '#app/features/rewards/ui/reward-page.tsx'
import { isMember } from '#app/kernel/roles.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'

export const handle: PageHandle = { part: 'advocates' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

export { revalidateWhenLate as shouldRevalidate } from '#app/ui/late.ts'

export const loader = loaderFor('everyone', async ({ context, viewer, params }) => {
  const { reward, balance } = await getReward(context, idParam(params['rewardId']))
  return { reward, balance, isGuest: !isMember(viewer), formKey: randomUUID() }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.reward.title ?? '' }]

export const action = actionFor('member', LIMITS.post, async ({ context, params, form }) => {
  const { state } = await redeem(context, idParam(params['rewardId']), parseForm(RedeemForm, form))
  throw redirect(`/rewards/yours?done=${state}`)
})

export default function Reward() {
  const { reward, balance, isGuest, formKey } = useLoaderData<typeof loader>()
  return (
    <RewardPage
      reward={reward}
      balance={balance}
      isGuest={isGuest}
      formKey={formKey}
      sentBack={useActionData<typeof action>()}
    />
  )
}
