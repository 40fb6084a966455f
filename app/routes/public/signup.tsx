import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { signUp } from '#app/features/accounts/commands/sign-up.server.ts'
import { SignUpForm } from '#app/features/accounts/schemas.ts'
import { SignUpPage } from '#app/features/accounts/ui/join-pages.tsx'
import { isMember } from '#app/kernel/roles.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { safePath } from '#app/platform/http/redirects.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('signUp') }]

export const loader = loaderFor('everyone', async ({ context, viewer, url }) => {
  const next = safePath(url.searchParams.get('next'))
  if (isMember(viewer)) throw redirect(next)
  return {
    next,
    isOpen: context.site.signUp === 'open',
    legal: context.site.legal,
    sent: url.searchParams.get('done') === 'mail',
  }
})

export const action = actionFor('everyone', LIMITS.signUpForm, async ({ context, form }) => {
  await signUp(context, parseForm(SignUpForm, form), context.address)
  return redirect('/signup?done=mail')
})

export default function SignUp() {
  const { next, isOpen, legal, sent } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <SignUpPage next={sentBack?.values['next'] ?? next} isOpen={isOpen} legal={legal} sent={sent} sentBack={sentBack} />
  )
}
