import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listBadgeViews } from '#app/features/badges/queries/badge-pages.server.ts'
import { BadgesPage } from '#app/features/badges/ui/badge-pages.tsx'
import { badgeWords } from '#app/features/badges/words/badges.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { speak } from '#app/locale/speak.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

export const loader = loaderFor('everyone', async ({ context }) => ({ badges: await listBadgeViews(context) }))

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), badgeWords)('title') }]

export default function Badges() {
  const { badges } = useLoaderData<typeof loader>()
  return <BadgesPage badges={badges} />
}
