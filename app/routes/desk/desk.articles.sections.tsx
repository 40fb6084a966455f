import { deskWords } from '#app/frame/words/desk.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { mayArrangeSections } from '#app/access/articles.ts'
import { deskParts } from '#app/access/desk.ts'
import { mayAdminister } from '#app/access/members.ts'
import { arrangeSections } from '#app/features/knowledge/commands/arrange-sections.server.ts'
import { getShelves } from '#app/features/knowledge/queries/places.server.ts'
import { SectionForm } from '#app/features/knowledge/schemas.ts'
import { SectionsPage } from '#app/features/knowledge/ui/sections-page.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('sectionsDesk') }]

export const loader = loaderFor('staff', async ({ context, viewer }) => ({
  shelves: await getShelves(context),
  mayArrange: mayArrangeSections(viewer).ok,
  mayAddCategory: mayAdminister(viewer).ok,
  parts: deskParts(viewer),
}))

export const action = actionFor('moderator', LIMITS.staff, async ({ context, form }) => {
  await arrangeSections(context, parseForm(SectionForm, form))
  throw redirect('/desk/articles/sections')
})

export default function Sections() {
  const t = useWords(deskWords)
  const { shelves, mayArrange, mayAddCategory, parts } = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>()
  return (
    <DeskFrame at="articles" parts={parts} title={t('sectionsOfTheHelp')}>
      <SectionsPage
        shelves={shelves}
        mayArrange={mayArrange}
        mayAddCategory={mayAddCategory}
        {...(sent ? { errors: sent.errors, values: sent.values } : {})}
      />
    </DeskFrame>
  )
}
