import { redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deskParts } from '#app/access/desk.ts'
import { actionFor } from '#app/platform/http/action.server.ts'
import { idParam } from '#app/platform/http/forms.server.ts'
import { loaderFor } from '#app/platform/http/loader.server.ts'
import { getMail, retryMail } from '#app/platform/mail/desk.server.ts'
import { LIMITS } from '#app/platform/rate-limit.server.ts'
import type { PageHandle } from '#app/root.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/field.tsx'
import { DeskFrame } from '#app/ui/frames.tsx'
import { Time } from '#app/ui/moment.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'

export const handle: PageHandle = { part: 'desk' }
export const meta: MetaFunction = () => [{ title: 'Mail · Desk' }]

export const loader = loaderFor('admin', async ({ context, viewer, params, url }) => {
  const { html, ...mail } = await getMail(context, idParam(params['mailId']))
  return {
    mail,
    hasHtml: html !== '',
    hasServer: context.env.smtpUrl !== null,
    parts: deskParts(viewer),
    done: url.searchParams.has('done') ? 'The mail is sent again now.' : null,
  }
})

export const action = actionFor('admin', LIMITS.staff, async ({ context, params }) => {
  const id = idParam(params['mailId'])
  await retryMail(context, id)
  return redirect(`/desk/mail/${id}?done=1`)
})

export default function Mail() {
  const { mail, hasHtml, hasServer, parts, done } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <DeskFrame at="mail" parts={parts} title={mail.subject} done={sentBack ? null : done}>
      <div className="column stack">
        <ErrorSummary errors={sentBack?.errors} />
        <p>
          To <b>{mail.to}</b>, written <Time at={mail.createdAt} as="stamp" />
          {mail.sentAt !== null && (
            <>
              , sent <Time at={mail.sentAt} as="stamp" />
            </>
          )}
          {mail.failedAt !== null && <b>, refused: {mail.error}</b>}
        </p>
        {mail.sentAt === null && hasServer && (
          <form method="post">
            <Button>{mail.failedAt === null ? 'Send it' : 'Try again'}</Button>
          </form>
        )}
        <SectionHead title="As text" />
        <pre tabIndex={0} dir="auto">
          {mail.text}
        </pre>
        {hasHtml && (
          <>
            <SectionHead title="As it looks" />
            <iframe
              title="The mail as it looks"
              src={`/desk/mail/${mail.id}/html`}
              sandbox=""
              width="100%"
              height="480"
            />
          </>
        )}
        <p>
          <a className="more" href="/desk/mail">
            All mails
          </a>
        </p>
      </div>
    </DeskFrame>
  )
}
