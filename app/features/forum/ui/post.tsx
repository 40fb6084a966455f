import { PersonLink } from '#app/features/catalogue/ui/person-link.tsx'
import { useWords } from '#app/locale/react.tsx'
import { CountButton, CountLink } from '#app/ui/count-button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Person, Role } from '#app/ui/person.tsx'
import type { CommentView, HiddenView, PostMay, PostView, ThreadPageView } from '../types.ts'
import { threadWords } from '../words/thread.ts'
import { PostWords } from './post-words.tsx'
import { answerItem, PostFacts, type Structured } from './structured.tsx'

/** What every post of a thread is shown with. */
export interface PostSetting {
  /** Where signing in leads from here; null for a member. */
  readonly signIn: string | null
  readonly threadAddress: string
  /** The post that the address leads to, which is not folded away. */
  readonly focus: number | null
  /** For the hidden keys of the small forms; null for a guest. */
  readonly key: string | null
  /** The thread has answers, so a comment may ask its asker for details. */
  readonly mayAskDetails: boolean
  /** Its posts may be suggested as stories by this viewer. */
  readonly maySuggestStory: boolean
  readonly askerId: number | null
  readonly knows: ThreadPageView['knows']
  /** Null where search engines are told nothing. */
  readonly structured: Structured | null
}

export interface PostProps {
  readonly post: PostView
  readonly setting: PostSetting
}

/** An answer or reply: who, what, and what one can do about it. */
export function Post({ post, setting }: PostProps) {
  const t = useWords(threadWords)
  return (
    <article
      className={post.hidden ? 'post gone' : 'post'}
      id={`p${post.id}`}
      aria-label={post.author ? t(`label.${post.kind}`, { name: post.author.name }) : t(`label.former.${post.kind}`)}
      {...answerItem(setting.structured, false)}
    >
      <PostBody post={post} setting={setting} />
    </article>
  )
}

/** The inside of a post, the same under "This solved it" as in the list. */
export function PostBody({ post, setting }: PostProps) {
  const t = useWords(threadWords)
  const { author } = post
  return (
    <>
      <Person person={author} />
      <p className="byline">
        <PersonLink person={author} />
        {author && <Role role={author.role} />}
        {author !== null && author.id === setting.askerId && <span className="meta">{t('asker')}</span>}
        <Knows knows={author === null ? undefined : setting.knows[author.id]} />
        <Time at={post.createdAt} />
        <Edited postId={post.id} at={post.editedAt} />
        <PostFacts structured={setting.structured} post={post} upvotes={post.helpfulCount} />
      </p>
      {post.hidden && <HiddenWords hidden={post.hidden} />}
      <PostWords html={post.html} itemProp={setting.structured ? 'text' : undefined} />
      {post.doubt && <DoubtNote id={post.id} doubt={post.doubt} may={post.may} />}
      <PostFoot post={post} setting={setting} />
      <Comments post={post} setting={setting} />
    </>
  )
}

/** What the author has shown to know of this subject, so that a reader can judge the answer. */
function Knows({ knows }: { readonly knows: ThreadPageView['knows'][number] | undefined }) {
  const t = useWords(threadWords)
  return knows === undefined ? null : <span className="meta">{t('knowsHere', { ...knows })}</span>
}

/** "edited", leading to the history. */
export function Edited({ postId, at }: { readonly postId: number; readonly at: number | null }) {
  const t = useWords(threadWords)
  if (at === null) return null
  return (
    <a className="meta under" href={`/posts/${postId}/history`}>
      {t.rich('edited', { time: <Time at={at} as="day" /> })}
    </a>
  )
}

interface DoubtNoteProps {
  readonly id: number
  readonly doubt: NonNullable<PostView['doubt']>
  readonly may: PostMay
}

/** What a post looks like instead of an answer, with the two acts that settle it. */
function DoubtNote({ id, doubt, may }: DoubtNoteProps) {
  const t = useWords(threadWords)
  return (
    <div className="state">
      <Icon name="clock" />
      <span>{t.rich(`doubt.${doubt.looksLike}`, { when: <Time at={doubt.until} as="stamp" /> })}</span>
      {may.keepAsAnswer && <KindForm id={id} kind="counts" words={t('doubt.is')} />}
      {may.toComment && <KindForm id={id} kind="comment" words={t('doubt.isNot')} />}
    </div>
  )
}

/** Who hid it, when and why; seen by staff and its author. */
export function HiddenWords({ hidden }: { readonly hidden: HiddenView }) {
  const t = useWords(threadWords)
  const said = { time: <Time at={hidden.at} />, reason: hidden.reason }
  return (
    <p className="state late">
      <Icon name="hidden" />
      <span>
        {hidden.by === null ? t.rich('post.hidden.former', said) : t.rich('post.hidden', { ...said, name: hidden.by })}
      </span>
    </p>
  )
}

function PostFoot({ post, setting }: PostProps) {
  const t = useWords(threadWords)
  const { may } = post
  return (
    <div className="post-foot">
      {post.kind === 'opening' ? null : setting.signIn === null ? (
        <CountButton
          action={`/posts/${post.id}/helpful`}
          icon="helpful"
          label={t('helpful')}
          count={post.helpfulCount}
          pressed={post.votedHelpful}
          disabled={!may.voteHelpful}
        />
      ) : (
        <CountLink href={setting.signIn} icon="helpful" label={t('helpful')} count={post.helpfulCount} />
      )}
      <PostActs post={post} setting={setting} />
    </div>
  )
}

