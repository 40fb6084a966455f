import { deskWords } from '#app/frame/words/desk.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { getLog, readLogFilter } from '#app/features/moderation/queries/log.server.ts'
import { LogPage } from '#app/features/moderation/ui/desk-pages.tsx'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('logDesk') }]

export const loader = loaderFor('moderator', async ({ context, viewer, url }) => ({
  view: await getLog(
    context,
    readLogFilter(url.searchParams),
    viewer.zone ?? context.site.zone,
    url.searchParams.get('page'),
  ),
  parts: deskParts(viewer),
}))

export default function Log() {
  const t = useWords(deskWords)
  const { view, parts } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="log" parts={parts} title={t('log')}>
      <LogPage view={view} />
    </DeskFrame>
  )
}
