import { requestRefusals } from '#app/features/requests/words/refusals.ts'
import { saying } from '#app/locale/saying.ts'
import { deskWords } from '#app/frame/words/desk.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, unstable_parseMultipartFormData, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts, mayMindIntake } from '#app/access/desk.ts'
import { receiveFile } from '#app/features/requests/commands/receive-file.server.ts'
import { NewImportPage } from '#app/features/requests/ui/import-pages.tsx'
import { AppError } from '#app/kernel/errors.ts'
import { uploadActionFor } from '#app/platform/http/action.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('importRequestsDesk') }]

export const loader = loaderFor('staff', ({ context, viewer }) =>
  Promise.resolve({
    parts: deskParts(viewer),
    megabytes: context.site.importMegabytes,
    mayMindPatterns: mayMindIntake(viewer).ok,
  }),
)

export const action = uploadActionFor('staff', LIMITS.importFile, async ({ context, request }) => {
  let id: number | null = null
  if (!/^multipart\/form-data; ?boundary=/i.test(request.headers.get('content-type') ?? ''))
    throw new AppError('invalid', saying(requestRefusals, 'noFile'), {
      fields: { file: saying(requestRefusals, 'chooseFile') },
    })
  await unstable_parseMultipartFormData(request, async ({ name, filename, data }) => {
    if (name !== 'file' || !filename || id !== null) {
      for await (const _ of data); // nothing else is asked for
      return undefined
    }
    id = await receiveFile(context, { name: filename, pieces: data })
    return ''
  })
  if (id === null)
    throw new AppError('invalid', saying(requestRefusals, 'noFile'), {
      fields: { file: saying(requestRefusals, 'chooseFile') },
    })
  return redirect(`/desk/requests/imports/${String(id)}`)
})

export default function NewImport() {
  const t = useWords(deskWords)
  const { parts, megabytes, mayMindPatterns: mayMind } = useLoaderData<typeof loader>()
  return (
    <DeskFrame at="requests" parts={parts} title={t('importRequests')}>
      <NewImportPage megabytes={megabytes} mayMindPatterns={mayMind} sentBack={useActionData<typeof action>()} />
    </DeskFrame>
  )
}
