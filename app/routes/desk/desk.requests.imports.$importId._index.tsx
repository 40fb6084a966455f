import { deskWords } from '#app/frame/words/desk.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { deskParts } from '#app/access/desk.ts'
import { chooseHeader } from '#app/features/requests/commands/choose-header.server.ts'
import { startImport } from '#app/features/requests/commands/start-import.server.ts'
import {
  cancelImport,
  keepImport,
  removeImportNow,
  undoImport,
} from '#app/features/requests/commands/stop-import.server.ts'
import { listBrands } from '#app/features/catalogue/queries/brands.server.ts'
import { wasMinedSince } from '#app/features/mining/queries/mined-since.server.ts'
import { changeBrand } from '#app/features/requests/commands/source-brand.server.ts'
import { countRefusals, getImport, listRefusals } from '#app/features/requests/queries/imports.server.ts'
import { getMapping } from '#app/features/requests/queries/mapping.server.ts'
import { BrandForm, StartForm, StopForm } from '#app/features/requests/schemas.ts'
import { ImportPage, MappingPage } from '#app/features/requests/ui/import-pages.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('importOfRequestsDesk') }]

const REFUSALS_SHOWN = 50
/** Milliseconds between looks at an import that goes on. */
const LOOK = 1500

export const loader = loaderFor('staff', async ({ context, viewer, params }) => {
  const id = idParam(params['importId'])
  const view = await getImport(context.db, id, context.locale)
  return {
    view,
    mayKeep: view.undoDueAt !== null && view.undoDueAt > context.clock.now(),
    mapping: view.state === 'mapping' ? await getMapping(context, id) : null,
    refusals: await listRefusals(context.db, id, REFUSALS_SHOWN, context.locale),
    reasons: view.refused > 0 ? await countRefusals(context.db, id) : [],
    awaitsTopics: view.finishedAt !== null && !(await wasMinedSince(context.db, view.finishedAt)),
    brands: (await listBrands(context.db)).map(({ name }) => name),
    parts: deskParts(viewer),
  }
})

const STOPS = {
  cancel: cancelImport,
  undo: undoImport,
  keep: keepImport,
  remove: removeImportNow,
} as const

export const action = actionFor('staff', LIMITS.staff, async ({ context, params, form }) => {
  const id = idParam(params['importId'])
  const intent = form.get('intent')
  if (intent === 'start' || intent === 'preview') {
    const { source, brand, headerLine, ...choice } = parseForm(StartForm, form)
    const values = { source, brand, channel: choice.channel }
    // Other columns come with another header: they are looked at before anything is read.
    const isNewHeader = await chooseHeader(context, id, headerLine)
    if (isNewHeader) return { values, mapping: await getMapping(context, id) }
    if (intent === 'preview') return { values, mapping: await getMapping(context, id, choice) }
    await startImport(context, id, { source, brand, ...choice })
  } else if (intent === 'brand') await changeBrand(context, id, parseForm(BrandForm, form).brand)
  else await STOPS[parseForm(StopForm, form).intent](context, id)
  return redirect(`/desk/requests/imports/${id}`)
})

export default function Import() {
  const t = useWords(deskWords)
  const { view, mayKeep, mapping, refusals, reasons, awaitsTopics, brands, parts } = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>()
  const isGoing = view.state === 'reading' || (view.state === 'undone' && view.left > 0 && !mayKeep)
  useLooks(isGoing)
  const previewed = sent && 'mapping' in sent ? sent.mapping : null
  return (
    <DeskFrame at="requests" parts={parts} title={mapping ? t('whatIs') : t('importOfSource', { source: view.source })}>
      {' '}
      {isGoing && (
        <noscript>
          <meta httpEquiv="refresh" content="3" />
        </noscript>
      )}
      {mapping ? (
        <MappingPage view={previewed ?? mapping} brands={brands} sentBack={sent} />
      ) : (
        <ImportPage
          view={view}
          brands={brands}
          sentBack={sent}
          awaitsTopics={awaitsTopics}
          mayKeep={mayKeep}
          refusals={refusals}
          reasons={reasons}
        />
      )}
    </DeskFrame>
  )
}

/** Looks again and again while something goes on; without scripts the page renews itself. */
function useLooks(isGoing: boolean): void {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    if (!isGoing) return
    const timer = setInterval(revalidate, LOOK)
    return () => clearInterval(timer)
  }, [isGoing, revalidate])
}
