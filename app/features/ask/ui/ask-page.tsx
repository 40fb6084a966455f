import { Form, useNavigation } from '@remix-run/react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { TagsField } from '#app/features/catalogue/ui/tags-field.tsx'
import { DraftWords } from '#app/features/composer/ui/draft-words.tsx'
import { Editor, type EditorHandle } from '#app/features/composer/ui/editor.tsx'
import { useDraft, type Draft } from '#app/features/composer/ui/use-draft.ts'
import { THREAD_KINDS } from '#app/features/forum/types.ts'
import { useWords, type PageSpeaker } from '#app/locale/react.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox, ErrorSummary, Field, FieldError, Radios, Select } from '#app/ui/field.tsx'
import { Icon, Well } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import { NoCategory } from '#app/ui/no-category.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { AskCategory, AskPageView } from '../types.ts'
import { askWords } from '../words/ask.ts'

export interface AskPageProps {
  readonly view: AskPageView
  /** Who asks, so that drafts of two people on one device stay apart. */
  readonly owner: number
  readonly sentBack?: SentBack
}

/** Three parts without a wizard: the title and what may already help, the details, where it belongs. */
export function AskPage({ view, owner, sentBack }: AskPageProps) {
  const t = useWords(askWords)
  const editor = useRef<EditorHandle>(null)
  const form = useRef<HTMLFormElement>(null)
  const navigation = useNavigation()
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors
  const [only, ...others] = view.categories
  const given = values['category'] ?? ''
  const isOnly = only !== undefined && others.length === 0 && given === ''
  const [category, setCategory] = useState(isOnly ? only.slug : given)
  const [restored, setRestored] = useState(view.composer.draft?.savedAt ?? null)
  const restore = ({ body, title: words, savedAt }: Draft) => {
    if (body.trim() === '' && !words) return
    editor.current?.write(body)
    const title = titleOf(form.current)
    if (title && words && title.value === '') title.value = words
    setRestored(savedAt)
  }
  const draft = useDraft({
    draftKey: view.composer.draftKey,
    owner,
    keptAt: view.composer.draft?.savedAt ?? null,
    read: () => ({ body: editor.current?.read() ?? '', title: titleOf(form.current)?.value ?? '' }),
    onNewer: values['body'] === undefined ? restore : undefined,
  })
  const asking = navigation.formAction !== undefined && isAsk(navigation.formAction)
  const posted = asking && navigation.state === 'loading' && navigation.location.pathname.startsWith('/t/')
  const chosen = view.categories.find((one) => one.slug === category)

  const { hold, refused, posted: forget } = draft
  useEffect(() => {
    if (posted) forget()
    else if (asking) hold()
    else refused()
  }, [posted, asking, forget, hold, refused])

  const discard = () => {
    draft.discard()
    editor.current?.write('')
    const title = titleOf(form.current)
    if (title) title.value = ''
    setRestored(null)
  }

  if (view.categories.length === 0) {
    return (
      <div className="column">
        <h1 className="hide">{t('meta')}</h1>
        <NoCategory title={t('none.title')} mayAdd={view.mayAddCategory}>
          {t('none.text')}
        </NoCategory>
      </div>
    )
  }

  return (
    <div className="column">
      <header className="page-h">
        <h1 className="title">{t('title')}</h1>
        <p className="lead">{t('lead')}</p>
      </header>
      <Form
        className="form ask"
        method="post"
        action="/ask"
        ref={form}
        data-step={view.step}
        onSubmit={(event) => {
          if (asking) event.preventDefault()
        }}
      >
        <input type="hidden" name="key" value={view.composer.key} />
        <input type="hidden" name="at" value={view.step === 'title' ? 'suggestion' : 'ask'} />
        <ErrorSummary errors={errors} />
        {restored !== null && (
          <p className="meta" role="status">
            {t.rich('draft', {
              time: <Time at={restored} />,
              discard: (inner) => (
                <button type="button" className="linky under" onClick={discard}>
                  {inner}
                </button>
              ),
            })}
          </p>
        )}
        {view.found.length > 0 && <FoundPersonal found={view.found} />}
        <div className="part">
          <Field
            label={t('field.title')}
            name="title"
            hint={t('field.title.hint')}
            defaultValue={values['title'] || (view.composer.draft?.title ?? '')}
            error={errors?.['title']}
            maxLength={200}
            autoComplete="off"
            dir="auto"
            data-similar="similar"
            onInput={draft.touch}
          />
          <div id="similar" className="similar" suppressHydrationWarning dangerouslySetInnerHTML={{ __html: '' }} />
          {view.similar.length > 0 && <Similar view={view} />}
          <p className="only-paper">
            <Button name="intent" value="continue" formNoValidate>
              {t('continue')}
            </Button>
          </p>
        </div>
        <div className="part later">
          <div className={errors?.['body'] ? 'field bad' : 'field'}>
            <label htmlFor="f-body" id="f-body-label">
              {t('field.body')}
            </label>
            <span className="hint" id="f-body-hint">
              {t('field.body.hint')}
            </span>
            <Editor
              ref={editor}
              id="f-body"
              labelledBy="f-body-label"
              describedBy={errors?.['body'] ? 'f-body-error f-body-hint' : 'f-body-hint'}
              defaultValue={values['body'] ?? view.composer.draft?.body ?? ''}
              invalid={errors?.['body'] !== undefined}
              maxBytes={view.composer.maxBytes}
              onText={draft.touch}
              tall
            />
            {errors?.['body'] && <FieldError id="f-body-error">{errors['body']}</FieldError>}
          </div>
          {sentBack?.previewHtml !== undefined && (
            <div className="preview-part">
              <p className="meta">{t('preview')}</p>
              <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: sentBack.previewHtml }} />
            </div>
          )}
        </div>
        <div className="part later">
          <SectionHead title={t('where')} />
          <Select
            label={t('category')}
            name="category"
            hint={t('category.hint')}
            error={errors?.['category']}
            defaultValue={category}
            onChange={(event) => setCategory(event.currentTarget.value)}
            options={[
              { value: '', words: t('category.choose') },
              ...view.categories.map((one) => ({ value: one.slug, words: one.name })),
            ]}
          />
          <Radios
            label={t('kind')}
            name="kind"
            defaultValue={values['kind'] ?? 'question'}
            error={errors?.['kind']}
            options={THREAD_KINDS.map((kind) => ({
              value: kind,
              words: t(`kind.${kind}`),
              hint: t(`kind.${kind}.hint`),
            }))}
          />
          <TagsField hint={t('tags.hint')} defaultValue={values['tags'] ?? ''} error={errors?.['tags']} />
          <Checkbox
            label={t('private')}
            name="private"
            hint={t('private.hint')}
            defaultChecked={values['private'] === '1'}
          />
        </div>
        <div className="part later">
          <ChosenPromise chosen={chosen} />
          <div className="form-acts">
            <Button look="primary" name="intent" value="post" busy={asking} busyWord={t('posting')} data-post>
              {t('post')}
            </Button>
            <DraftWords id="ask-draft" state={draft.state} hint={t('draft.hint')} />
          </div>
        </div>
      </Form>
    </div>
  )
}