/** Comment, accept, and the quiet acts at the end of the foot. */
export function PostActs({ post, setting }: PostProps) {
  const t = useWords(threadWords)
  const { may } = post
  return (
    <>
      {may.comment && setting.signIn === null && <CommentForm post={post} setting={setting} />}
      {may.accept && (
        <form method="post" action={`/posts/${post.id}/acceptance`}>
          <button className="button small" name="intent" value="accept">
            <Icon name="check" />
            {t('solvedIt')}
          </button>
        </form>
      )}
      {may.withdrawAcceptance && (
        <form method="post" action={`/posts/${post.id}/acceptance`}>
          <button className="button small plain" name="intent" value="withdraw">
            {t('notSolved')}
          </button>
        </form>
      )}
      <span className="end">
        {may.edit && <a href={`/posts/${post.id}/edit`}>{t('edit')}</a>}
        <StaffActs id={post.id} may={may} />
        <a href={`${setting.threadAddress}?post=${post.id}#p${post.id}`}>{t('link')}</a>
        {setting.maySuggestStory && <a href={`/posts/${post.id}/story`}>{t('suggestStory')}</a>}
        {may.flag && <a href={`/posts/${post.id}/flag`}>{t('report')}</a>}
      </span>
    </>
  )
}

function StaffActs({ id, may }: { readonly id: number; readonly may: PostMay }) {
  const t = useWords(threadWords)
  return (
    <>
      {may.hide && <a href={`/posts/${id}/visibility`}>{t('hide')}</a>}
      {may.restore && <a href={`/posts/${id}/visibility`}>{t('restore')}</a>}
      {may.toComment && !may.keepAsAnswer && <KindForm id={id} kind="comment" words={t('makeComment')} />}
      {may.toAnswer && <KindForm id={id} kind="answer" words={t('makeAnswer')} />}
    </>
  )
}

interface KindFormProps {
  readonly id: number
  readonly kind: 'comment' | 'answer' | 'counts'
  readonly words: string
}

function KindForm({ id, kind, words }: KindFormProps) {
  return (
    <form method="post" action={`/posts/${id}/kind`}>
      <button className="linky" name="kind" value={kind}>
        {words}
      </button>
    </form>
  )
}

function CommentForm({ post, setting }: PostProps) {
  const t = useWords(threadWords)
  const id = `comment-${post.id}`
  return (
    <details className="comment-form">
      <summary className="count">
        <span>
          <Icon name="reply" />
          {t('comment')}
        </span>
      </summary>
      <form method="post" action={`/posts/${post.id}/comments`}>
        {setting.key !== null && <input type="hidden" name="key" value={`${setting.key}c${post.id}`} />}
        <label className="hide" htmlFor={id}>
          {t('comment.label')}
        </label>
        <textarea id={id} name="body" rows={3} required dir="auto" placeholder={t('comment.hint')} />
        {setting.mayAskDetails && post.kind === 'opening' && (
          <label className="check">
            <input type="checkbox" name="asks" value="1" />
            <span>
              {t('asksDetails')}
              <span className="hint meta">{t('asksDetails.hint')}</span>
            </span>
          </label>
        )}
        <span>
          <button className="button small" data-post>
            {t('comment.add')}
          </button>
        </span>
      </form>
    </details>
  )
}

const SHOWN = 3

/** Comments under a post: three shown, the rest behind one line. */
export function Comments({ post, setting }: PostProps) {
  const t = useWords(threadWords)
  const { comments, moreComments } = post
  if (comments.length === 0) return null
  const rest = comments.slice(SHOWN)
  return (
    <div className="comments">
      <ul>
        {comments.slice(0, SHOWN).map((comment) => (
          <Comment key={comment.id} comment={comment} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details open={rest.some(({ id }) => id === setting.focus)}>
          <summary>{t('moreComments', { count: rest.length })}</summary>
          <ul>
            {rest.map((comment) => (
              <Comment key={comment.id} comment={comment} />
            ))}
          </ul>
          {moreComments > 0 && (
            <a className="more" href={`${setting.threadAddress}?comments=${post.id}#p${post.id}`}>
              {t('allComments', { count: comments.length + moreComments })}
            </a>
          )}
        </details>
      )}
    </div>
  )
}

function Comment({ comment }: { readonly comment: CommentView }) {
  const t = useWords(threadWords)
  const { may } = comment
  return (
    <li id={`p${comment.id}`} className={comment.hidden ? 'gone' : undefined}>
      <PersonLink person={comment.author} /> {comment.asksForDetails && <b>{t('askedDetails')} </b>}
      {comment.hidden && <HiddenWords hidden={comment.hidden} />}
      <PostWords className="said" html={comment.html} />{' '}
      <span className="meta">
        <Time at={comment.createdAt} as="day" />
        {comment.editedAt !== null && ' · '}
        <Edited postId={comment.id} at={comment.editedAt} />
        {may.edit && <CommentAct href={`/posts/${comment.id}/edit`} words={t('edit')} />}
        {(may.hide || may.restore) && (
          <CommentAct href={`/posts/${comment.id}/visibility`} words={may.hide ? t('hide') : t('restore')} />
        )}
        {may.flag && <CommentAct href={`/posts/${comment.id}/flag`} words={t('report')} />}
      </span>
      {may.toAnswer && <KindForm id={comment.id} kind="answer" words={t('makeAnswer')} />}
    </li>
  )
}

function CommentAct({ href, words }: { readonly href: string; readonly words: string }) {
  return (
    <>
      {' · '}
      <a href={href}>{words}</a>
    </>
  )
}
