import { notFound } from '#app/kernel/errors.ts'
import { load } from '#app/platform/http.server.ts'

/** Every address that is none of ours. */
export const loader = load('everyone', async () => {
  throw notFound()
})

export default function Nothing() {
  return null
}
