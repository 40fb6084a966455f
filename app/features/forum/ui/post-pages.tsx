import { Form, useNavigation } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { PersonLink } from '#app/features/catalogue/ui/person-link.tsx'
import { TagsField } from '#app/features/catalogue/ui/tags-field.tsx'
import { DraftWords } from '#app/features/composer/ui/draft-words.tsx'
import { Editor, type EditorHandle } from '#app/features/composer/ui/editor.tsx'
import { SureToPost } from '#app/features/composer/ui/sure-to-post.tsx'
import { useDraft } from '#app/features/composer/ui/use-draft.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Diff } from '#app/ui/diff.tsx'
import { Checkbox, ErrorSummary, Field, FieldError, Radios, TextArea } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Person } from '#app/ui/person.tsx'
import type { ComposerView } from '#app/features/composer/types.ts'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { EditPostView, PostAboutView, RevisionView } from '../types.ts'

/** Where a page about one post leads back to. */
export function BackToThread({ address, title }: { readonly address: string; readonly title: string }) {
  return (
    <nav className="crumbs" aria-label="Where you are">
      <a href="/threads">Threads</a>
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

const NAMES = { opening: 'question', answer: 'answer', reply: 'reply', comment: 'comment' } as const

/** A post again as one wrote it, with room to say why it changes. */
export function EditPostPage({ view, composer, owner, sentBack }: EditPostPageProps) {
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
        <h1 className="title">Edit {view.othersPost ? `this ${NAMES[view.kind]}` : `your ${NAMES[view.kind]}`}</h1>
        <p className="lead">
          What it said before stays in its{' '}
          <a className="link" href={`/posts/${view.id}/history`}>
            history
          </a>
          .
        </p>
      </header>
      <Form className="form" method="post" action={action}>
        <input type="hidden" name="revision" value={view.revision} />
        <ErrorSummary errors={errors} />
        {composer.draft && (
          <Notice>
            This is your draft, kept <Time at={composer.draft.savedAt} />, not what is shown now.
          </Notice>
        )}
        {view.title !== null && (
          <Field
            label="The title"
            name="title"
            defaultValue={values['title'] ?? view.title}
            error={errors?.['title']}
            maxLength={200}
            dir="auto"
          />
        )}
        <div className={errors?.['body'] ? 'field bad' : 'field'}>
          <label htmlFor="f-body" id="f-body-label">
            The text
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
            <p className="meta">How it will look</p>
            <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: sentBack.previewHtml }} />
          </div>
        )}
        {view.tags !== null && (
          <TagsField
            hint="With commas between them."
            defaultValue={values['tags'] ?? view.tags.join(', ')}
            error={errors?.['tags']}
          />
        )}
        <Field
          label={view.othersPost ? 'Why you change it' : 'What changed, in a few words'}
          name="reason"
          hint={view.othersPost ? 'Its author and the history will show it.' : 'Not needed. It stands in the history.'}
          defaultValue={values['reason'] ?? ''}
          error={errors?.['reason']}
          required={view.othersPost}
          maxLength={200}
        />
        <SureToPost sentBack={sentBack} />
        <div className="form-acts">
          <Button look="primary" name="intent" value="save" busy={saving} busyWord="Saving" data-post>
            Save
          </Button>
          <LinkButton href={view.address} look="plain">
            Leave it as it is
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
  const values = sentBack?.values ?? {}
  return (
    <div className="column narrow">
      <BackToThread address={address} title={threadTitle} />
      <h1 className="title page-h">Your comment</h1>
      <form className="form" method="post" action={`/posts/${postId}/comments`}>
        <input type="hidden" name="key" value={formKey} />
        <ErrorSummary errors={sentBack?.errors} />
        <TextArea
          label="Comment"
          name="body"
          rows={5}
          defaultValue={values['body'] ?? ''}
          error={sentBack?.errors?.['body']}
        />
        {mayAskDetails && (
          <Checkbox
            label="This asks for details"
            name="asks"
            hint="The asker is told, and the thread waits for them."
            defaultChecked={values['asks'] === '1'}
          />
        )}
        <SureToPost sentBack={sentBack} />
        <div className="form-acts">
          <Button look="primary" data-post>
            Add comment
          </Button>
          <LinkButton href={address} look="plain">
            Back to the thread
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
  return (
    <div className="column">
      <BackToThread address={post.address} title={post.threadTitle} />
      <header className="page-h">
        <h1 className="title">How this {NAMES[post.kind]} changed</h1>
        <p className="lead">The newest change first. What went has a minus, what came has a plus.</p>
      </header>
      <ol>
        {revisions.map((revision, at) => (
          <li className="revision" key={revision.number} id={`r${revision.number}`}>
            <p className="byline">
              <Person person={revision.by} />
              <PersonLink person={revision.by} />
              <span className="meta">{revision.number === 1 ? 'wrote it' : `change ${revision.number - 1}`}</span>
              <Time at={revision.at} />
            </p>
            {revision.reason !== null && <p className="lead">{revision.reason}</p>}
            {revision.title && <Diff pieces={revision.title} />}
            <Diff pieces={revision.body} whole={at === revisions.length - 1} />
          </li>
        ))}
      </ol>
      <a className="more" href={post.address}>
        Back to it
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
      <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: post.html }} />
    </div>
  )
}

