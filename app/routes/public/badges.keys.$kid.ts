import { findPublicKey } from '#app/features/badges/queries/verify.server.ts'
import { notFound } from '#app/kernel/errors.ts'
import { linkedData } from '#app/platform/http/linked-data.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** The public part of one key, as a JSON Web Key: the head of each credential names this address. */
export const loader = loaderFor(
  'everyone',
  async ({ context, params }) => {
    const key = await findPublicKey(context, params['kid'] ?? '')
    if (!key) throw notFound()
    return linkedData(key, 'application/jwk+json')
  },
  { hasPage: false },
)
