import { doneIn } from '#app/frame/done.ts'
import { deskWords } from '#app/frame/words/desk.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { mayInvite } from '#app/access/members.ts'
import { inviteMember, withdrawInvitation } from '#app/features/accounts/commands/invite-member.server.ts'
import { listInvitations } from '#app/features/accounts/queries/invitations.server.ts'
import { InviteForm, WithdrawInvitationForm } from '#app/features/accounts/schemas.ts'
import { InvitePanel } from '#app/features/accounts/ui/invite-panel.tsx'
import { listMembers } from '#app/features/members/queries/desk.server.ts'
import { MembersQuery } from '#app/features/members/schemas.ts'
import { MembersPage } from '#app/features/members/ui/desk-pages.tsx'
import { ownValue } from '#app/kernel/own-value.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { formText, parseForm, parseQuery } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('membersDesk') }]

export const loader = loaderFor('moderator', async ({ context, viewer, url }) => {
  const { q, role, suspended, page } = parseQuery(MembersQuery, url.searchParams)
  const filter = { q, role, suspended: suspended === '1', page }
  return {
    ...filter,
    page: await listMembers(context.db, filter),
    invitations: mayInvite(viewer).ok ? await listInvitations(context.db, context.clock.now()) : null,
    hasMailServer: context.env.smtpUrl !== null,
    done: doneIn(context.locale, ownValue(DONE, url.searchParams.get('done'))),
    parts: deskParts(viewer),
  }
})

const DONE = {
  invited: 'done.members.invited',
  withdrawn: 'done.members.withdrawn',
} as const

export const action = actionFor('admin', LIMITS.invite, async ({ context, form }) => {
  if (formText(form, 'intent') === 'withdraw') {
    await withdrawInvitation(context, parseForm(WithdrawInvitationForm, form).email)
    return redirect('/desk/members?done=withdrawn')
  }
  await inviteMember(context, parseForm(InviteForm, form))
  return redirect('/desk/members?done=invited')
})

export default function Members() {
  const t = useWords(deskWords)
  const { parts, invitations, hasMailServer, done, ...view } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <DeskFrame at="members" parts={parts} title={t('members')} done={sentBack ? null : done}>
      {invitations && <InvitePanel invitations={invitations} hasMailServer={hasMailServer} sentBack={sentBack} />}
      <MembersPage {...view} />
    </DeskFrame>
  )
}
