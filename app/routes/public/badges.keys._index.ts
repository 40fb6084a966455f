import { keySet } from '#app/features/badges/queries/verify.server.ts'
import { linkedData } from '#app/platform/http/linked-data.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** The public parts of all keys that ever signed a badge here, as a JSON Web Key Set. */
export const loader = loaderFor(
  'everyone',
  async ({ context }) => linkedData(await keySet(context), 'application/jwk-set+json'),
  { hasPage: false },
)
