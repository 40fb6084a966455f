import { suggestMembers } from '#app/features/composer/queries/completion.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** Members whose handle or name begins with what is typed after an @. */
export const loader = loaderFor('member', async ({ context, url }) =>
  Response.json({ rows: await suggestMembers(context, url.searchParams.get('q') ?? '') }),
)
