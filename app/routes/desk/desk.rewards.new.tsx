import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { addReward } from '#app/features/rewards/commands/save-reward.server.ts'
import { RewardForm as RewardFormShape } from '#app/features/rewards/schemas.ts'
import { RewardForm } from '#app/features/rewards/ui/reward-form.tsx'
import { rewardDeskWords } from '#app/features/rewards/words/desk.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), rewardDeskWords)('new') }]

export const loader = loaderFor('admin', ({ viewer }) => Promise.resolve({ parts: deskParts(viewer) }))

export const action = actionFor('admin', LIMITS.staff, async ({ context, form }) => {
  const reward = parseForm(RewardFormShape, form)
  const id = await addReward(context, reward)
  throw redirect(reward.kind === 'code' ? `/desk/rewards/${id}/codes` : `/desk/rewards/${id}?done=saved`)
})

export default function NewReward() {
  const t = useWords(rewardDeskWords)
  const { parts } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="rewards" parts={parts} title={t('new')}>
      <RewardForm
        action="/desk/rewards/new"
        values={{ approval: '1' }}
        isNew
        sentBack={useActionData<typeof action>()}
      />
    </DeskFrame>
  )
}
