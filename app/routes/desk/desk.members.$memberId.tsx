import { doneIn } from '#app/frame/done.ts'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { changeRole } from '#app/features/members/commands/change-role.server.ts'
import { restoreMember, suspendMember } from '#app/features/members/commands/suspend-member.server.ts'
import { getMemberForDesk } from '#app/features/members/queries/desk.server.ts'
import { ChangeRoleForm, MemberIntent, RestoreForm, SuspendForm } from '#app/features/members/schemas.ts'
import { MemberPage } from '#app/features/members/ui/desk-pages.tsx'
import { ownValue } from '#app/kernel/own-value.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam, parseForm } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('memberDesk') }]

const DONE = {
  suspend: 'done.members.suspend',
  'suspend-untold': 'done.members.suspend-untold',
  restore: 'done.members.restore',
  role: 'done.members.role',
} as const

export const loader = loaderFor('moderator', async ({ context, viewer, params, url }) => ({
  member: await getMemberForDesk(context.db, viewer, idParam(params['memberId']), context.locale),
  parts: deskParts(viewer),
  done: doneIn(context.locale, ownValue(DONE, url.searchParams.get('done'))),
}))

export const action = actionFor('moderator', LIMITS.staff, async ({ context, params, form }) => {
  const id = idParam(params['memberId'])
  const { intent } = parseForm(MemberIntent, form)
  if (intent === 'suspend') await suspendMember(context, id, parseForm(SuspendForm, form))
  else if (intent === 'restore') await restoreMember(context, id, parseForm(RestoreForm, form).reason)
  else await changeRole(context, id, parseForm(ChangeRoleForm, form))
  const { email } = await getMemberForDesk(context.db, context.viewer, id)
  const done = intent === 'suspend' && email === null ? 'suspend-untold' : intent
  return redirect(`/desk/members/${id}?done=${done}`)
})

export default function Member() {
  const { member, parts, done } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <DeskFrame at="members" parts={parts} title={member.name} done={sentBack ? null : done}>
      <MemberPage member={member} sentBack={sentBack} />
    </DeskFrame>
  )
}
