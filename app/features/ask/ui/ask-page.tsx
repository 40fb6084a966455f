import { Form, useNavigation } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { TagsField } from '#app/features/catalogue/ui/tags-field.tsx'
import { DraftWords } from '#app/features/composer/ui/draft-words.tsx'
import { Editor, type EditorHandle } from '#app/features/composer/ui/editor.tsx'
import { useDraft, type Draft } from '#app/features/composer/ui/use-draft.ts'
import { THREAD_KINDS, type ThreadKind } from '#app/features/forum/types.ts'
import type { SentBack } from '#app/ui/sent-back.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox, ErrorSummary, Field, FieldError, Radios, Select } from '#app/ui/field.tsx'
import { Icon, Well } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import { NoCategory } from '#app/ui/no-category.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { counted } from '#app/ui/words.ts'
import type { AskCategory, AskPageView } from '../types.ts'

export interface AskPageProps {
  readonly view: AskPageView
  /** Who asks, so that drafts of two people on one device stay apart. */
  readonly owner: number
  readonly sentBack?: SentBack
}

const KIND_WORDS: Readonly<Record<ThreadKind, { readonly words: string; readonly hint: string }>> = {
  question: {
    words: 'I want to know something',
    hint: 'A question. Somebody answers; you say what solved it.',
  },
  problem: {
    words: 'Something does not work',
    hint: 'A problem. Others can say that they have it too.',
  },
  idea: { words: 'Something could be better', hint: 'An idea, with replies instead of answers.' },
  praise: {
    words: 'Something is good as it is',
    hint: 'Praise. It reaches the people who made it.',
  },
}

/** Three parts without a wizard: the title and what may already help, the details, where it belongs. */
export function AskPage({ view, owner, sentBack }: AskPageProps) {
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
        <h1 className="hide">Ask</h1>
        <NoCategory title="Nobody can ask here yet." mayAdd={view.mayAddCategory}>
          There is no category for a question.
        </NoCategory>
      </div>
    )
  }

  return (
    <div className="column">
      <header className="page-h">
        <h1 className="title">What do you want to ask?</h1>
        <p className="lead">Whoever has the same problem next will find it by your words.</p>
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
        <ErrorSummary errors={errors} />
        {restored !== null && (
          <p className="meta" role="status">
            A draft of yours, kept <Time at={restored} />.{' '}
            <button type="button" className="linky under" onClick={discard}>
              Throw it away
            </button>
          </p>
        )}
        {view.found.length > 0 && <FoundPersonal found={view.found} />}
        <div className="part">
          <Field
            label="The title"
            name="title"
            hint="One sentence, as you would say it to a friend."
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
              Continue
            </Button>
          </p>
        </div>
        <div className="part later">
          <div className={errors?.['body'] ? 'field bad' : 'field'}>
            <label htmlFor="f-body" id="f-body-label">
              The details
            </label>
            <span className="hint" id="f-body-hint">
              What you did, what happened, what you tried. Leave out names, numbers and passwords.
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
              <p className="meta">How it will look</p>
              <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: sentBack.previewHtml }} />
            </div>
          )}
        </div>
        <div className="part later">
          <SectionHead title="Where it belongs" />
          <Select
            label="Category"
            name="category"
            hint="Where helpers will look for it."
            error={errors?.['category']}
            defaultValue={category}
            onChange={(event) => setCategory(event.currentTarget.value)}
            options={[
              { value: '', words: 'Choose one' },
              ...view.categories.map((one) => ({ value: one.slug, words: one.name })),
            ]}
          />
          <Radios
            label="What it is"
            name="kind"
            defaultValue={values['kind'] ?? 'question'}
            error={errors?.['kind']}
            options={THREAD_KINDS.map((kind) => ({ value: kind, ...KIND_WORDS[kind] }))}
          />
          <TagsField
            hint="Up to six, with commas between them: a product, a version, a part of it."
            defaultValue={values['tags'] ?? ''}
            error={errors?.['tags']}
          />
          <Checkbox
            label="Only you and staff can read it"
            name="private"
            hint="For what names you or your account. Other members cannot help you there, and nobody finds it later."
            defaultChecked={values['private'] === '1'}
          />
        </div>
        <div className="part later">
          <ChosenPromise chosen={chosen} />
          <div className="form-acts">
            <Button look="primary" name="intent" value="post" busy={asking} busyWord="Posting" data-post>
              Post
            </Button>
            <DraftWords
              id="ask-draft"
              state={draft.state}
              hint="Kept as a draft while you write, also on your other devices."
            />
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
  return (
    <section aria-label="May already help">
      <p className="meta" role="status">
        {foundWords(view.similar)} may already help:
      </p>
      <ul className="side-list">
        {view.similar.map((thread) => (
          <li key={thread.address}>
            <Well state={thread.state} />
            <span>
              <a href={thread.address} dir="auto">
                {thread.title}
              </a>{' '}
              <span className="meta">{similarWords(thread)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function similarWords({ state, answerCount }: AskPageView['similar'][number]): string {
  if (state === 'covered') return 'article'
  return answerCount === 0 ? 'no answer yet' : counted(answerCount, 'answer')
}

function foundWords(rows: AskPageView['similar']): string {
  const articles = rows.filter((row) => row.state === 'covered').length
  const threads = rows.length - articles
  return [
    ...(articles > 0 ? [counted(articles, 'article')] : []),
    ...(threads > 0 ? [counted(threads, 'thread')] : []),
  ].join(' and ')
}

function FoundPersonal({ found }: { readonly found: AskPageView['found'] }) {
  return (
    <Notice tone="signal" icon="private" live>
      {/* It stops once: whoever posts again has read it. */}
      <input type="hidden" name="seen" value="1" />
      <b>This would be public.</b> It seems to hold something that is yours alone:
      <ul>
        {found.map(({ what, quote }) => (
          <li key={`${what} ${quote}`}>
            {what}: <q>{quote}</q>
          </li>
        ))}
      </ul>
      <span className="flow">
        <Button small name="private" value="1">
          Ask privately instead
        </Button>
        <span className="meta">Or take it out below, and post again. Posted again as it is, it will be public.</span>
      </span>
    </Notice>
  )
}

function ChosenPromise({ chosen }: { readonly chosen: AskCategory | undefined }) {
  if (!chosen?.promise) return null
  return (
    <div className="promise">
      <Icon name="clock" />
      <p>
        <b>{chosen.name}:</b> {chosen.promise}
      </p>
    </div>
  )
}
