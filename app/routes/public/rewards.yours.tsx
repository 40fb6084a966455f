import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { cancelRedemption, receiveRedemption } from '#app/features/rewards/commands/decide-redemption.server.ts'
import { ownRedemptions } from '#app/features/rewards/queries/rewards.server.ts'
import { OwnRewardsQuery } from '#app/features/rewards/schemas.ts'
import { OwnRewardsPage } from '#app/features/rewards/ui/own-rewards-page.tsx'
import { rewardWords } from '#app/features/rewards/words/rewards.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { formText, idParam, parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'

export const handle: PageHandle = { part: 'advocates' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), rewardWords)('yours') }]

export const loader = loaderFor('member', async ({ context, url }) => ({
  redemptions: await ownRedemptions(context),
  done: parseQuery(OwnRewardsQuery, url.searchParams).done ?? null,
}))

export const action = actionFor('member', LIMITS.vote, async ({ context, form }) => {
  const id = idParam(formText(form, 'id'))
  if (formText(form, 'intent') === 'cancel') {
    await cancelRedemption(context, id)
    throw redirect('/rewards/yours?done=cancelled')
  }
  await receiveRedemption(context, id)
  throw redirect('/rewards/yours?done=received')
})

export default function YourRewards() {
  const { redemptions, done } = useLoaderData<typeof loader>()
  return <OwnRewardsPage redemptions={redemptions} done={done} sentBack={useActionData<typeof action>()} />
}
