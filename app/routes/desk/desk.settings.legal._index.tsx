import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { listLegalTexts } from '#app/features/settings/queries/legal.server.ts'
import { LegalList } from '#app/features/settings/ui/legal-settings.tsx'
import { SiteSettingsFrame } from '#app/features/settings/ui/settings-frame.tsx'
import { sayingOf } from '#app/kernel/sayings.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = () => [{ title: 'Legal texts · Settings · Desk' }]

const DONE: Readonly<Record<string, string>> = {
  saved: 'Saved. Everybody reads it from now on.',
  away: 'Taken away. Its address and its links are gone.',
}

export const loader = loaderFor('admin', async ({ context, viewer, url }) => ({
  texts: await listLegalTexts(context),
  parts: deskParts(viewer),
  done: sayingOf(DONE, url.searchParams.get('done')),
}))

export default function LegalTexts() {
  const { texts, parts, done } = useLoaderData<typeof loader>()
  return (
    <SiteSettingsFrame
      at="/desk/settings/legal"
      parts={parts}
      done={done}
      lead="Each is optional. Those that you write have an address of their own, and are linked in the foot of every page, in mails, and where people sign up."
    >
      <LegalList texts={texts} />
    </SiteSettingsFrame>
  )
}
