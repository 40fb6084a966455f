import { feedbackWords } from '#app/features/knowledge/words/feedback.ts'
import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { Time } from '#app/ui/moment.tsx'
import type { FeedbackView } from '../types.ts'

export interface FeedbackProps {
  readonly rows: readonly FeedbackView[]
  /** Where "Seen to" is sent. */
  readonly action: string
  /** Names the article, where a list holds several. */
  readonly showArticle?: boolean
}

/** What readers said did not help, until somebody has seen to it. */
export function Feedback({ rows, action, showArticle = false }: FeedbackProps) {
  const t = useWords(feedbackWords)
  return (
    <>
      {rows.map((row) => (
        <div className="saying" key={row.id}>
          {showArticle && (
            <h2 className="row-title">
              <a href={`/desk/articles/${row.articleId}`}>{row.articleTitle}</a>
            </h2>
          )}
          <p className="meta">
            <b>{row.reason === '' ? t('notHelpful') : t(`reason.${row.reason}`)}</b>
            {row.by && <> · {row.by}</>} · <Time at={row.at} />
          </p>
          {row.note && <p dir="auto">{row.note}</p>}
          <form method="post" action={action}>
            <input type="hidden" name="vote" value={row.id} />
            <Button
              look="plain"
              small
              name="intent"
              value="settle"
              aria-label={t('seenToOf', { title: row.articleTitle })}
            >
              {t('seenTo')}
            </Button>
          </form>
        </div>
      ))}
    </>
  )
}
