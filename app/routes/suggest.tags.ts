import { suggestTags } from '#app/features/composer/queries/completion.server.ts'
import { load } from '#app/platform/http.server.ts'

/** Tags that begin with what is typed. */
export const loader = load('everyone', async ({ context, url }) =>
  Response.json({ rows: await suggestTags(context, url.searchParams.get('q') ?? '') }),
)