export interface FlagPageProps {
  readonly post: PostAboutView
  readonly sentBack?: SentBack
}

/** A member reports that a post breaks the rules. */
export function FlagPage({ post, sentBack }: FlagPageProps) {
  const errors = sentBack?.errors
  return (
    <div className="column narrow">
      <BackToThread address={post.address} title={post.threadTitle} />
      <header className="page-h">
        <h1 className="title">What is wrong with it?</h1>
        <p className="lead">Moderators look at it. Nobody else learns that it was you.</p>
      </header>
      <div className="form">
        <PostQuoted post={post} />
        <form className="form" method="post" action={`/posts/${post.id}/flag`}>
          <ErrorSummary errors={errors} />
          <Radios
            label="Reason"
            name="reason"
            required
            defaultValue={sentBack?.values?.['reason']}
            error={errors?.['reason']}
            options={[
              {
                value: 'spam',
                words: 'Spam',
                hint: 'It advertises, or leads somewhere it should not.',
              },
              { value: 'abuse', words: 'Abuse', hint: 'It attacks or threatens somebody.' },
              {
                value: 'personal-data',
                words: 'Personal data',
                hint: 'It shows what belongs to one person alone.',
              },
              {
                value: 'wrong',
                words: 'Harmful advice',
                hint: 'Following it would lose data or money.',
              },
              { value: 'other', words: 'Something else', hint: 'Say it below.' },
            ]}
          />
          <TextArea
            label="A word about it"
            name="note"
            hint="Not needed, except for something else."
            defaultValue={sentBack?.values?.['note'] ?? ''}
            error={errors?.['note']}
          />
          <div className="form-acts">
            <Button look="primary">Report it</Button>
            <LinkButton href={post.address} look="plain">
              Back to the thread
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
  const hides = post.hidden === null
  return (
    <div className="column narrow">
      <BackToThread address={post.address} title={post.threadTitle} />
      <header className="page-h">
        <h1 className="title">
          {hides ? 'Hide' : 'Restore'} this {NAMES[post.kind]}
        </h1>
        <p className="lead">
          {hides
            ? 'Staff and its author still see it, with your reason. It can be restored at any time.'
            : 'Everybody who may read the thread sees it again.'}
        </p>
      </header>
      <div className="form">
        {post.hidden && (
          <Notice tone="signal" icon="hidden">
            Hidden by {post.hidden.by ?? 'a former member'}, <Time at={post.hidden.at} />: {post.hidden.reason}
          </Notice>
        )}
        <PostQuoted post={post} />
        <form className="form" method="post" action={`/posts/${post.id}/visibility`}>
          <ErrorSummary errors={sentBack?.errors} />
          <TextArea
            label="Reason"
            name="reason"
            hint="One sentence. Its author reads it, and the log keeps it."
            required={hides}
            defaultValue={sentBack?.values?.['reason'] ?? ''}
            error={sentBack?.errors?.['reason']}
          />
          <div className="form-acts">
            <Button look={hides ? 'danger-primary' : 'primary'} name="intent" value={hides ? 'hide' : 'restore'}>
              {hides ? 'Hide it' : 'Restore it'}
            </Button>
            <LinkButton href={post.address} look="plain">
              Leave it as it is
            </LinkButton>
          </div>
        </form>
      </div>
    </div>
  )
}
