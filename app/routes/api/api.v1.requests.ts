import { saying } from '#app/locale/saying.ts'
import { platformRefusals } from '#app/platform/words/refusals.ts'
import { addRequests } from '#app/features/requests/commands/add-requests.server.ts'
import { incomingOf, SentRequests } from '#app/features/requests/schemas.ts'
import { actionOfApi, ApiProblem, jsonOf, problem } from '#app/platform/api.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** Nothing is read here. */
export const loader = loaderFor('everyone', ({ context }) =>
  Promise.resolve(
    problem({ status: 405, title: saying(platformRefusals, 'api.post') }, context.locale, { Allow: 'POST' }),
  ),
)

/** Takes one request, or a list of them, from another tool. */
export const action = actionOfApi('requests.write', async ({ request, context }) => {
  const key = request.headers.get('idempotency-key')
  if (key !== null && !/^[\x21-\x7e]{1,200}$/.test(key))
    throw new ApiProblem({ status: 422, title: saying(platformRefusals, 'api.key') })
  const sent = await jsonOf(request, SentRequests, context.locale)
  const added = await addRequests(context, { key, body: sent.text, requests: sent.value.map(incomingOf) })
  return Response.json(added.answer, { status: added.status, headers: { 'Cache-Control': 'no-store' } })
})
