import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { addPrepared } from '#app/features/prepared/commands/write-prepared.server.ts'
import { PreparedForm } from '#app/features/prepared/schemas.ts'
import { NewPreparedPage } from '#app/features/prepared/ui/prepared-pages.tsx'
import { preparedWords } from '#app/features/prepared/words/prepared.ts'
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
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), preparedWords)('title.new') }]

export const loader = loaderFor('staff', ({ viewer }) => Promise.resolve({ parts: deskParts(viewer) }))

export const action = actionFor('staff', LIMITS.staff, async ({ context, form }) => {
  const id = await addPrepared(context, parseForm(PreparedForm, form))
  throw redirect(`/desk/prepared/${id}?done=added`)
})

export default function NewPrepared() {
  const t = useWords(preparedWords)
  const { parts } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="prepared" parts={parts} title={t('title.new')}>
      <NewPreparedPage sentBack={useActionData<typeof action>()} />
    </DeskFrame>
  )
}
