import { placeholderFacts } from '#app/features/escalations/queries/placeholders.server.ts'
import { offerPrepared } from '#app/features/prepared/queries/prepared.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** Prepared answers with the words that are typed after a slash, filled in for the question at work. */
export const loader = loaderFor('staff', async ({ context, url }) => {
  const escalation = Number(url.searchParams.get('escalation') ?? '')
  const facts = await placeholderFacts(context, Number.isSafeInteger(escalation) ? escalation : 0)
  return Response.json({ rows: await offerPrepared(context, (url.searchParams.get('q') ?? '').slice(0, 200), facts) })
})
