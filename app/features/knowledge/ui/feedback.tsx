import { Button } from '#app/ui/button.tsx'
import { Time } from '#app/ui/moment.tsx'
import type { FeedbackView } from '../types.ts'
import { REASON_WORDS } from './article-vote-form.tsx'

export interface FeedbackProps {
  readonly rows: readonly FeedbackView[]
  /** Where "Seen to" is sent. */
  readonly action: string
  /** Names the article, where a list holds several. */
  readonly showArticle?: boolean
}

/** What readers said did not help, until somebody has seen to it. */
export function Feedback({ rows, action, showArticle = false }: FeedbackProps) {
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
            <b>{row.reason === '' ? 'Not helpful' : REASON_WORDS[row.reason]}</b>
            {row.by && <> · {row.by}</>} · <Time at={row.at} />
          </p>
          {row.note && <p dir="auto">{row.note}</p>}
          <form method="post" action={action}>
            <input type="hidden" name="vote" value={row.id} />
            <Button look="plain" small name="intent" value="settle" aria-label={`Seen to: ${row.articleTitle}`}>
              Seen to
            </Button>
          </form>
        </div>
      ))}
    </>
  )
}
