import { issuerDocument } from '#app/features/badges/queries/credential.server.ts'
import { linkedData } from '#app/platform/http/linked-data.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** Who issues the badges of this site, as a Profile of Open Badges 3.0. */
export const loader = loaderFor('everyone', async ({ context }) => linkedData(await issuerDocument(context)), {
  hasPage: false,
})
