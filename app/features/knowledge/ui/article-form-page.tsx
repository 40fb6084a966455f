import { articleFormWords } from '#app/features/knowledge/words/writing.ts'
import { useWords } from '#app/locale/react.tsx'
import { Form, useNavigation } from '@remix-run/react'
import { TagsField } from '#app/features/catalogue/ui/tags-field.tsx'
import { DraftWords } from '#app/features/composer/ui/draft-words.tsx'
import { Editor } from '#app/features/composer/ui/editor.tsx'
import type { ComposerView } from '#app/features/composer/types.ts'
import type { FieldErrors } from '#app/kernel/errors.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field, FieldError, Select, TextArea } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { NoCategory } from '#app/ui/no-category.tsx'
import { useArticleDraft } from './use-article-draft.ts'

export interface ArticleFormPageProps {
  readonly start: {
    readonly title: string
    readonly body: string
    readonly aliases: readonly string[]
    readonly tags: readonly string[]
    readonly category: string
    readonly section: string
    readonly language: string
    readonly revision: number
  }
  /** Null for a new article. */
  readonly article: { readonly id: number; readonly address: string } | null
  readonly categories: readonly { readonly slug: string; readonly name: string }[]
  readonly sections: readonly { readonly slug: string; readonly name: string; readonly category: string }[]
  /** Whoever may add a category is led to it where there is none. */
  readonly mayAddCategory?: boolean
  /** Staff may keep a draft; what members write goes to a review. */
  readonly isStaff: boolean
  readonly composer: ComposerView
  /** Who writes, so that drafts of two people on one device stay apart. */
  readonly owner: number
  /** Endings of the documents that staff may attach. */
  readonly attachable: string
  readonly errors?: FieldErrors | undefined
  readonly values?: Readonly<Record<string, string>> | undefined
  readonly previewHtml?: string | undefined
}

