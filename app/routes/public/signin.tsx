import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { signIn } from '#app/features/accounts/commands/sign-in.server.ts'
import { findViewer } from '#app/features/accounts/queries/viewer.server.ts'
import { SignInForm } from '#app/features/accounts/schemas.ts'
import { SignInPage } from '#app/features/accounts/ui/sign-in-page.tsx'
import { DRAFT_KEY, saveDraft } from '#app/features/composer/commands/drafts.server.ts'
import { isMember } from '#app/kernel/roles.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { safePath } from '#app/platform/http/redirects.server.ts'

export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('signIn') }]

export const loader = loaderFor('everyone', async ({ context, viewer, url }) => {
  const next = safePath(url.searchParams.get('next'))
  if (isMember(viewer)) throw redirect(next)
  return {
    next,
    done: url.searchParams.get('done') ?? '',
    mayJoin: context.site.signUp === 'open',
  }
})

// `signIn` counts tries itself: a stranger's tries must not keep the owner out.
export const action = actionFor('everyone', null, async ({ context, request, form }) => {
  const given = parseForm(SignInForm, form)
  const { memberId: id, deviceCookie } = await signIn(context, given, context)
  const cookie = await context.sessions.start(id, request.headers.get('user-agent') ?? '', context.cookie)
  const viewer = await findViewer(context.db, id, context.clock.now())
  if (viewer && given.draft_key && DRAFT_KEY.test(given.draft_key)) {
    const { draft_title: title = '', draft_body: body = '', draft_fields: fields } = given
    const text = { title, body, ...(fields && { fields }) }
    await saveDraft({ ...context, viewer }, given.draft_key, text)
  }
  const headers = new Headers([
    ['Set-Cookie', cookie],
    ['Set-Cookie', deviceCookie],
  ])
  return redirect(safePath(given.next), { headers })
})

export default function SignIn() {
  const { next, done, mayJoin } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return <SignInPage next={sentBack?.values['next'] ?? next} done={done} mayJoin={mayJoin} sentBack={sentBack} />
}
