import { achievementDocument } from '#app/features/badges/queries/credential.server.ts'
import { linkedData } from '#app/platform/http/linked-data.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** One version of a badge, as an Achievement of Open Badges 3.0. */
export const loader = loaderFor(
  'everyone',
  async ({ context, params }) => {
    const version = Number(/^\d{1,6}$/.exec(params['version'] ?? '')?.[0] ?? 0)
    return linkedData(await achievementDocument(context, params['slug'] ?? '', version))
  },
  { hasPage: false },
)
