import type { MetaFunction } from '@remix-run/node'
import { ExportPage } from '#app/features/accounts/ui/account-pages.tsx'
import { load } from '#app/platform/http.server.ts'

export const meta: MetaFunction = () => [{ title: 'Your data · Settings' }]

export const loader = load('member', async () => null)

export default function Export() {
  return <ExportPage />
}
