import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import {
  addSynonyms,
  decideProposal,
  editSynonyms,
  removeSynonyms,
} from '#app/features/find/commands/mind-synonyms.server.ts'
import { getSynonymsPage } from '#app/features/find/queries/synonyms.server.ts'
import {
  EditSynonymsForm,
  ProposalForm,
  RemoveSynonymsForm,
  SynonymIntent,
  SynonymsForm,
} from '#app/features/find/schemas.ts'
import { SynonymsPage } from '#app/features/find/ui/synonyms-page.tsx'
import { synonymWords } from '#app/features/find/words/synonyms.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), synonymWords)('meta') }]

const DONE = ['add', 'edit', 'remove', 'accept', 'dismiss'] as const

export const loader = loaderFor('admin', async ({ context, viewer, url }) => {
  const edit = url.searchParams.get('edit') ?? ''
  return {
    view: await getSynonymsPage(context),
    parts: deskParts(viewer),
    editing: /^\d{1,12}$/.test(edit) ? Number(edit) : null,
    begun: (url.searchParams.get('words') ?? '').slice(0, 300),
    done: DONE.find((one) => one === url.searchParams.get('done')) ?? null,
  }
})

export const action = actionFor('admin', LIMITS.staff, async ({ context, form }) => {
  const { intent } = parseForm(SynonymIntent, form)
  switch (intent) {
    case 'add':
      await addSynonyms(context, parseForm(SynonymsForm, form))
      break
    case 'edit': {
      const { set, version, ...given } = parseForm(EditSynonymsForm, form)
      await editSynonyms(context, set, version, given)
      break
    }
    case 'remove':
      await removeSynonyms(context, parseForm(RemoveSynonymsForm, form).set)
      break
    case 'accept':
      await decideProposal(context, parseForm(ProposalForm, form).proposal, 'accepted')
      break
    case 'dismiss':
      await decideProposal(context, parseForm(ProposalForm, form).proposal, 'dismissed')
      break
  }
  return redirect(`/desk/searches/synonyms?done=${intent}`)
})

export default function SynonymLists() {
  const t = useWords(synonymWords)
  const { view, parts, editing, begun, done } = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>()
  return (
    <DeskFrame at="searches" parts={parts} title={t('title')} done={sent || done === null ? null : t(`done.${done}`)}>
      <SynonymsPage view={view} editing={editing} begun={begun} sentBack={sent} />
    </DeskFrame>
  )
}
