import { notFound } from '#app/kernel/errors.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** Every address that is none of ours. */
export const loader = loaderFor('everyone', async () => {
  throw notFound()
})

export default function Nothing() {
  return null
}
