import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { verifyForm } from '#app/features/badges/queries/verify.server.ts'
import { VerifyPage } from '#app/features/badges/ui/credential-pages.tsx'
import { credentialWords } from '#app/features/badges/words/credential.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { speak } from '#app/locale/speak.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import { readSite } from '#app/platform/site.server.ts'

export const loader = loaderFor('everyone', async ({ context }) => ({ site: (await readSite(context.db)).name }))

export const action = actionFor('everyone', LIMITS.verify, async ({ context, form }) => ({
  finding: await verifyForm(context, form.get('file'), form.get('text')),
}))

export const meta: MetaFunction = ({ matches }) => [
  { title: speak(localeIn(matches), credentialWords)('verify.title') },
]

export default function VerifyBadge() {
  const { site } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const finding = answer && 'finding' in answer ? answer.finding : null
  return <VerifyPage site={site} finding={finding} sentBack={answer && 'errors' in answer ? answer : undefined} />
}
