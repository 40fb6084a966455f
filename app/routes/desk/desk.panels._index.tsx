import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { PanelsTable } from '#app/features/panels/ui/panels-table.tsx'
import { listPanels } from '#app/features/panels/queries/panels.server.ts'
import { panelWords } from '#app/features/panels/words/panels.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), panelWords)('title') }]

export const loader = loaderFor('staff', async ({ context, viewer }) => ({
  panels: await listPanels(context),
  parts: deskParts(viewer),
}))

export default function DeskPanels() {
  const t = useWords(panelWords)
  const { panels, parts } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="panels" parts={parts} title={t('title')} lead={t('desk.lead')}>
      <PanelsTable panels={panels} />
    </DeskFrame>
  )
}
