import { redirect } from '@remix-run/node'
import { deskChanges } from '#app/features/escalations/queries/desk-changes.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/**
 * Server-sent events: "changed" whenever something at the desk did. The page works without; whoever opens the address
 * in a browser is led to it.
 */
export const loader = loaderFor(
  'staff',
  async ({ context, request }) => {
    if (!request.headers.get('accept')?.includes('text/event-stream')) return redirect('/desk')
    return new Response(deskChanges(context, request.signal), {
      headers: {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      },
    })
  },
  { hasPage: false },
)
