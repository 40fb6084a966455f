import { logOpened } from '#app/features/find/commands/log-search.server.ts'
import { OpenedForm } from '#app/features/find/schemas.ts'
import { scriptActionFor } from '#app/platform/http/action.server.ts'
import { parseForm, readForm } from '#app/platform/http/forms.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

/** A script says what a visitor opened from a search; where none runs, nothing is told. */
export const action = scriptActionFor('everyone', LIMITS.opened, async ({ context, viewer, request }) => {
  const { q, kind, id } = parseForm(OpenedForm, await readForm(request))
  const agent = request.headers.get('user-agent') ?? ''
  await logOpened(context, viewer, { query: q, kind, id }, { address: context.address, agent })
  return Response.json({ ok: true })
})
