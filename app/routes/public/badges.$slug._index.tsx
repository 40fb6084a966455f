import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getBadgePage } from '#app/features/badges/queries/badge-pages.server.ts'
import { BadgePage } from '#app/features/badges/ui/badge-pages.tsx'
import { loaderFor } from '#app/platform/http/loader.server.ts'

export const loader = loaderFor('everyone', async ({ context, params, url }) =>
  getBadgePage(context, params['slug'] ?? '', url.searchParams.get('page')),
)

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? [{ title: data.badge.name }, { name: 'description', content: data.badge.description }] : []

export default function Badge() {
  return <BadgePage view={useLoaderData<typeof loader>()} />
}
