import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { rotateKey } from '#app/features/badges/commands/signing-keys.server.ts'
import { listKeys } from '#app/features/badges/queries/verify.server.ts'
import { KeysPage } from '#app/features/badges/ui/desk-pages.tsx'
import { badgeDeskWords } from '#app/features/badges/words/desk.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/desk.css?url'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), badgeDeskWords)('title.keys') }]

export const loader = loaderFor('admin', async ({ context, viewer, url }) => ({
  keys: await listKeys(context),
  parts: deskParts(viewer),
  isDone: url.searchParams.get('done') === 'rotate',
}))

export const action = actionFor('admin', LIMITS.staff, async ({ context }) => {
  await rotateKey(context)
  throw redirect('/desk/badges/keys?done=rotate')
})

export default function BadgeKeys() {
  const t = useWords(badgeDeskWords)
  const { keys, parts, isDone } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="badges" parts={parts} title={t('title.keys')} done={isDone && t('done.rotate')}>
      <KeysPage keys={keys} />
    </DeskFrame>
  )
}
