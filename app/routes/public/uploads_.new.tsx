import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { keepFile } from '#app/features/files/commands/keep-file.server.ts'
import { NewUploadPage } from '#app/features/files/ui/new-upload-page.tsx'
import { uploadWords } from '#app/features/files/words/uploads.ts'
import { isStaff } from '#app/kernel/roles.ts'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import { localeIn } from '#app/frame/root-locale.ts'

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), uploadWords)('meta') }]

export const loader = loaderFor('member', async ({ viewer }) => Promise.resolve({ mayAttach: isStaff(viewer) }))

/** The way without scripts to a picture in a text: it is kept, and its line of Markdown shown. */
export const action = actionFor('member', LIMITS.upload, async ({ context, form }) => ({
  kept: await keepFile(context, form),
}))

export default function NewUpload() {
  const { mayAttach } = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>()
  return (
    <NewUploadPage
      mayAttach={mayAttach}
      kept={sent && 'kept' in sent ? sent.kept : null}
      errors={sent && 'errors' in sent ? sent.errors : undefined}
    />
  )
}
