import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getLedger } from '#app/features/recognition/queries/recognition.server.ts'
import { LedgerPage } from '#app/features/recognition/ui/ledger-page.tsx'
import { recognitionWords } from '#app/features/recognition/words/recognition.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { speak } from '#app/locale/speak.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'

export const handle: PageHandle = { part: 'advocates' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [
  { title: speak(localeIn(matches), recognitionWords)('ledger.title') },
]

export const loader = loaderFor('member', async ({ context, viewer }) => ({
  rows: await getLedger(context, viewer.id),
}))

export default function OwnPoints() {
  const { rows } = useLoaderData<typeof loader>()
  return <LedgerPage rows={rows} />
}
