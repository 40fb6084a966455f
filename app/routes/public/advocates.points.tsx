import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { readLevels } from '#app/features/recognition/queries/levels.server.ts'
import { readPointRules } from '#app/features/recognition/queries/point-rules.server.ts'
import { PointsPage } from '#app/features/recognition/ui/points-page.tsx'
import { pointWords } from '#app/features/recognition/words/points.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { speak } from '#app/locale/speak.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import type { PageHandle } from '#app/root.tsx'
import styles from '#app/styles/advocates.css?url'

export const handle: PageHandle = { part: 'advocates' }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), pointWords)('title') }]

export const loader = loaderFor('everyone', async ({ context }) => ({
  rules: await readPointRules(context.db),
  levels: await readLevels(context.db),
}))

export default function Points() {
  const { rules, levels } = useLoaderData<typeof loader>()
  return <PointsPage rules={rules} levels={levels} />
}
