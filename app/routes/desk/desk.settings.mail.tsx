import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { findMemberById } from '#app/features/accounts/queries/members.server.ts'
import { sendTestMail } from '#app/features/settings/commands/send-test-mail.server.ts'
import { mailServerOf } from '#app/features/settings/queries/mail-server.ts'
import { MailSettings } from '#app/features/settings/ui/mail-settings.tsx'
import { SiteSettingsFrame } from '#app/features/settings/ui/settings-frame.tsx'
import { actionFor } from '#app/platform/http/action.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('mailSettingsDesk') }]

export const loader = loaderFor('admin', async ({ context, viewer }) => ({
  server: mailServerOf(context.env),
  to: (await findMemberById(context.db, viewer.id))?.email ?? null,
  parts: deskParts(viewer),
}))

export const action = actionFor('admin', LIMITS.staff, async ({ context }) => ({
  outcome: await sendTestMail(context),
}))

export default function MailPart() {
  const { server, to, parts } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isOutcome = answer !== undefined && 'outcome' in answer
  return (
    <SiteSettingsFrame at="/desk/settings/mail" parts={parts} done={null}>
      <MailSettings
        server={server}
        to={to}
        outcome={isOutcome ? answer.outcome : null}
        sentBack={isOutcome ? undefined : answer}
      />
    </SiteSettingsFrame>
  )
}
