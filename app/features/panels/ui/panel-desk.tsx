import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { Checkbox, ErrorSummary, Field, Select, TextArea, type Option } from '#app/ui/field.tsx'
import { Person } from '#app/ui/person.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { QUESTION_KINDS, type PanelDeskView } from '../types.ts'
import { panelWords } from '../words/panels.ts'
import { FiguresOf, Heard } from './figures.tsx'
import { PanelForm } from './panel-form.tsx'

export interface PanelDeskProps {
  readonly view: PanelDeskView
  readonly values: Readonly<Record<string, string>>
  readonly levels: readonly Option[]
  readonly sentBack?: SentBack | undefined
}

/** One panel for staff, in the order of its life: questions, invitations, opening, answers, what was heard. */
export function PanelDesk({ view, values, levels, sentBack }: PanelDeskProps) {
  const intent = sentBack?.values?.['intent']
  const backTo = (name: string): SentBack | undefined => (intent === name ? sentBack : undefined)
  const known = ['save', 'ask', 'invite', 'close'].includes(intent ?? '')
  return (
    <div className="stack">
      {!known && <ErrorSummary errors={sentBack?.errors} />}
      {view.heard !== null && view.changes !== null && <Heard heard={view.heard} changes={view.changes} />}
      {view.state === 'draft' && <Opening view={view} />}
      {(view.state === 'ended' || view.state === 'open') && view.people.some(({ state }) => state === 'answered') && (
        <Closing view={view} sentBack={backTo('close')} />
      )}
      <Questions view={view} sentBack={backTo('ask')} />
      <People view={view} />
      {(view.state === 'draft' || view.state === 'open') && (
        <Inviting key={view.people.length} view={view} levels={levels} sentBack={backTo('invite')} />
      )}
      {view.state === 'draft' && (
        <PanelForm action={`/desk/panels/${view.id}`} values={values} isNew={false} sentBack={backTo('save')} />
      )}
    </div>
  )
}

interface PartProps {
  readonly view: PanelDeskView
  readonly sentBack?: SentBack | undefined
}

function Opening({ view }: PartProps) {
  const t = useWords(panelWords)
  if (view.questions.length === 0 || view.people.length === 0) return null
  return (
    <form method="post" action={`/desk/panels/${view.id}`} className="stack tight">
      <p>{t('open.text')}</p>
      <p>
        <Button look="primary" name="intent" value="open">
          {t('open')}
        </Button>
      </p>
    </form>
  )
}

function Closing({ view, sentBack }: PartProps) {
  const t = useWords(panelWords)
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  return (
    <section>
      <SectionHead title={t('close')} />
      <form method="post" action={`/desk/panels/${view.id}`} className="column narrow stack">
        <ErrorSummary errors={sentBack?.errors} />
        <p>{t('close.lead')}</p>
        <TextArea
          label={t('heard')}
          name="heard"
          rows={5}
          maxLength={8000}
          required
          defaultValue={values['heard']}
          error={errors['heard']}
        />
        <TextArea
          label={t('changes')}
          name="changes"
          rows={5}
          maxLength={8000}
          required
          defaultValue={values['changes']}
          error={errors['changes']}
        />
        <p>
          <Button look="primary" name="intent" value="close">
            {t('close')}
          </Button>
        </p>
      </form>
    </section>
  )
}

