import { addRequests } from '#app/features/requests/commands/add-requests.server.ts'
import { findToken } from '#app/features/requests/commands/tokens.server.ts'
import { incomingOf, SentRequests } from '#app/features/requests/schemas.ts'
import { actOfApi, ApiProblem, bearerOf, jsonOf, problem } from '#app/platform/api.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { countUse, LIMITS } from '#app/platform/rate-limit.server.ts'

/** Nothing is read here. */
export const loader = loaderFor('everyone', () =>
  Promise.resolve(problem({ status: 405, title: 'Only POST is answered here.' }, { Allow: 'POST' })),
)

/** Takes one request, or a list of them, from another tool. */
export const action = actOfApi(async ({ request, context }) => {
  const text = bearerOf(request)
  await countUse(context.db, context.clock, LIMITS.apiAddress, `ip ${context.address}`)
  const token = await findToken(context, text, 'requests.write')
  if (!token)
    throw new ApiProblem({ status: 401, title: 'This token is not known, was revoked, or may not send requests.' })
  await countUse(context.db, context.clock, LIMITS.api, `token ${token.id}`)
  const key = request.headers.get('idempotency-key')
  if (key !== null && !/^[\x21-\x7e]{1,200}$/.test(key))
    throw new ApiProblem({ status: 422, title: 'An Idempotency-Key has 1 to 200 letters without spaces.' })
  const sent = await jsonOf(request, SentRequests)
  const added = await addRequests(context, { token, key, body: sent.text, requests: sent.value.map(incomingOf) })
  return Response.json(added.answer, { status: added.status, headers: { 'Cache-Control': 'no-store' } })
})
