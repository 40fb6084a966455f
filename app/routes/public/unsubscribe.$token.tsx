import { useActionData, useLoaderData } from '@remix-run/react'
import { getStop, stopMails, type Stop } from '#app/features/notices/commands/stop-mails.server.ts'
import { KIND_NAMES } from '#app/features/notices/types.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import { Button } from '#app/ui/button.tsx'
import { AuthFrame } from '#app/ui/frames.tsx'

function words(stop: Stop): { readonly thing: string } {
  switch (stop.what) {
    case 'digest':
      return { thing: 'the daily digest' }
    case 'thread':
      return { thing: `mails about “${stop.threadTitle ?? 'this thread'}” because you follow it` }
    case 'kind':
      return { thing: `mails of the kind “${KIND_NAMES[stop.kind]}”` }
  }
}

/** Only shows what would be stopped: mail scanners open every link. */
export const loader = loaderFor('everyone', async ({ context, params }) =>
  words(await getStop(context, params['token'] ?? '')),
)

/** Also called by mailboxes themselves (RFC 8058), which have no session. */
export const action = actionFor('everyone', LIMITS.settings, async ({ context, params }) => ({
  stopped: words(await stopMails(context, params['token'] ?? '')).thing,
}))

export default function Unsubscribe() {
  const { thing } = useLoaderData<typeof loader>()
  const done = useActionData<typeof action>()
  if (done && 'stopped' in done) {
    return (
      <AuthFrame title="Stopped" lead={`You will get no more ${thing.replace(/^the /, '')}.`}>
        <p>
          <a href="/settings/notices">Choose what is mailed to you</a>
        </p>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title="Stop these mails" lead={`This stops ${thing}. Your inbox here goes on.`}>
      <form method="post">
        <Button look="primary">Stop them</Button>
      </form>
    </AuthFrame>
  )
}
