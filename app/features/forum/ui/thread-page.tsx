import { useState, type ReactNode } from 'react'
import { PersonLink } from '#app/features/catalogue/ui/person-link.tsx'
import { MINUTE } from '#app/kernel/clock.ts'
import { isMember, type Viewer } from '#app/kernel/roles.ts'
import { excerptOf } from '#app/kernel/text.ts'
import { useWords, type PageSpeaker } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { CountButton, CountLink } from '#app/ui/count-button.tsx'
import { TextArea } from '#app/ui/field.tsx'
import { Well, wellWords } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { nameOf } from '#app/ui/person.tsx'
import { PromiseNote } from '#app/ui/promise-note.tsx'
import { Tags } from '#app/ui/tag.tsx'
import { spanWords } from '#app/ui/time-words.ts'
import { address } from '#app/ui/words.ts'
import type { ComposerView } from '#app/features/composer/types.ts'
import type { SentBack } from '#app/ui/sent-back.ts'
import { ANSWER_ORDERS, type HiddenView, type ThreadPageView } from '../types.ts'
import { kindWords } from '../words/kinds.ts'
import { threadWords } from '../words/thread.ts'
import { AskAside } from './ask-aside.tsx'
import { Composer } from './composer.tsx'
import { answersOrReplies, hasAnswers } from './kinds.ts'
import { Comments, Edited, HiddenWords, Post, PostActs, PostBody, type PostSetting } from './post.tsx'
import { PostWords } from './post-words.tsx'
import { PrivateSection } from './private-section.tsx'
import { answerItem, PostFacts, structuredOf } from './structured.tsx'
import { ThreadSide } from './thread-side.tsx'
import { SolvedMine, Trail } from './trail.tsx'

export interface ThreadPageProps {
  readonly view: ThreadPageView
  readonly viewer: Viewer
  /** Null for guests and where nobody may write. */
  readonly composer: ComposerView | null
  /** When an answer was refused and the page is shown again. */
  readonly sentBack?: SentBack
  /** When a private message was refused. */
  readonly privateSentBack?: SentBack
}

/** A well-set article with a rope: the question, what solved it, the other answers, and room for one more. */
export function ThreadPage({ view, viewer, composer, sentBack, privateSentBack }: ThreadPageProps) {
  const t = useWords(threadWords)
  const member = isMember(viewer)
  const couldWrite = useCouldWrite(view)
  const holdsText = Boolean(sentBack?.values?.['body'] ?? composer?.draft?.body)
  const setting: PostSetting = {
    signIn: member ? null : `/signin?next=${encodeURIComponent(view.address)}`,
    threadAddress: view.address,
    focus: view.focus,
    key: composer?.key ?? null,
    mayAskDetails: view.may.askDetails,
    maySuggestStory: view.may.suggestStory,
    askerId: view.opening.author?.id ?? null,
    knows: view.knows,
    structured: structuredOf(view, !member),
  }
  const { structured } = setting
  return (
    <>
      <nav className="crumbs" aria-label={t('crumbs')}>
        <a href="/threads">{t('threads')}</a>
        <span aria-hidden="true">/</span>
        <a href={`/c/${view.category.slug}`}>{view.category.name}</a>
      </nav>
      <div className="read" {...structured?.page}>
        <div className="read-main" {...structured?.question}>
          <ThreadNotices view={view} />
          <Question view={view} setting={setting} />
          <Trail view={view} />
          {view.privately?.kind === 'part' && (
            <PrivateSection
              part={view.privately.part}
              isAsker={view.isAsker}
              owner={member ? viewer.id : 0}
              setting={setting}
              sentBack={privateSentBack}
            />
          )}
          {view.privately?.kind === 'notice' && <Notice icon="private">{t('privately.notice')}</Notice>}
          {view.accepted && <Accepted accepted={view.accepted} view={view} setting={setting} />}
          <Answers view={view} setting={setting} />
          <SolvedMine view={view} />
          {member && composer !== null && (view.may.answer || couldWrite || holdsText) ? (
            <Composer view={view} composer={composer} owner={viewer.id} {...(sentBack && { sentBack })} />
          ) : (
            <Invitation view={view} signIn={setting.signIn} />
          )}
        </div>
        <ThreadSide view={view} signIn={setting.signIn} />
      </div>
    </>
  )
}

/** Whether one could write when the page was opened: then the field stays, with what is in it. */
function useCouldWrite(view: ThreadPageView): boolean {
  const [opened, setOpened] = useState({ id: view.id, could: view.may.answer })
  if (opened.id === view.id) return opened.could
  setOpened({ id: view.id, could: view.may.answer })
  return view.may.answer
}

const bold = (inner: ReactNode) => <b>{inner}</b>

