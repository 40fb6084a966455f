import type { ReactNode } from 'react'
import { BackToThread } from '#app/features/forum/ui/post-pages.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field, Select } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { MergedView, ModerationPageView } from '../types.ts'

export interface ModerationPageProps {
  readonly view: ModerationPageView
  readonly sentBack?: SentBack
}

/** What may be done about a thread: each act with its consequence, a reason, and one button. */
export function ModerationPage({ view, sentBack }: ModerationPageProps) {
  const { may } = view
  return (
    <div className="column">
      <BackToThread address={view.address} title={view.title} />
      <header className="page-h">
        <h1 className="title">Moderate this thread</h1>
        <p className="lead">Every act stands in the log, with your name and the reason.</p>
      </header>
      <ErrorSummary errors={sentBack?.errors} />
      <div className="sec" />
      {may.close && <Close view={view} sentBack={sentBack} />}
      {may.lock && <Lock view={view} sentBack={sentBack} />}
      {may.move && <Move view={view} sentBack={sentBack} />}
      {may.makePrivate && <Privacy view={view} sentBack={sentBack} />}
      {may.merge && view.hidden === null && <Merge view={view} sentBack={sentBack} />}
      {view.merged.map((merged) => (
        <Part key={merged.id} view={view} sentBack={sentBack} merged={merged} />
      ))}
      {may.split && view.posts.length > 0 && <Split view={view} sentBack={sentBack} />}
      {may.hide && <Hide view={view} sentBack={sentBack} />}
    </div>
  )
}

interface PartProps {
  readonly view: ModerationPageView
  readonly sentBack: SentBack | undefined
}

interface ActProps extends PartProps {
  readonly title: string
  /** What happens, in a sentence. */
  readonly text: ReactNode
  readonly intent: string
  readonly act: string
  readonly danger?: boolean
  readonly needsReason?: boolean
  readonly children?: ReactNode
}

/** One act as a form of its own; what was typed comes back to the form it was typed in. */
function Act({ view, sentBack, title, text, intent, act, danger, needsReason = true, children }: ActProps) {
  const mine = sentBack?.values?.['intent'] === intent
  return (
    <details className="decide" open={mine}>
      <summary>
        <b>{title}</b>
        <span>{text}</span>
      </summary>
      <form className="form" method="post" action={`/t/${view.id}/moderation`}>
        {children}
        {needsReason && (
          <Field
            label="Reason"
            name="reason"
            id={`reason-${intent}`}
            hint="One sentence, in words its author can read."
            required
            maxLength={300}
            defaultValue={mine ? (sentBack.values['reason'] ?? '') : ''}
            error={mine ? sentBack.errors?.['reason'] : undefined}
          />
        )}
        <p>
          <Button look={danger ? 'danger' : 'border'} name="intent" value={intent}>
            {act}
          </Button>
        </p>
      </form>
    </details>
  )
}

function Close(props: PartProps) {
  const { closed } = props.view
  return closed === null ? (
    <Act
      {...props}
      title="Close"
      text="No more answers. Comments and editing go on; it stays readable and found."
      intent="close"
      act="Close it"
    />
  ) : (
    <Act
      {...props}
      title="Reopen"
      text={
        <>
          Closed <Time at={closed.at} />: {closed.reason}
        </>
      }
      intent="reopen"
      act="Reopen it"
      needsReason={false}
    />
  )
}

function Lock(props: PartProps) {
  const { locked } = props.view
  return locked === null ? (
    <Act
      {...props}
      title="Lock"
      text="Nothing in it can be written, changed or voted on until it is unlocked."
      intent="lock"
      act="Lock it"
    />
  ) : (
    <Act
      {...props}
      title="Unlock"
      text={
        <>
          Locked <Time at={locked.at} />: {locked.reason}
        </>
      }
      intent="unlock"
      act="Unlock it"
      needsReason={false}
    />
  )
}

