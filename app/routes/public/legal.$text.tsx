import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getLegalText } from '#app/features/settings/queries/legal.server.ts'
import { LegalTextPage } from '#app/features/settings/ui/legal-text-page.tsx'
import { LEGAL_TITLES, legalTextOf } from '#app/kernel/legal.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? LEGAL_TITLES[data.text.name] : 'Not found' },
]

export const loader = loaderFor('everyone', async ({ context, params }) => ({
  text: await getLegalText(context.db, legalTextOf(params['text'])),
}))

export default function Legal() {
  return <LegalTextPage text={useLoaderData<typeof loader>().text} />
}
