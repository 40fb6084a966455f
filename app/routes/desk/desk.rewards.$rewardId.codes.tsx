import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { addCodes, codesText } from '#app/features/rewards/commands/add-codes.server.ts'
import { codesOf } from '#app/features/rewards/queries/reward-desk.server.ts'
import { CodesPage } from '#app/features/rewards/ui/codes-page.tsx'
import { rewardDeskWords } from '#app/features/rewards/words/desk.ts'
import { useWords } from '#app/locale/react.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { formText, idParam } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

export const loader = loaderFor('admin', async ({ context, viewer, params }) => ({
  reward: await codesOf(context, idParam(params['rewardId'])),
  parts: deskParts(viewer),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.reward.title ?? '' }]

export const action = actionFor('admin', LIMITS.importFile, async ({ context, params, form }) => {
  const text = await codesText(formText(form, 'codes'), form.get('file'))
  return { result: await addCodes(context, idParam(params['rewardId']), text) }
})

export default function DeskRewardCodes() {
  const t = useWords(rewardDeskWords)
  const { reward, parts } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <DeskFrame at="rewards" parts={parts} title={t('codes.title', { title: reward.title })}>
      <CodesPage
        id={reward.id}
        codes={reward.codes}
        result={answer && 'result' in answer ? answer.result : null}
        sentBack={answer && 'errors' in answer ? answer : undefined}
      />
    </DeskFrame>
  )
}