function Move(props: PartProps) {
  const { view, sentBack } = props
  return (
    <Act {...props} title="Move" text={`It is in ${view.category.name}.`} intent="move" act="Move it">
      <Select
        label="To the category"
        name="category"
        defaultValue={sentBack?.values?.['category'] ?? view.category.slug}
        error={sentBack?.errors?.['category']}
        options={view.categories.map((one) => ({ value: one.slug, words: one.name }))}
      />
    </Act>
  )
}

function Privacy(props: PartProps) {
  return props.view.isPrivate ? (
    <Act
      {...props}
      title="Make public"
      text="Everybody who may read the category can read it then. Look for personal data first."
      intent="public"
      act="Make it public"
    />
  ) : (
    <Act
      {...props}
      title="Make private"
      text="Only its author and staff can read it then. Others who follow it hear nothing more."
      intent="private"
      act="Make it private"
    />
  )
}

function Merge(props: PartProps) {
  const { sentBack } = props
  return (
    <Act
      {...props}
      title="Merge"
      text="Its posts and followers go to another thread, and its address leads there."
      intent="merge"
      act="Merge it"
    >
      <Field
        label="Into"
        name="into"
        hint="The other thread’s address or number."
        required
        defaultValue={sentBack?.values?.['into'] ?? ''}
        error={sentBack?.errors?.['into']}
      />
    </Act>
  )
}

function Part({ merged, ...props }: PartProps & { readonly merged: MergedView }) {
  return (
    <Act
      {...props}
      title="Take a merge back"
      text={
        <>
          <span dir="auto">“{merged.title}”</span> was joined to it <Time at={merged.at} />
          {merged.by === null ? '' : ` by ${merged.by}`}
          {merged.reason === '' ? '.' : `: ${merged.reason}`}
        </>
      }
      intent="part"
      act="Part them again"
      needsReason={false}
    >
      <p>
        Its posts, followers and accepted answer go back to it, with what was written under its posts since. Its address
        is its own again.
      </p>
      <input type="hidden" name="merge" value={merged.id} />
    </Act>
  )
}

function Split(props: PartProps) {
  const { view, sentBack } = props
  const chosen = (sentBack?.values?.['posts'] ?? '').split(',')
  return (
    <Act
      {...props}
      title="Split"
      text="The chosen posts become a thread of their own; the first of them is its question."
      intent="split"
      act="Split them off"
    >
      <fieldset className={sentBack?.errors?.['posts'] ? 'field bad' : 'field'} id="f-posts" tabIndex={-1}>
        <legend>Posts</legend>
        {view.posts.map((post) => (
          <label className="check" key={post.id}>
            <input type="checkbox" name="posts" value={post.id} defaultChecked={chosen.includes(String(post.id))} />
            <span>
              {post.author}: {post.excerpt}
              <span className="hint">
                {post.kind}, <Time at={post.createdAt} />
              </span>
            </span>
          </label>
        ))}
        {sentBack?.errors?.['posts'] && <span className="wrong">{sentBack.errors['posts']}</span>}
      </fieldset>
      <Field
        label="Title of the new thread"
        name="title"
        required
        maxLength={200}
        defaultValue={sentBack?.values?.['title'] ?? ''}
        error={sentBack?.errors?.['title']}
        dir="auto"
      />
    </Act>
  )
}

function Hide(props: PartProps) {
  const { hidden } = props.view
  if (hidden === null) {
    return (
      <Act
        {...props}
        title="Hide"
        text="The whole thread disappears for everybody but staff and its author. Nothing is destroyed."
        intent="hide"
        act="Hide the thread"
        danger
      />
    )
  }
  return (
    <>
      <Notice tone="signal" icon="hidden">
        Hidden by {hidden.by ?? 'a former member'}, <Time at={hidden.at} />: {hidden.reason}
      </Notice>
      <Act
        {...props}
        title="Restore"
        text="Everybody who may read the category sees it again."
        intent="restore"
        act="Restore the thread"
        needsReason={false}
      />
    </>
  )
}