/** Writing an article or another revision of one. */
export function ArticleFormPage(props: ArticleFormPageProps) {
  const t = useWords(articleFormWords)
  const { start, article, isStaff, errors, previewHtml, composer } = props
  const navigation = useNavigation()
  const stored = {
    revision: String(start.revision),
    title: start.title,
    body: start.body,
    aliases: start.aliases.join('\n'),
    category: start.category,
    section: start.section,
    tags: start.tags.join(', '),
    language: start.language,
    reason: '',
  }
  const kept = composer.draft && {
    ...composer.draft.fields,
    title: composer.draft.title ?? '',
    body: composer.draft.body,
  }
  // A draft keeps the revision it began from, so that saving it later does not overwrite a newer one unseen.
  const values = {
    ...stored,
    ...(props.values ? { ...props.values, revision: stored.revision } : kept),
  }
  const draft = useArticleDraft({
    composer,
    owner: props.owner,
    isSentBack: props.values !== undefined,
    start: stored,
  })
  if (props.categories.length === 0) {
    return (
      <div className="column">
        <h1 className="hide">{t('writeAnArticle')}</h1>
        <NoCategory title={t('noArticleCanBe')} mayAdd={props.mayAddCategory === true}>
          {t('thereIsNoCategory')}
        </NoCategory>
      </div>
    )
  }
  const isSending = navigation.state !== 'idle' && navigation.formData?.get('intent') !== 'preview'
  return (
    <div className="column">
      <nav className="crumbs" aria-label={t('whereYou')}>
        <a href="/kb">{t('articles')}</a>
        {article && (
          <>
            <span aria-hidden="true">/</span>
            <a href={isStaff ? `/desk/articles/${article.id}` : article.address} dir="auto">
              {start.title}
            </a>
          </>
        )}
      </nav>
      <header className="page-h">
        <h1 className="title">
          {article ? (isStaff ? t('editThisArticle') : t('proposeAnEdit')) : t('writeAnArticle')}
        </h1>
        <p className="lead">{isStaff ? t('readersSeeItOnce') : t('staffReadItBefore')}</p>
      </header>
      <Form className="form" method="post" ref={draft.form} onInput={draft.touch}>
        <input type="hidden" name="revision" defaultValue={values.revision} key={values.revision} />
        <ErrorSummary errors={errors} />
        {draft.restored !== null && (
          <p className="meta" role="status">
            {t.rich('aDraftOfYours', {
              time: <Time at={draft.restored} />,
              discard: (inner) => (
                <button type="button" className="linky under" onClick={draft.discard}>
                  {inner}
                </button>
              ),
            })}
          </p>
        )}
        <Field
          label={t('theTitle')}
          name="title"
          hint={t('asSomebodyWouldAsk')}
          defaultValue={values.title}
          error={errors?.['title']}
          maxLength={200}
          dir="auto"
        />
        <TextArea
          label={t('alsoAskedAs')}
          name="aliases"
          hint={t('otherPhrasingsOne')}
          defaultValue={values.aliases}
          error={errors?.['aliases']}
        />
        <div className={errors?.['body'] ? 'field bad' : 'field'}>
          <label htmlFor="f-body" id="f-body-label">
            {t('theText')}
          </label>
          <span className="hint" id="f-body-hint">
            {t.rich('howPartsAreWritten', { code: (inner) => <code>{inner}</code> })}
          </span>
          <Editor
            ref={draft.editor}
            id="f-body"
            labelledBy="f-body-label"
            describedBy={errors?.['body'] ? 'f-body-error' : 'f-body-hint'}
            defaultValue={values.body}
            invalid={errors?.['body'] !== undefined}
            maxBytes={composer.maxBytes}
            onText={draft.touch}
            attaches={isStaff ? props.attachable : undefined}
            as="article"
            tall
          />
          {errors?.['body'] && <FieldError id="f-body-error">{errors['body']}</FieldError>}
        </div>
        {previewHtml !== undefined && (
          <div className="preview-part article">
            <p className="meta">{t('howItWillLook')}</p>
            <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: previewHtml }} />
          </div>
        )}
        <Select
          label={t('category')}
          name="category"
          hint={t('whoMayRead')}
          options={props.categories.map((one) => ({ value: one.slug, words: one.name }))}
          defaultValue={values.category}
          error={errors?.['category']}
        />
        {props.sections.length > 0 && (
          <Select
            label={t('section')}
            name="section"
            options={[
              { value: '', words: t('none') },
              ...props.sections.map((one) => ({
                value: one.slug,
                words: `${one.category}: ${one.name}`,
              })),
            ]}
            defaultValue={values.section}
            error={errors?.['section']}
          />
        )}
        <TagsField hint={t('withCommasBetweenThem')} defaultValue={values.tags} error={errors?.['tags']} />
        {isStaff && (
          <Field
            label={t('language')}
            name="language"
            defaultValue={values.language}
            error={errors?.['language']}
            maxLength={8}
          />
        )}
        <Field
          label={t('whatChangedAndWhy')}
          name="reason"
          hint={t('whoeverReviewsItReads')}
          defaultValue={values.reason}
          error={errors?.['reason']}
          maxLength={500}
        />
        <div className="form-acts">
          {isStaff ? (
            <>
              <Button look="primary" name="intent" value="save" busy={isSending} busyWord={t('saving')} data-post>
                {t('saveTheDraft')}
              </Button>
              <Button name="intent" value="submit">
                {t('saveAndSubmit')}
              </Button>
            </>
          ) : (
            <Button look="primary" name="intent" value="submit" busy={isSending} busyWord={t('sending')} data-post>
              {t('sendToTheReview')}
            </Button>
          )}
          <Button look="plain" name="intent" value="preview">
            {t('preview')}
          </Button>
          <DraftWords id="article-draft" state={draft.state} hint={t('keptAsADraft')} />
        </div>
      </Form>
    </div>
  )
}
