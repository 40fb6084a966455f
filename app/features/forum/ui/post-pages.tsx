import { Form, useNavigation } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { PersonLink } from '#app/features/catalogue/ui/person-link.tsx'
import { TagsField } from '#app/features/catalogue/ui/tags-field.tsx'
import { DraftWords } from '#app/features/composer/ui/draft-words.tsx'
import { Editor, type EditorHandle } from '#app/features/composer/ui/editor.tsx'
import { SureToPost } from '#app/features/composer/ui/sure-to-post.tsx'
import { useDraft } from '#app/features/composer/ui/use-draft.ts'
import { useWords } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Diff } from '#app/ui/diff.tsx'
import { Checkbox, ErrorSummary, Field, FieldError, Radios, TextArea } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Person } from '#app/ui/person.tsx'
import type { ComposerView } from '#app/features/composer/types.ts'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { EditPostView, HiddenView, PostAboutView, RevisionView } from '../types.ts'
import { postWords } from '../words/posts.ts'
import { PostWords } from './post-words.tsx'

/** Where a page about one post leads back to. */
export function BackToThread({ address, title }: { readonly address: string; readonly title: string }) {
  const t = useWords(postWords)
  return (
    <nav className="crumbs" aria-label={t('crumbs')}>
      <a href="/threads">{t('threads')}</a>
      <span aria-hidden="true">/</span>
      <a href={address} dir="auto">
        {title}
      </a>
    </nav>
  )
}

export interface EditPostPageProps {
  readonly view: EditPostView
  readonly composer: ComposerView
  readonly owner: number
  readonly sentBack?: SentBack
}

/** A post again as one wrote it, with room to say why it changes. */
export function EditPostPage({ view, composer, owner, sentBack }: EditPostPageProps) {
  const t = useWords(postWords)
  const whose = view.othersPost ? 'other' : 'own'
  const editor = useRef<EditorHandle>(null)
  const navigation = useNavigation()
  const values = sentBack?.values ?? {}
  const errors = sentBack?.errors
  const action = `/posts/${view.id}/edit`
  const draft = useDraft({
    draftKey: composer.draftKey,
    owner,
    keptAt: composer.draft?.savedAt ?? null,
    read: () => ({ body: editor.current?.read() ?? '' }),
  })
  const saving = navigation.formAction?.startsWith(action) === true
  const saved = saving && navigation.state === 'loading' && navigation.location.pathname.startsWith('/t/')

  const { hold, refused, posted } = draft
  useEffect(() => {
    if (saved) posted()
    else if (saving) hold()
    else refused()
  }, [saved, saving, posted, hold, refused])

  return (
    <div className="column">
      <BackToThread address={view.address} title={view.threadTitle} />
      <header className="page-h">
        <h1 className="title">{t(`edit.${whose}.${view.kind}`)}</h1>
        <p className="lead">
          {t.rich('edit.lead', {
            link: (inner) => (
              <a className="link" href={`/posts/${view.id}/history`}>
                {inner}
              </a>
            ),
          })}
        </p>
      </header>
      <Form className="form" method="post" action={action}>
        <input type="hidden" name="revision" value={view.revision} />
        <ErrorSummary errors={errors} />
        {composer.draft && <Notice>{t.rich('edit.draft', { time: <Time at={composer.draft.savedAt} /> })}</Notice>}
        {view.title !== null && (
          <Field
            label={t('title')}
            name="title"
            defaultValue={values['title'] ?? view.title}
            error={errors?.['title']}
            maxLength={200}
            dir="auto"
          />
        )}
        <div className={errors?.['body'] ? 'field bad' : 'field'}>
          <label htmlFor="f-body" id="f-body-label">
            {t('text')}
          </label>
          <Editor
            ref={editor}
            id="f-body"
            labelledBy="f-body-label"
            {...(errors?.['body'] && { describedBy: 'f-body-error' })}
            defaultValue={values['body'] ?? composer.draft?.body ?? view.body}
            invalid={errors?.['body'] !== undefined}
            maxBytes={composer.maxBytes}
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
        {view.tags !== null && (
          <TagsField
            hint={t('tags.hint')}
            defaultValue={values['tags'] ?? view.tags.join(', ')}
            error={errors?.['tags']}
          />
        )}
        <Field
          label={t(`why.${whose}`)}
          name="reason"
          hint={t(`why.${whose}.hint`)}
          defaultValue={values['reason'] ?? ''}
          error={errors?.['reason']}
          required={view.othersPost}
          maxLength={200}
        />
        <SureToPost sentBack={sentBack} />
        <div className="form-acts">
          <Button look="primary" name="intent" value="save" busy={saving} busyWord={t('saving')} data-post>
            {t('save')}
          </Button>
          <LinkButton href={view.address} look="plain">
            {t('leave')}
          </LinkButton>
          <DraftWords id="edit-draft" state={draft.state} hint="" />
        </div>
      </Form>
    </div>
  )
}

