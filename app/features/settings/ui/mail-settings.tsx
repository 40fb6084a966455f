import { settingsWords } from '#app/features/settings/words/settings.ts'
import { useWords } from '#app/locale/react.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { MailServerView, TestMailOutcome } from '../types.ts'

export interface MailSettingsProps {
  readonly server: MailServerView | null
  /** The admin's own address; null when they have none. */
  readonly to: string | null
  readonly outcome: TestMailOutcome | null
  readonly sentBack?: SentBack | undefined
}

/** Through which server mails go, and whether it takes one. */
export function MailSettings({ server, to, outcome, sentBack }: MailSettingsProps) {
  const t = useWords(settingsWords)
  return (
    <>
      {outcome && <Outcome outcome={outcome} />}
      <ErrorSummary errors={sentBack?.errors} />
      {server === null ? (
        <Notice tone="info">
          {t.rich('noMailServer', {
            setting: <code>SMTP_URL</code>,
            link: (inner) => <a href="/desk/mail">{inner}</a>,
          })}
        </Notice>
      ) : (
        <>
          <dl className="facts">
            <dt>{t('server')}</dt>
            <dd>
              <code>
                {server.host}:{server.port}
              </code>
            </dd>
            <dt>{t('encryption')}</dt>
            <dd>{server.isSecure ? t('fromTheStartSmtps') : t('whenTheServerOffers')}</dd>
            <dt>{t('login')}</dt>
            <dd>{server.hasLogin ? t('withAUserName') : t('none')}</dd>
            <dt>{t('sender')}</dt>
            <dd>{server.from}</dd>
          </dl>
          <p className="meta">
            {t.rich('setBy', {
              server: <code>SMTP_URL</code>,
              sender: <code>MAIL_FROM</code>,
              link: (inner) => (
                <a className="link" href="/desk/mail">
                  {inner}
                </a>
              ),
            })}
          </p>
          <SectionHead title={t('tryIt')} level={3} />
          <form method="post" action="/desk/settings/mail" className="form">
            <p>{to === null ? t('yourAccountHasNo') : t('aTestMailGoes', { to })}</p>
            {to !== null && (
              <div>
                <Button look="primary">{t('sendATestMail')}</Button>
              </div>
            )}
          </form>
        </>
      )}
    </>
  )
}

function Outcome({ outcome }: { readonly outcome: TestMailOutcome }) {
  const t = useWords(settingsWords)
  switch (outcome.kind) {
    case 'no-server':
      return (
        <Notice tone="signal" live>
          {t('nothingWasSentNo')}
        </Notice>
      )
    case 'taken':
      return (
        <Notice tone="good" live>
          {t('theServerTook', { to: outcome.to })}
        </Notice>
      )
    case 'refused':
      return (
        <Notice tone="signal" live>
          <p>{t(`trouble.${outcome.trouble}`)}</p>
          {outcome.answer !== '' && <p>{t.rich('itSaidAnswer', { answer: <q dir="auto">{outcome.answer}</q> })}</p>}
        </Notice>
      )
  }
}
