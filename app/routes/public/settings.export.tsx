import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import type { MetaFunction } from '@remix-run/node'
import { ExportPage } from '#app/features/accounts/ui/account-pages.tsx'
import { loaderFor } from '#app/platform/http/loader.server.ts'

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('yourDataSettings') }]

export const loader = loaderFor('member', async () => null)

export default function Export() {
  return <ExportPage />
}
