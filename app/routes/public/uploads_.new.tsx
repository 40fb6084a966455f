import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { keepFile } from '#app/features/files/commands/keep-file.server.ts'
import { NewUploadPage } from '#app/features/files/ui/new-upload-page.tsx'
import { isStaff } from '#app/kernel/roles.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const meta: MetaFunction = () => [{ title: 'Add a picture' }]

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
