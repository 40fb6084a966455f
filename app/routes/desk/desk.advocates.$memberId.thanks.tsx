import { redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { hideThanks, thankMember } from '#app/features/recognition/commands/thank-member.server.ts'
import { getThanksPage } from '#app/features/recognition/queries/health.server.ts'
import { ThanksForm } from '#app/features/recognition/schemas.ts'
import { ThanksPage } from '#app/features/recognition/ui/thanks-page.tsx'
import { randomUUID } from 'node:crypto'
import { notFound } from '#app/kernel/errors.ts'
import { saying } from '#app/locale/saying.ts'
import { recognitionRefusals } from '#app/features/recognition/words/refusals.ts'
import { formText, parseForm } from '#app/platform/http/forms.server.ts'
import { recognitionDeskWords } from '#app/features/recognition/words/desk.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), recognitionDeskWords)('thank') }]

export const loader = loaderFor('staff', async ({ context, viewer, params, url }) => {
  const id = Number(params['memberId'])
  const { person, past } = await getThanksPage(context, id)
  if (!person) throw notFound(saying(recognitionRefusals, 'missing'))
  return { person, past, formKey: randomUUID(), parts: deskParts(viewer), done: url.searchParams.get('done') }
})

export const action = actionFor('staff', LIMITS.staff, async ({ context, params, form }) => {
  const id = Number(params['memberId'])
  const hidden = Number(formText(form, 'hide'))
  if (hidden > 0) {
    await hideThanks(context, hidden)
    throw redirect(`/desk/advocates/${id}/thanks?done=back`)
  }
  const { words, key } = parseForm(ThanksForm, form)
  await thankMember(context, id, words, key)
  throw redirect(`/desk/advocates/${id}/thanks?done=given`)
})

export default function Thanks() {
  const t = useWords(recognitionDeskWords)
  const { person, past, formKey, parts, done } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  const { name } = person
  return (
    <DeskFrame
      at="advocates"
      parts={parts}
      title={t('thank.title', { name })}
      lead={t('thank.lead', { name })}
      done={!sentBack && done !== null && t(done === 'back' ? 'thank.takenBack' : 'thank.given')}
    >
      <ThanksPage memberId={person.id} name={name} formKey={formKey} past={past} sentBack={sentBack} />
    </DeskFrame>
  )
}
