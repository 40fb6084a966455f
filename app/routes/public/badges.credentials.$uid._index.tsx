import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { getCredential } from '#app/features/badges/queries/credential.server.ts'
import { CredentialPage } from '#app/features/badges/ui/credential-pages.tsx'
import { credentialWords } from '#app/features/badges/words/credential.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { speak } from '#app/locale/speak.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'

/** A page for people; programs that ask for a token are led to it. */
export const loader = loaderFor('everyone', async ({ context, params, request }) => {
  const uid = params['uid'] ?? ''
  if (/application\/(?:vc\+)?jwt/.test(request.headers.get('accept') ?? ''))
    throw redirect(`/badges/credentials/${encodeURIComponent(uid)}/credential.jwt`)
  return getCredential(context, uid)
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  data
    ? [
        {
          title: speak(localeIn(matches), credentialWords)('title', {
            badge: data.badge.name,
            name: data.earner.name,
          }),
        },
        { name: 'robots', content: 'noindex' },
        { property: 'og:image', content: `/badges/${encodeURIComponent(data.badge.slug)}/image.png` },
      ]
    : []

export default function Credential() {
  return <CredentialPage view={useLoaderData<typeof loader>()} />
}