export interface CommentPageProps {
  readonly postId: number
  readonly threadTitle: string
  readonly address: string
  /** Idempotency key of this sending. */
  readonly formKey: string
  readonly mayAskDetails: boolean
  readonly sentBack?: SentBack
}

/** A comment that was refused, as it was typed. */
export function CommentPage({ postId, threadTitle, address, formKey, mayAskDetails, sentBack }: CommentPageProps) {
  const t = useWords(postWords)
  const values = sentBack?.values ?? {}
  return (
    <div className="column narrow">
      <BackToThread address={address} title={threadTitle} />
      <h1 className="title page-h">{t('comment.title')}</h1>
      <form className="form" method="post" action={`/posts/${postId}/comments`}>
        <input type="hidden" name="key" value={formKey} />
        <ErrorSummary errors={sentBack?.errors} />
        <TextArea
          label={t('comment.label')}
          name="body"
          rows={5}
          defaultValue={values['body'] ?? ''}
          error={sentBack?.errors?.['body']}
        />
        {mayAskDetails && (
          <Checkbox
            label={t('comment.asks')}
            name="asks"
            hint={t('comment.asks.hint')}
            defaultChecked={values['asks'] === '1'}
          />
        )}
        <SureToPost sentBack={sentBack} />
        <div className="form-acts">
          <Button look="primary" data-post>
            {t('comment.add')}
          </Button>
          <LinkButton href={address} look="plain">
            {t('back')}
          </LinkButton>
        </div>
      </form>
    </div>
  )
}

export interface HistoryPageProps {
  readonly post: PostAboutView
  /** Newest first. */
  readonly revisions: readonly RevisionView[]
}

/** What a post said before, and what each change did. */
export function HistoryPage({ post, revisions }: HistoryPageProps) {
  const t = useWords(postWords)
  return (
    <div className="column">
      <BackToThread address={post.address} title={post.threadTitle} />
      <header className="page-h">
        <h1 className="title">{t(`history.${post.kind}`)}</h1>
        <p className="lead">{t('history.lead')}</p>
      </header>
      <ol>
        {revisions.map((revision, at) => (
          <li className="revision" key={revision.number} id={`r${revision.number}`}>
            <p className="byline">
              <Person person={revision.by} />
              <PersonLink person={revision.by} />
              <span className="meta">
                {revision.number === 1 ? t('history.first') : t('history.change', { number: revision.number - 1 })}
              </span>
              <Time at={revision.at} />
            </p>
            {revision.reason !== null && <p className="lead">{revision.reason}</p>}
            {revision.title && <Diff pieces={revision.title} />}
            {post.html === null ? (
              <PostWords html={null} />
            ) : (
              <Diff pieces={revision.body} whole={at === revisions.length - 1} />
            )}
          </li>
        ))}
      </ol>
      <a className="more" href={post.address}>
        {t('history.back')}
      </a>
    </div>
  )
}

