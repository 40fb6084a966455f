import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { applyForAdvocate, withdrawApplication } from '#app/features/recognition/commands/apply.server.ts'
import { readLevels } from '#app/features/recognition/queries/levels.server.ts'
import { getOwnWay } from '#app/features/recognition/queries/own-way.server.ts'
import { ApplicationForm } from '#app/features/recognition/schemas.ts'
import { BecomePage } from '#app/features/recognition/ui/become-page.tsx'
import { becomeWords } from '#app/features/recognition/words/become.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { formText, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'

export const handle: PageHandle = { part: 'advocates' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), becomeWords)('title') }]

export const loader = loaderFor('everyone', async ({ context, url }) => {
  const done = url.searchParams.get('done')
  return {
    level: (await readLevels(context.db)).find(({ givesAdvocate }) => givesAdvocate) ?? null,
    way: await getOwnWay(context),
    isGuest: context.viewer.id === null,
    done: done === 'applied' ? ('applied' as const) : done === 'withdrawn' ? ('withdrawn' as const) : null,
  }
})

export const action = actionFor('member', LIMITS.settings, async ({ context, form }) => {
  if (formText(form, 'intent') === 'withdraw') {
    await withdrawApplication(context)
    throw redirect('/advocates/become?done=withdrawn')
  }
  const { words } = parseForm(ApplicationForm, form)
  await applyForAdvocate(context, words)
  throw redirect('/advocates/become?done=applied')
})

export default function Become() {
  const { level, way, isGuest, done } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return <BecomePage level={level} way={way} isGuest={isGuest} done={done} sentBack={sentBack} />
}
