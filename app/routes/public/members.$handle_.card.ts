import { getPersonCard } from '#app/features/recognition/queries/card.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** What the small card about a member says, for the script that shows it. */
export const loader = loaderFor('everyone', async ({ context, params }) =>
  Response.json(await getPersonCard(context, params['handle'] ?? '')),
)
