import { useLoaderData } from '@remix-run/react'
import { getHomePage } from '#app/features/home/queries/home.server.ts'
import { HomePage } from '#app/features/home/ui/home-page.tsx'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'threads', ownSearch: true }

export const loader = loaderFor('everyone', async ({ context }) => getHomePage(context))

export default function Home() {
  return <HomePage view={useLoaderData<typeof loader>()} />
}
