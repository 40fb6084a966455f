import { Fragment } from 'react'
import { useWords } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary, Field } from '#app/ui/field.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { address } from '#app/ui/words.ts'
import type { AnswerPageView } from '../types.ts'
import { answerWords } from '../words/answer.ts'

export interface AnswerPageProps {
  /** What is asked, before anything was worded. */
  readonly question: string
  readonly view: AnswerPageView | null
  readonly sentBack?: SentBack | undefined
}

/** The question, what was worded with a link behind each sentence, and the sources; or why there is nothing. */
export function AnswerPage({ question, view, sentBack }: AnswerPageProps) {
  const t = useWords(answerWords)
  return (
    <div className="column narrow stack">
      <h1 className="title page-h" dir="auto">
        {view === null ? t('title') : view.question}
      </h1>
      <ErrorSummary errors={sentBack?.errors} />
      {view === null ? (
        <>
          <p>{t('lead')}</p>
          <form method="post" action="/search/answer" className="form">
            <Field label={t('label')} name="q" required maxLength={300} defaultValue={question} />
            <div>
              <Button look="primary">{t('word')}</Button>
            </div>
          </form>
        </>
      ) : (
        <Answer view={view} />
      )}
    </div>
  )
}

function Answer({ view }: { readonly view: AnswerPageView }) {
  const t = useWords(answerWords)
  const { question, state, sources, lines } = view
  return (
    <>
      {state === 'worded' ? (
        <>
          <Notice tone="info">{t('marked')}</Notice>
          <Worded lines={lines} sources={sources} />
          {view.isShortened && <p className="meta">{t('shortened')}</p>}
        </>
      ) : (
        <Notice tone={state === 'dangerous' ? 'signal' : 'info'} live>
          {t(`state.${state}`)}
        </Notice>
      )}
      {sources.length > 0 && (
        <section>
          <SectionHead title={t(state === 'worded' ? 'sources' : 'found')} />
          <ol className="plain-rows answer-sources">
            {sources.map((source) => (
              <li key={source.number} value={source.number}>
                <div>
                  <a
                    className="link"
                    href={source.address}
                    data-opens={`${source.kind}:${source.id}`}
                    id={`source-${source.number}`}
                    dir="auto"
                  >
                    {source.title}
                  </a>{' '}
                  <span className="meta">{t(`kind.${source.kind}`)}</span>
                </div>
                <form method="post" action="/solved">
                  <input type="hidden" name="at" value="answer" />
                  <Button small look="plain" name="solved" value={`${source.kind}:${source.id}`}>
                    {t('solvedIt')}
                  </Button>
                </form>
              </li>
            ))}
          </ol>
        </section>
      )}
      <div className="flow">
        {(state === 'busy' || state === 'away') && (
          <form method="post" action="/search/answer">
            <input type="hidden" name="q" value={question} />
            <Button>{t('again')}</Button>
          </form>
        )}
        <LinkButton href={address('/ask', { title: question })}>{t('ask')}</LinkButton>
        <a className="link" href={address('/search', { q: question })}>
          {t('results')}
        </a>
      </div>
    </>
  )
}

/** Lines of one sentence each are steps; else it is a paragraph. */
function Worded({ lines, sources }: Pick<AnswerPageView, 'lines' | 'sources'>) {
  const t = useWords(answerWords)
  const shown = lines.map((line) =>
    line.map(({ text, sources: places }, at) => (
      <Fragment key={at}>
        {at > 0 && ' '}
        {text}
        {places.map((place) => (
          <sup key={place}>
            <a
              className="cited"
              href={sources.find(({ number }) => number === place)?.address}
              aria-label={t('source', { number: place })}
            >
              {place}
            </a>
          </sup>
        ))}
      </Fragment>
    )),
  )
  return lines.length > 1 ? (
    <ol className="prose worded" dir="auto">
      {shown.map((line, at) => (
        <li key={at}>{line}</li>
      ))}
    </ol>
  ) : (
    <p className="prose worded" dir="auto">
      {shown[0]}
    </p>
  )
}