/** A post as it stands, on a page that is about it. */
export function PostQuoted({ post }: { readonly post: PostAboutView }) {
  return (
    <div className="stone">
      <p className="byline">
        <Person person={post.author} />
        <PersonLink person={post.author} />
        <Time at={post.createdAt} />
      </p>
      <PostWords html={post.html} />
    </div>
  )
}

export interface FlagPageProps {
  readonly post: PostAboutView
  readonly sentBack?: SentBack
}

const FLAG_REASONS = ['spam', 'abuse', 'personal-data', 'wrong', 'other'] as const

/** A member reports that a post breaks the rules. */
export function FlagPage({ post, sentBack }: FlagPageProps) {
  const t = useWords(postWords)
  const errors = sentBack?.errors
  return (
    <div className="column narrow">
      <BackToThread address={post.address} title={post.threadTitle} />
      <header className="page-h">
        <h1 className="title">{t('flag.title')}</h1>
        <p className="lead">{t('flag.lead')}</p>
      </header>
      <div className="form">
        <PostQuoted post={post} />
        <form className="form" method="post" action={`/posts/${post.id}/flag`}>
          <ErrorSummary errors={errors} />
          <Radios
            label={t('flag.reason')}
            name="reason"
            required
            defaultValue={sentBack?.values?.['reason']}
            error={errors?.['reason']}
            options={FLAG_REASONS.map((reason) => ({
              value: reason,
              words: t(`flag.${reason}`),
              hint: t(`flag.${reason}.hint`),
            }))}
          />
          <TextArea
            label={t('flag.note')}
            name="note"
            hint={t('flag.note.hint')}
            defaultValue={sentBack?.values?.['note'] ?? ''}
            error={errors?.['note']}
          />
          <div className="form-acts">
            <Button look="primary">{t('flag.send')}</Button>
            <LinkButton href={post.address} look="plain">
              {t('back')}
            </LinkButton>
          </div>
        </form>
      </div>
    </div>
  )
}

export interface VisibilityPageProps {
  readonly post: PostAboutView
  readonly sentBack?: SentBack
}

/** Staff hide a post, or bring it back: two words and a reason. */
export function VisibilityPage({ post, sentBack }: VisibilityPageProps) {
  const t = useWords(postWords)
  const change = post.hidden === null ? 'hide' : 'restore'
  return (
    <div className="column narrow">
      <BackToThread address={post.address} title={post.threadTitle} />
      <header className="page-h">
        <h1 className="title">{t(`${change}.${post.kind}`)}</h1>
        <p className="lead">{t(`${change}.lead`)}</p>
      </header>
      <div className="form">
        {post.hidden && (
          <Notice tone="signal" icon="hidden">
            <HiddenBy hidden={post.hidden} />
          </Notice>
        )}
        <PostQuoted post={post} />
        <form className="form" method="post" action={`/posts/${post.id}/visibility`}>
          <ErrorSummary errors={sentBack?.errors} />
          <TextArea
            label={t('visibility.reason')}
            name="reason"
            hint={t('visibility.reason.hint')}
            required={change === 'hide'}
            defaultValue={sentBack?.values?.['reason'] ?? ''}
            error={sentBack?.errors?.['reason']}
          />
          <div className="form-acts">
            <Button look={change === 'hide' ? 'danger-primary' : 'primary'} name="intent" value={change}>
              {t(`${change}.act`)}
            </Button>
            <LinkButton href={post.address} look="plain">
              {t('leave')}
            </LinkButton>
          </div>
        </form>
      </div>
    </div>
  )
}

function HiddenBy({ hidden: { at, by, reason } }: { readonly hidden: HiddenView }) {
  const t = useWords(postWords)
  const said = { time: <Time at={at} />, reason }
  return by === null ? t.rich('hidden.former', said) : t.rich('hidden', { ...said, name: by })
}
