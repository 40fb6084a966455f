import { moderationWords } from '#app/features/moderation/words/moderation.ts'
import { useWords } from '#app/locale/react.tsx'
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
  const t = useWords(moderationWords)
  const { may } = view
  return (
    <div className="column">
      <BackToThread address={view.address} title={view.title} />
      <header className="page-h">
        <h1 className="title">{t('moderateThisThread')}</h1>
        <p className="lead">{t('everyActStands')}</p>
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
  const t = useWords(moderationWords)
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
            label={t('reason')}
            name="reason"
            id={`reason-${intent}`}
            hint={t('oneSentenceInWords')}
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
  const t = useWords(moderationWords)
  const { closed } = props.view
  return closed === null ? (
    <Act {...props} title={t('close')} text={t('noMoreAnswersComments')} intent="close" act={t('closeIt')} />
  ) : (
    <Act
      {...props}
      title={t('reopen')}
      text={t.rich('closedTimeReason', { reason: closed.reason, time: <Time at={closed.at} /> })}
      intent="reopen"
      act={t('reopenIt')}
      needsReason={false}
    />
  )
}

function Lock(props: PartProps) {
  const t = useWords(moderationWords)
  const { locked } = props.view
  return locked === null ? (
    <Act {...props} title={t('lock')} text={t('nothingInItCan')} intent="lock" act={t('lockIt')} />
  ) : (
    <Act
      {...props}
      title={t('unlock')}
      text={t.rich('lockedTimeReason', { reason: locked.reason, time: <Time at={locked.at} /> })}
      intent="unlock"
      act={t('unlockIt')}
      needsReason={false}
    />
  )
}

function Move(props: PartProps) {
  const t = useWords(moderationWords)
  const { view, sentBack } = props
  return (
    <Act
      {...props}
      title={t('move')}
      text={t('itIsIn', { category: view.category.name })}
      intent="move"
      act={t('moveIt')}
    >
      <Select
        label={t('toTheCategory')}
        name="category"
        defaultValue={sentBack?.values?.['category'] ?? view.category.slug}
        error={sentBack?.errors?.['category']}
        options={view.categories.map((one) => ({ value: one.slug, words: one.name }))}
      />
    </Act>
  )
}

function Privacy(props: PartProps) {
  const t = useWords(moderationWords)
  return props.view.isPrivate ? (
    <Act {...props} title={t('makePublic')} text={t('everybodyWhoMayRead')} intent="public" act={t('makeItPublic')} />
  ) : (
    <Act {...props} title={t('makePrivate')} text={t('onlyItsAuthor')} intent="private" act={t('makeItPrivate')} />
  )
}

function Merge(props: PartProps) {
  const t = useWords(moderationWords)
  const { sentBack } = props
  return (
    <Act {...props} title={t('merge')} text={t('itsPostsAndFollowers')} intent="merge" act={t('mergeIt')}>
      <Field
        label={t('into')}
        name="into"
        hint={t('theOtherThreadsAddress')}
        required
        defaultValue={sentBack?.values?.['into'] ?? ''}
        error={sentBack?.errors?.['into']}
      />
    </Act>
  )
}

function Part({ merged, ...props }: PartProps & { readonly merged: MergedView }) {
  const t = useWords(moderationWords)
  return (
    <Act
      {...props}
      title={t('takeAMergeBack')}
      text={t.rich(merged.by === null ? 'wasJoined' : 'wasJoinedBy', {
        title: <span dir="auto">“{merged.title}”</span>,
        time: <Time at={merged.at} />,
        by: merged.by ?? '',
        reason: merged.reason,
        why: merged.reason === '' ? 'none' : 'given',
      })}
      intent="part"
      act={t('partThemAgain')}
      needsReason={false}
    >
      <p>{t('itsPostsFollowers')}</p>
      <input type="hidden" name="merge" value={merged.id} />
    </Act>
  )
}

function Split(props: PartProps) {
  const t = useWords(moderationWords)
  const { view, sentBack } = props
  const chosen = (sentBack?.values?.['posts'] ?? '').split(',')
  return (
    <Act {...props} title={t('split')} text={t('theChosenPostsBecome')} intent="split" act={t('splitThemOff')}>
      <fieldset className={sentBack?.errors?.['posts'] ? 'field bad' : 'field'} id="f-posts" tabIndex={-1}>
        <legend>{t('posts')}</legend>
        {view.posts.map((post) => (
          <label className="check" key={post.id}>
            <input type="checkbox" name="posts" value={post.id} defaultChecked={chosen.includes(String(post.id))} />
            <span dir="auto">
              {post.author}: {post.excerpt}
              <span className="hint">
                {t.rich('postKind', { kind: post.kind, time: <Time at={post.createdAt} /> })}
              </span>
            </span>
          </label>
        ))}
        {sentBack?.errors?.['posts'] && <span className="wrong">{sentBack.errors['posts']}</span>}
      </fieldset>
      <Field
        label={t('titleOfTheNew')}
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
  const t = useWords(moderationWords)
  const { hidden } = props.view
  if (hidden === null) {
    return (
      <Act
        {...props}
        title={t('hide')}
        text={t('theWholeThreadDisappears')}
        intent="hide"
        act={t('hideTheThread')}
        danger
      />
    )
  }
  return (
    <>
      <Notice tone="signal" icon="hidden">
        {t.rich('hiddenBy', {
          by: hidden.by ?? t('aFormerMember'),
          time: <Time at={hidden.at} />,
          reason: hidden.reason,
        })}
      </Notice>
      <Act
        {...props}
        title={t('restore')}
        text={t('everybodyWhoMayRead2')}
        intent="restore"
        act={t('restoreTheThread')}
        needsReason={false}
      />
    </>
  )
}