function titleOf(form: HTMLFormElement | null): HTMLInputElement | null {
  const field = form?.elements.namedItem('title')
  return field instanceof HTMLInputElement ? field : null
}

function isAsk(formAction: string): boolean {
  return formAction === '/ask' || formAction.startsWith('/ask?')
}

function Similar({ view }: { readonly view: AskPageView }) {
  const t = useWords(askWords)
  return (
    <section aria-label={t('similar')}>
      <p className="meta" role="status">
        {foundWords(view.similar, t)}
      </p>
      <ul className="side-list">
        {view.similar.map((thread) => (
          <li key={thread.address}>
            <Well state={thread.state} />
            <span>
              <a href={thread.address} dir="auto">
                {thread.title}
              </a>{' '}
              <SimilarFacts {...thread} />{' '}
              <button
                className="linky under"
                formAction="/solved"
                formMethod="post"
                formNoValidate
                name="solved"
                value={`${thread.state === 'covered' ? 'article' : 'thread'}:${thread.id}`}
              >
                {t('similar.solved')}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function SimilarFacts({ state, answerCount }: AskPageView['similar'][number]) {
  const t = useWords(askWords)
  return (
    <span className="meta">
      {state === 'covered' ? t('similar.article') : t('similar.answers', { count: answerCount })}
    </span>
  )
}

function foundWords(rows: AskPageView['similar'], t: PageSpeaker<typeof askWords.messages>): string {
  const articles = rows.filter((row) => row.state === 'covered').length
  const threads = rows.length - articles
  if (threads === 0) return t('similar.articles', { articles })
  return articles === 0 ? t('similar.threads', { threads }) : t('similar.both', { articles, threads })
}

function FoundPersonal({ found }: { readonly found: AskPageView['found'] }) {
  const t = useWords(askWords)
  return (
    <Notice tone="signal" icon="private" live>
      {/* It stops once: whoever posts again has read it. */}
      <input type="hidden" name="seen" value="1" />
      {t.rich('found', { b: bold })}
      <ul>
        {found.map(({ kind, quote }) => (
          <li key={`${kind} ${quote}`}>{t.rich(`found.${kind}`, { quote, q: (inner) => <q>{inner}</q> })}</li>
        ))}
      </ul>
      <span className="flow">
        <Button small name="private" value="1">
          {t('found.privately')}
        </Button>
        <span className="meta">{t('found.public')}</span>
      </span>
    </Notice>
  )
}

const bold = (inner: ReactNode) => <b>{inner}</b>

function ChosenPromise({ chosen }: { readonly chosen: AskCategory | undefined }) {
  const t = useWords(askWords)
  if (!chosen?.promise) return null
  return (
    <div className="promise">
      <Icon name="clock" />
      <p>{t.rich('promise', { b: bold, category: chosen.name, promise: chosen.promise })}</p>
    </div>
  )
}