function Questions({ view, sentBack }: PartProps) {
  const t = useWords(panelWords)
  const isDraft = view.state === 'draft'
  const hasAnswers = view.figures.some(({ answers }) => answers > 0)
  return (
    <section>
      <SectionHead
        title={t(isDraft ? 'questions' : 'results')}
        {...(hasAnswers && { link: { href: `/desk/panels/${view.id}/answers.csv`, words: t('results.file') } })}
      />
      {view.questions.length === 0 && <p className="meta">{t('questions.none')}</p>}
      <ol className="panel-questions">
        {view.questions.map((question) => (
          <li key={question.id}>
            <p>
              <b dir="auto">{question.words}</b>{' '}
              <span className="meta">
                {t(`kind.${question.kind}`)} · {t(question.isRequired ? 'question.required' : 'question.optional')}
                {question.articleId !== null && (
                  <>
                    {' · '}
                    <a href={`/desk/articles/${question.articleId}`}>{t('page.draft')}</a>
                  </>
                )}
              </span>
            </p>
            {isDraft && question.choices.length > 0 && <p className="meta">{question.choices.join(' · ')}</p>}
            {!isDraft && (
              <FiguresOf question={question} figures={view.figures.find((one) => one.question === question.id)} />
            )}
            {view.said
              .filter((one) => one.question === question.id)
              .map((one) => (
                <p key={one.person.id} className="panel-said">
                  <a href={`/members/${one.person.handle}`}>{t('result.by', { name: one.person.name })}</a>{' '}
                  <span className="prose-words" dir="auto">
                    {one.words}
                  </span>
                </p>
              ))}
            {isDraft && (
              <form method="post" action={`/desk/panels/${view.id}`}>
                <input type="hidden" name="remove" value={question.id} />
                <Button
                  small
                  look="plain"
                  name="intent"
                  value="remove"
                  aria-label={t('question.remove', { words: question.words })}
                >
                  {t('remove')}
                </Button>
              </form>
            )}
          </li>
        ))}
      </ol>
      {/* A new form for each next question: what was taken does not stay in it. */}
      {isDraft && <NewQuestion key={view.questions.length} view={view} sentBack={sentBack} />}
    </section>
  )
}

function NewQuestion({ view, sentBack }: PartProps) {
  const t = useWords(panelWords)
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors ?? {}
  return (
    <form method="post" action={`/desk/panels/${view.id}`} className="column narrow stack">
      <ErrorSummary errors={sentBack?.errors} />
      <h3>{t('question.add')}</h3>
      <Field
        label={t('question.words')}
        name="question"
        maxLength={500}
        required
        dir="auto"
        defaultValue={values['question']}
        error={errors['question']}
      />
      <Select
        label={t('question.kind')}
        name="kind"
        defaultValue={values['kind']}
        error={errors['kind']}
        options={QUESTION_KINDS.map((kind) => ({ value: kind, words: t(`kind.${kind}`) }))}
      />
      <TextArea
        label={t('question.choices')}
        hint={t('question.choices.hint')}
        name="choices"
        defaultValue={values['choices']}
        error={errors['choices']}
      />
      <Field
        label={t('question.article')}
        hint={t('question.article.hint')}
        name="article"
        inputMode="numeric"
        defaultValue={values['article']}
        error={errors['article']}
      />
      <Checkbox label={t('question.required')} name="required" defaultChecked={values['required'] === '1'} />
      <p>
        <Button name="intent" value="ask">
          {t('question.add')}
        </Button>
      </p>
    </form>
  )
}

function People({ view }: PartProps) {
  const t = useWords(panelWords)
  return (
    <section>
      <SectionHead title={t('people')} />
      {view.people.length === 0 && <p className="meta">{t('people.none')}</p>}
      <ul className="plain-rows">
        {view.people.map(({ person, state, thread }) => (
          <li key={person.id} className="flow">
            <Person person={person} />
            <a href={`/members/${person.handle}`} dir="auto">
              {person.name}
            </a>
            <span className="meta">{t(`person.${state}`)}</span>
            {thread !== null && (
              <a className="meta" href={`/t/${thread}`}>
                {t('person.thread')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Inviting({ view, levels, sentBack }: PartProps & { readonly levels: readonly Option[] }) {
  const t = useWords(panelWords)
  const values = sentBack?.values ?? { words: view.invitation }
  const errors = sentBack?.errors ?? {}
  return (
    <section>
      <SectionHead title={t('invite')} />
      <form method="post" action={`/desk/panels/${view.id}`} className="column narrow stack">
        <ErrorSummary errors={sentBack?.errors} />
        <Field label={t('invite.handles')} name="handles" defaultValue={values['handles']} error={errors['handles']} />
        <Select
          label={t('invite.level')}
          name="level"
          defaultValue={values['level']}
          error={errors['level']}
          options={levels}
        />
        <TextArea
          label={t('invite.words')}
          name="words"
          rows={4}
          maxLength={2000}
          required
          defaultValue={values['words']}
          error={errors['words']}
        />
        {view.state === 'draft' && <p className="meta">{t('invite.later')}</p>}
        <p>
          <Button name="intent" value="invite">
            {t('invite.act')}
          </Button>
        </p>
      </form>
    </section>
  )
}
