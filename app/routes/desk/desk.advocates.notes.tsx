import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { saveFirstNotes } from '#app/features/recognition/commands/save-first-notes.server.ts'
import { readFirstNotes } from '#app/features/recognition/queries/first-notes.server.ts'
import { recognitionParts } from '#app/features/recognition/queries/parts.server.ts'
import { FirstNotesForm } from '#app/features/recognition/schemas.ts'
import { DeskParts } from '#app/features/recognition/ui/desk-parts.tsx'
import { FirstNotesPage } from '#app/features/recognition/ui/first-notes-page.tsx'
import { firstNoteWords } from '#app/features/recognition/words/first-notes.ts'
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
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), firstNoteWords)('title') }]

export const loader = loaderFor('staff', async ({ context, viewer, url }) => {
  const { notes, changedAt } = await readFirstNotes(context.db)
  return {
    notes,
    changedAt,
    signer: (await findPeople(context.db, [notes.signer])).get(notes.signer ?? 0)?.name ?? null,
    isOwn: notes.signer === viewer.id,
    parts: deskParts(viewer),
    own: await recognitionParts(context),
    done: url.searchParams.has('done'),
  }
})

export const action = actionFor('staff', LIMITS.staff, async ({ context, form }) => {
  const { seen, sign, ...texts } = parseForm(FirstNotesForm, form)
  await saveFirstNotes(context, texts, sign, seen)
  throw redirect('/desk/advocates/notes?done=1')
})

export default function FirstNotes() {
  const t = useWords(firstNoteWords)
  const { notes, changedAt, signer, isOwn, parts, own, done } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <DeskFrame at="advocates" parts={parts} title={t('title')} lead={t('lead')} done={!sentBack && done && t('done')}>
      <DeskParts at="notes" open={own.open} suspicions={own.suspicions}>
        <FirstNotesPage notes={notes} changedAt={changedAt} signer={signer} isOwn={isOwn} sentBack={sentBack} />
      </DeskParts>
    </DeskFrame>
  )
}
