import { deskWords } from '#app/frame/words/desk.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { localeIn } from '#app/frame/root-locale.ts'
import { titles } from '#app/frame/words/titles.ts'
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
export const meta: MetaFunction = ({ matches }) => [{ title: speak(localeIn(matches), titles)('mailDesk') }]

export const loader = loaderFor('admin', async ({ context, viewer, params, url }) => {
  const { html, ...mail } = await getMail(context, idParam(params['mailId']))
  return {
    mail,
    hasHtml: html !== '',
    hasServer: context.env.smtpUrl !== null,
    parts: deskParts(viewer),
    done: url.searchParams.has('done') ? speak(context.locale, deskWords)('mailSentAgain') : null,
  }
})

export const action = actionFor('admin', LIMITS.staff, async ({ context, params }) => {
  const id = idParam(params['mailId'])
  await retryMail(context, id)
  return redirect(`/desk/mail/${id}?done=1`)
})

export default function Mail() {
  const t = useWords(deskWords)
  const { mail, hasHtml, hasServer, parts, done } = useLoaderData<typeof loader>()
  const sentBack = useActionData<typeof action>()
  return (
    <DeskFrame at="mail" parts={parts} title={mail.subject} done={sentBack ? null : done}>
      <div className="column stack">
        <ErrorSummary errors={sentBack?.errors} />
        <p>
          {t.rich('mailFacts', {
            to: <b>{mail.to}</b>,
            written: <Time at={mail.createdAt} as="stamp" />,
            state: mail.sentAt !== null ? 'sent' : mail.failedAt !== null ? 'refused' : 'kept',
            sent: <Time at={mail.sentAt ?? 0} as="stamp" />,
            error: mail.error ?? '',
            b: (inner) => <b>{inner}</b>,
          })}
        </p>
        {mail.sentAt === null && hasServer && (
          <form method="post">
            <Button>{mail.failedAt === null ? t('sendIt') : t('tryAgain')}</Button>
          </form>
        )}
        <SectionHead title={t('asText')} />
        <pre tabIndex={0} dir="auto">
          {mail.text}
        </pre>
        {hasHtml && (
          <>
            <SectionHead title={t('asItLooks')} />
            <iframe title={t('theMailAs')} src={`/desk/mail/${mail.id}/html`} sandbox="" width="100%" height="480" />
          </>
        )}
        <p>
          <a className="more" href="/desk/mail">
            {t('allMails')}
          </a>
        </p>
      </div>
    </DeskFrame>
  )
}
