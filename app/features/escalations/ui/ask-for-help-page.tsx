import { BackToThread } from '#app/features/forum/ui/post-pages.tsx'
import { useWords } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary, Field } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { AskForHelpView } from '../types/work.ts'
import { askForHelpWords } from '../words/ask-for-help.ts'

export interface AskForHelpPageProps {
  readonly view: AskForHelpView
  readonly sentBack?: SentBack
}

/** Staff and advocates pass a thread to the support team, or invite a member by name. */
export function AskForHelpPage({ view, sentBack }: AskForHelpPageProps) {
  const t = useWords(askForHelpWords)
  const action = `/t/${view.id}/escalation`
  const typed = (intent: string, name: string): string =>
    sentBack?.values?.['intent'] === intent ? (sentBack.values[name] ?? '') : ''
  return (
    <div className="column narrow">
      <BackToThread address={view.address} title={view.title} />
      <header className="page-h">
        <h1 className="title">{t('title')}</h1>
        <p className="lead">{t('lead')}</p>
      </header>
      <ErrorSummary errors={sentBack?.errors} />
      {view.isOpen ? (
        <>
          <form className="form" method="post" action={action}>
            <h2>{t('pass')}</h2>
            <p className="lead">{t('pass.text')}</p>
            <input type="hidden" name="intent" value="escalate" />
            <Field
              label={t('pass.why')}
              name="reason"
              hint={t('pass.why.hint')}
              maxLength={500}
              required
              defaultValue={typed('escalate', 'reason')}
              error={sentBack?.errors?.['reason']}
            />
            <div className="form-acts">
              <Button look="primary">{t('pass.act')}</Button>
            </div>
          </form>
          <form className="form" method="post" action={action}>
            <h2>{t('invite')}</h2>
            <p className="lead">{t('invite.text')}</p>
            <input type="hidden" name="intent" value="invite" />
            <Field
              label={t('invite.handle')}
              name="handle"
              maxLength={60}
              autoCapitalize="none"
              spellCheck={false}
              list="could-know"
              required
              defaultValue={typed('invite', 'handle')}
              error={sentBack?.errors?.['handle']}
            />
            <datalist id="could-know" aria-label={t('invite.suggested')}>
              {view.couldKnow.map((one) => (
                <option key={one.handle} value={one.handle}>
                  {one.name}
                </option>
              ))}
            </datalist>
            <Field
              label={t('invite.why')}
              name="why"
              maxLength={500}
              defaultValue={typed('invite', 'why')}
              error={sentBack?.errors?.['why']}
            />
            <div className="form-acts">
              <Button>{t('invite.act')}</Button>
              <LinkButton href={view.address} look="plain">
                {t('back')}
              </LinkButton>
            </div>
          </form>
        </>
      ) : (
        <Notice>{t('over')}</Notice>
      )}
    </div>
  )
}
