import { useWords } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary, TextArea } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { ClosingView } from '../types.ts'
import { postWords } from '../words/posts.ts'
import { threadWords } from '../words/thread.ts'
import { BackToThread } from './post-pages.tsx'

export interface DisputePageProps {
  readonly view: ClosingView & { readonly closed: NonNullable<ClosingView['closed']> }
  readonly sentBack?: SentBack
}

/** The asker says that closing their question was not right, and opens it again. */
export function DisputePage({ view, sentBack }: DisputePageProps) {
  const t = useWords(threadWords)
  const ofPosts = useWords(postWords)
  const { closed } = view
  return (
    <div className="column narrow">
      <BackToThread address={view.address} title={view.title} />
      <header className="page-h">
        <h1 className="title">{t('dispute.title')}</h1>
        <p className="lead">{t('dispute.lead')}</p>
      </header>
      <Notice icon="private">
        {t.rich('closed', { b: (inner) => <b>{inner}</b>, time: <Time at={closed.at} />, reason: closed.reason })}
      </Notice>
      <form className="form" method="post" action={`/t/${view.id}/dispute`}>
        <ErrorSummary errors={sentBack?.errors} />
        <TextArea
          label={t('dispute.why')}
          name="reason"
          required
          maxLength={500}
          defaultValue={sentBack?.values?.['reason'] ?? ''}
          error={sentBack?.errors?.['reason']}
        />
        <div className="form-acts">
          <Button look="primary">{t('dispute.act')}</Button>
          <LinkButton href={view.address} look="plain">
            {ofPosts('back')}
          </LinkButton>
        </div>
      </form>
    </div>
  )
}
