import { z } from 'zod'
import { getEscalation } from '#app/features/escalations/queries/facts.server.ts'
import { markPresence } from '#app/features/escalations/commands/mark-presence.server.ts'
import { isMember } from '#app/kernel/roles.ts'
import { scriptActionFor } from '#app/platform/http/action.server.ts'
import { parseForm, readForm } from '#app/platform/http/forms.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

const HereForm = z.object({ escalation: z.coerce.number().int().positive(), typing: z.literal('1').optional() })

/** A colleague looks at a thread at the desk, or types there; said by a script every few seconds. */
export const action = scriptActionFor('staff', LIMITS.here, async ({ context, viewer, request }) => {
  const { escalation, typing } = parseForm(HereForm, await readForm(request))
  const { thread } = await getEscalation(context.db, viewer, escalation)
  if (isMember(viewer)) await markPresence(context.db, thread.id, viewer.id, context.clock.now(), typing === '1')
  return Response.json({ ok: true })
})