function ThreadNotices({ view }: { readonly view: ThreadPageView }) {
  const t = useWords(threadWords)
  const { hidden, closed, locked } = view
  return (
    <>
      {hidden && (
        <Notice tone="signal" icon="hidden">
          <HiddenThread hidden={hidden} />
        </Notice>
      )}
      {view.isPrivate && (
        <Notice icon="private">{t.rich(view.isAsker ? 'private.you' : 'private.author', { b: bold })}</Notice>
      )}
      {closed && (
        <Notice icon="private">
          {t.rich('closed', { b: bold, time: <Time at={closed.at} />, reason: closed.reason })}
          {view.may.dispute && <Dispute view={view} />}
        </Notice>
      )}
      {locked && (
        <Notice icon="private">
          {t.rich('locked', { b: bold, time: <Time at={locked.at} />, reason: locked.reason })}
        </Notice>
      )}
      {view.may.reportOutcome && <OutcomeQuestion view={view} />}
    </>
  )
}

/** The asker's way to open what was closed: a form under the reason. */
function Dispute({ view }: { readonly view: ThreadPageView }) {
  const t = useWords(threadWords)
  return (
    <details className="dispute">
      <summary>{t('dispute.open')}</summary>
      <form className="form" method="post" action={`/t/${view.id}/dispute`}>
        <TextArea label={t('dispute.why')} name="reason" rows={2} required maxLength={500} />
        <div className="form-acts">
          <Button small>{t('dispute.act')}</Button>
        </div>
      </form>
    </details>
  )
}

function HiddenThread({ hidden: { at, by, reason } }: { readonly hidden: HiddenView }) {
  const t = useWords(threadWords)
  const said = { b: bold, time: <Time at={at} />, reason }
  return by === null ? t.rich('hidden.former', said) : t.rich('hidden', { ...said, name: by })
}

function OutcomeQuestion({ view }: { readonly view: ThreadPageView }) {
  const t = useWords(threadWords)
  const helped = view.answers.filter(
    ({ kind, author, hidden }) => kind === 'answer' && hidden === null && author?.id !== view.opening.author?.id,
  )
  const [only] = helped
  return (
    <Notice>
      {t.rich('outcome', { b: bold })}
      <form className="flow" method="post" action={`/t/${view.id}/outcome`}>
        {only !== undefined && helped.length === 1 && <input type="hidden" name="post" value={only.id} />}
        {helped.length > 1 && (
          <select name="post" aria-label={t('outcome.which')} defaultValue={helped.at(-1)?.id}>
            {helped.map(({ id, author, html }) => (
              <option key={id} value={id}>
                {t('outcome.answer', { name: nameOf(author, t.locale), words: excerptOf(html ?? '', 60) })}
              </option>
            ))}
          </select>
        )}
        {only !== undefined && (
          <button className="button small" name="intent" value="solved">
            {t('outcome.solved')}
          </button>
        )}
        <button className="button small" name="intent" value="did-not-help">
          {t('outcome.failed')}
        </button>
      </form>
    </Notice>
  )
}

interface PartProps {
  readonly view: ThreadPageView
  readonly setting: PostSetting
}

function Question({ view, setting }: PartProps) {
  const t = useWords(threadWords)
  const ofKinds = useWords(kindWords)
  const { opening } = view
  const { structured } = setting
  const untilThen = view.isPrivate
    ? 'untilThen.private'
    : view.answerCount > 0
      ? 'untilThen.again'
      : view.secondTier.now
        ? 'untilThen.team'
        : 'untilThen'
  const isWaiting = view.state === 'open' || view.state === 'late' || view.state === 'paused'
  return (
    <article className={view.accepted ? 'rope reached ask-post' : 'rope ask-post'} id={`p${opening.id}`}>
      <Well state={view.state} big hang label={null} />
      <h1 className="title" dir="auto" itemProp={structured ? 'name' : undefined}>
        {view.title}
      </h1>
      <p className="byline">
        <StateWords view={view} />
        {view.kind !== 'question' && <span className="state">{ofKinds(view.kind)}</span>}
        <span>
          {view.isAsker
            ? t.rich('asked.you', { b: bold })
            : t.rich('asked.by', { name: <PersonLink person={opening.author} /> })}
        </span>
        <Time at={opening.createdAt} />
        <Edited postId={opening.id} at={opening.editedAt} />
        {structured && <meta itemProp="answerCount" content={String(view.answerCount)} />}
        <PostFacts structured={structured} post={opening} upvotes={view.sameHereCount} />
      </p>
      {opening.hidden && <HiddenWords hidden={opening.hidden} />}
      {view.isAsker && isWaiting && view.due && (
        <PromiseNote
          team={view.secondTier.now}
          due={view.isPrivate ? { ...view.due, riskPercent: null } : view.due}
          paused={view.state === 'paused' ? view.due.paused : null}
          line
        >
          {t(view.state === 'open' ? untilThen : `untilThen.${view.state === 'paused' ? 'paused' : 'late'}`)}
        </PromiseNote>
      )}
      <PostWords html={opening.html} itemProp={structured ? 'text' : undefined} />
      <Tags names={view.tags}>
        {view.may.editTags && (
          <a className="meta under" href={`/t/${view.id}/tags`}>
            {t('tagging.link')}
          </a>
        )}
      </Tags>
      <div className="post-foot">
        <SameHere view={view} signIn={setting.signIn} />
        <PostActs post={opening} setting={setting} />
      </div>
      <Comments post={opening} setting={setting} />
    </article>
  )
}

