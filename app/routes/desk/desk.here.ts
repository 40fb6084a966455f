import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { markPresence } from '#app/features/escalations/commands/mark-presence.server.ts'
import { getEscalation } from '#app/features/escalations/queries/facts.server.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

const HereForm = z.object({ escalation: z.coerce.number().int().positive(), typing: z.literal('1').optional() })

/** Whoever opens the address is led to the desk. */
export const loader = loaderFor('staff', async () => redirect('/desk'))

/** A colleague looks at a thread at the desk, or types there; said by a script every few seconds. */
export const action = actionFor(
  'staff',
  LIMITS.here,
  async ({ context, viewer, form }) => {
    const { escalation, typing } = parseForm(HereForm, form)
    const { thread } = await getEscalation(context.db, viewer, escalation)
    await markPresence(context.db, thread.id, viewer.id, context.clock.now(), typing === '1')
    return Response.json({ isHere: true })
  },
  { hasPage: false },
)

/** Nothing of its own: it leads to the desk, or to an error page. */
export default function NoPage() {
  return null
}
