import { suggestTags } from '#app/features/composer/queries/completion.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** Tags that begin with what is typed. */
export const loader = loaderFor('everyone', async ({ context, url }) =>
  Response.json({ rows: await suggestTags(context, url.searchParams.get('q') ?? '') }),
)