function StateWords({ view }: { readonly view: ThreadPageView }) {
  const t = useWords(threadWords)
  const words = wellWords(view.state, hasAnswers(view.kind), t.locale)
  return view.accepted ? (
    <a className="state solved" href={`#p${view.accepted.post.id}`}>
      {t('solvedLink')}
    </a>
  ) : (
    <span className={`state ${view.state}`}>{words}</span>
  )
}

function SameHere({ view, signIn }: { readonly view: ThreadPageView; readonly signIn: string | null }) {
  const t = useWords(threadWords)
  if (!hasAnswers(view.kind) && view.kind !== 'idea') return null
  return signIn === null ? (
    <CountButton
      action={`/t/${view.id}/same-here`}
      icon="same"
      label={t('sameHere')}
      count={view.sameHereCount}
      pressed={view.saidSameHere}
      disabled={!view.may.sameHere}
    />
  ) : (
    <CountLink href={signIn} icon="same" label={t('sameHere')} count={view.sameHereCount} />
  )
}

interface AcceptedProps extends PartProps {
  readonly accepted: NonNullable<ThreadPageView['accepted']>
}

function Accepted({ accepted, setting }: AcceptedProps) {
  const t = useWords(threadWords)
  const { post, at, by } = accepted
  return (
    <article
      className="rope accepted"
      id={`p${post.id}`}
      aria-labelledby="solved-h"
      {...answerItem(setting.structured, true)}
    >
      <Well state="solved" big hang label={null} />
      <div className="accepted-head">
        <h2 id="solved-h">{t('solvedIt')}</h2>
        <span>{acceptedWords(by, at - post.createdAt, t)}</span>
      </div>
      <div className="accepted-body">
        <PostBody post={post} setting={setting} />
      </div>
    </article>
  )
}

/** Nothing is said of less than a minute: an import knows only when an answer was written. */
function acceptedWords(name: string | null, after: number, t: PageSpeaker<typeof threadWords.messages>): string {
  if (after < MINUTE) return name === null ? t('accepted.former') : t('accepted', { name })
  const span = spanWords(after, t.locale)
  return name === null ? t('accepted.former.after', { span }) : t('accepted.after', { name, span })
}

function Answers({ view, setting }: PartProps) {
  const t = useWords(threadWords)
  if (view.answers.length === 0 && view.newer === null) return null
  const kind = answersOrReplies(view.kind)
  const count = view.accepted ? view.answerCount - 1 : view.answerCount
  const words = view.accepted ? t(`${kind}.more`, { count }) : t(kind, { count })
  const pageAt = (page: string | null) =>
    page === null
      ? null
      : `${address(view.address, { order: view.order === 'helpful' ? null : view.order, page })}#answers`
  return (
    <>
      <div className="answers-h" id="answers">
        <h2>{words}</h2>
        {count > 1 && (
          <span className="meta">
            {ANSWER_ORDERS.map((order, at) => (
              <span key={order}>
                {at > 0 && ' · '}
                <a
                  href={`${address(view.address, { order: order === 'helpful' ? null : order })}#answers`}
                  aria-current={order === view.order ? 'true' : undefined}
                >
                  {t(`order.${order}`)}
                </a>
              </span>
            ))}
          </span>
        )}
      </div>
      {view.answers.map((post) => (
        <Post key={post.id} post={post} setting={setting} />
      ))}
      <Paging
        newer={pageAt(view.newer)}
        older={pageAt(view.older)}
        words={{ newer: t(`earlier.${kind}`), older: t(`further.${kind}`) }}
      />
    </>
  )
}

interface InvitationProps {
  readonly view: ThreadPageView
  readonly signIn: string | null
}

/** Where the composer would stand: how to come to write, or why nobody can. */
function Invitation({ view, signIn }: InvitationProps) {
  const t = useWords(threadWords)
  const kind = answersOrReplies(view.kind)
  const isOpen = view.closed === null && view.locked === null
  return (
    <section className="composer" aria-labelledby="answer-h">
      {view.may.answerRefusal !== null ? (
        <>
          <h2 id="answer-h">{t(`over.${kind}`)}</h2>
          <p className="lead">{view.may.answerRefusal}</p>
        </>
      ) : (
        signIn !== null &&
        isOpen && (
          <>
            <h2 id="answer-h">{t(`invite.${kind}`)}</h2>
            <div className="instead">
              <p>{t.rich('sameProblem', { b: bold })}</p>
              <CountLink href={signIn} icon="same" label={t('sameHere')} count={view.sameHereCount} />
            </div>
            <p className="form-acts">
              <LinkButton href={signIn} look="primary">
                {t(`signIn.${kind}`)}
              </LinkButton>
              <a className="link" href={signIn.replace('/signin', '/signup')}>
                {t('signUp')}
              </a>
            </p>
          </>
        )
      )}
      <AskAside view={view} />
    </section>
  )
}
