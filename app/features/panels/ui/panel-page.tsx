import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Radios, TextArea } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Person } from '#app/ui/person.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { REVIEW_LETTERS } from '#app/features/recognition/types.ts'
import { sentAnswer } from '../rules/answers.ts'
import { MAX_WORDS, type AskedQuestion, type PanelPageView } from '../types.ts'
import { panelWords } from '../words/panels.ts'
import { FiguresOf, Heard } from './figures.tsx'

export interface PanelPageProps {
  readonly view: PanelPageView
  readonly done: 'answered' | 'declined' | null
  readonly sentBack?: SentBack | undefined
}

/** A panel for somebody who is invited: who asks, what, until when; and afterwards what came of it. */
export function PanelPage({ view, done, sentBack }: PanelPageProps) {
  const t = useWords(panelWords)
  return (
    <div className="column stack">
      {done && !sentBack && (
        <Notice tone="good" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      <header className="stack">
        <h1 className="title" dir="auto">
          {view.title}
        </h1>
        {view.heard !== null && view.changes !== null && <Heard heard={view.heard} changes={view.changes} />}
        {view.state !== 'closed' && <Invitation view={view} />}
        {view.purpose !== '' && (
          <p className="prose-words" dir="auto">
            {view.purpose}
          </p>
        )}
        {view.lounge !== null && <Lounge lounge={view.lounge} />}
      </header>
      {view.state === 'open' && <AnswerForm view={view} sentBack={sentBack} />}
      {view.state === 'ended' && <p>{t('page.ended')}</p>}
      {view.figures !== null && <Results view={view} />}
    </div>
  )
}

function Lounge({ lounge }: { readonly lounge: NonNullable<PanelPageView['lounge']> }) {
  const t = useWords(panelWords)
  return <p>{t.rich('page.lounge', { title: lounge.title, link: (inner) => <a href={lounge.address}>{inner}</a> })}</p>
}

function Invitation({ view }: { readonly view: PanelPageView }) {
  const t = useWords(panelWords)
  const { by, words } = view.invitation
  return (
    <div className="panel-invitation">
      <p className="flow">
        {by !== null && <Person person={by} />}
        <b>{by === null ? t('page.byUs') : t('page.by', { name: by.name })}</b>
      </p>
      <p className="prose-words" dir="auto">
        {words}
      </p>
    </div>
  )
}

function AnswerForm({ view, sentBack }: { readonly view: PanelPageView; readonly sentBack: SentBack | undefined }) {
  const t = useWords(panelWords)
  const { closesAt } = view
  return (
    <form method="post" action={`/panels/${view.id}`} className="column narrow stack">
      <ErrorSummary errors={sentBack?.errors} />
      <p className="meta">
        {view.hasAnswered && `${t('page.answered')} `}
        {view.hasDeclined && `${t('page.declined')} `}
        {closesAt === null ? t('page.openEnd') : t.rich('page.until', { time: <Time at={closesAt - 1} as="stamp" /> })}
      </p>
      {view.questions.map((question) => (
        <QuestionField key={question.id} question={question} sentBack={sentBack} />
      ))}
      <p className="meta">{t('page.private')}</p>
      <p className="flow">
        <Button look="primary" name="intent" value="answer">
          {t(view.hasAnswered ? 'page.save' : 'page.send')}
        </Button>
        {!view.hasDeclined && (
          <Button look="plain" name="intent" value="decline" formNoValidate>
            {t('page.decline')}
          </Button>
        )}
      </p>
    </form>
  )
}

const MARKS = [1, 2, 3, 4, 5] as const

interface QuestionFieldProps {
  readonly question: AskedQuestion
  readonly sentBack: SentBack | undefined
}

function QuestionField({ question, sentBack }: QuestionFieldProps) {
  const t = useWords(panelWords)
  const name = `q${question.id}`
  const value = sentBack?.values ? (sentBack.values[name] ?? '') : sentAnswer(question.own)
  const hints = [
    question.isRequired ? null : t('question.optional'),
    question.kind === 'draft' ? t('question.review', { letters: REVIEW_LETTERS }) : null,
  ].filter((hint) => hint !== null)
  const said = {
    label: question.words,
    name,
    error: sentBack?.errors?.[name],
    ...(hints.length > 0 && { hint: hints.join(' · ') }),
  }
  const skip = question.isRequired ? [] : [{ value: '', words: t('skip') }]
  switch (question.kind) {
    case 'rating':
      return (
        <Radios
          {...said}
          required={question.isRequired}
          defaultValue={value}
          options={[...MARKS.map((mark) => ({ value: String(mark), words: t(`mark.${mark}`) })), ...skip]}
        />
      )
    case 'choice':
      return (
        <Radios
          {...said}
          required={question.isRequired}
          defaultValue={value}
          options={[...question.choices.map((words, place) => ({ value: String(place), words })), ...skip]}
        />
      )
    case 'text':
    case 'draft':
      return (
        <>
          {question.kind === 'draft' && <Draft draft={question.draft} />}
          <TextArea {...said} rows={4} maxLength={MAX_WORDS} required={question.isRequired} defaultValue={value} />
        </>
      )
  }
}

function Draft({ draft }: { readonly draft: AskedQuestion['draft'] }) {
  const t = useWords(panelWords)
  if (draft === null) return <p className="meta">{t('page.draft.gone')}</p>
  return (
    <details className="panel-draft">
      <summary>
        {t('page.draft')}: <span dir="auto">{draft.title}</span>
      </summary>
      <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: draft.html }} />
    </details>
  )
}

function FiguresTogether({ question, figures }: Parameters<typeof FiguresOf>[0]) {
  const t = useWords(panelWords)
  return figures ? <FiguresOf question={question} figures={figures} /> : <p className="meta">{t('results.few')}</p>
}

function Results({ view }: { readonly view: PanelPageView }) {
  const t = useWords(panelWords)
  return (
    <section>
      <SectionHead title={t('results')} />
      <p className="meta">{t('page.people', { count: view.people })}</p>
      <ol className="panel-questions">
        {view.questions.map((question) => (
          <li key={question.id}>
            <b dir="auto">{question.words}</b>
            <FiguresTogether question={question} figures={view.figures?.find((one) => one.question === question.id)} />
          </li>
        ))}
      </ol>
    </section>
  )
}
