import type { MetaFunction } from '@remix-run/node'
import { ExportPage } from '#app/features/accounts/ui/account-pages.tsx'
import { loaderFor } from '#app/platform/http/loader.server.ts'

export const meta: MetaFunction = () => [{ title: 'Your data · Settings' }]

export const loader = loaderFor('member', async () => null)

export default function Export() {
  return <ExportPage />
}
