import { useRef } from 'react'
import { PersonLink } from '#app/features/catalogue/ui/person-link.tsx'
import type { ComposerView } from '#app/features/composer/types.ts'
import { DraftWords } from '#app/features/composer/ui/draft-words.tsx'
import { Editor, type EditorHandle } from '#app/features/composer/ui/editor.tsx'
import { PreviewPart } from '#app/features/composer/ui/preview-part.tsx'
import { SureToPost } from '#app/features/composer/ui/sure-to-post.tsx'
import { useDraft } from '#app/features/composer/ui/use-draft.ts'
import { useSentOnce } from '#app/ui/use-sent-once.ts'
import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, FieldError } from '#app/ui/field.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Paging } from '#app/ui/paging.tsx'
import { Person, Role } from '#app/ui/person.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { address } from '#app/ui/words.ts'
import type { PostView, PrivatePartView } from '../types.ts'
import { threadWords } from '../words/thread.ts'
import { Comments, Edited, HiddenWords, type PostSetting } from './post.tsx'
import { PostWords } from './post-words.tsx'

export interface PrivateSectionProps {
  readonly part: PrivatePartView
  readonly isAsker: boolean
  /** Who writes, so that drafts of two people on one device stay apart. */
  readonly owner: number
  readonly setting: PostSetting
  readonly sentBack?: SentBack | undefined
}

/** What the asker and staff say to each other alone, under the question, with room for one more message. */
export function PrivateSection({ part, isAsker, owner, setting, sentBack }: PrivateSectionProps) {
  const t = useWords(threadWords)
  const pageAt = (page: string | null) =>
    page === null ? null : `${address(setting.threadAddress, { private: page })}#private`
  return (
    <section className="privately" id="private" aria-labelledby="private-h">
      <h2 id="private-h">
        <Icon name="private" />
        {t(isAsker ? 'privately.you' : 'privately.asker')}
      </h2>
      <Message post={part.opening} setting={setting} />
      <Paging
        newer={pageAt(part.earlier)}
        older={null}
        words={{ newer: t('privately.earlier'), older: t('privately.later') }}
      />
      {part.messages.map((post) => (
        <Message key={post.id} post={post} setting={setting} />
      ))}
      <Paging
        newer={null}
        older={pageAt(part.later)}
        words={{ newer: t('privately.earlier'), older: t('privately.later') }}
      />
      {part.composer && (
        <PrivateForm
          key={part.composer.draftKey}
          part={part.id}
          composer={part.composer}
          owner={owner}
          isAsker={isAsker}
          sentBack={sentBack}
        />
      )}
    </section>
  )
}

interface PrivateFormProps extends Pick<PrivateSectionProps, 'isAsker' | 'owner' | 'sentBack'> {
  readonly part: number
  readonly composer: ComposerView
}

/** Where one writes in it, with the draft and the preview that every such form has. */
function PrivateForm({ part, composer, owner, isAsker, sentBack }: PrivateFormProps) {
  const t = useWords(threadWords)
  const editor = useRef<EditorHandle>(null)
  const sendOnce = useSentOnce(false)
  const draft = useDraft({
    draftKey: composer.draftKey,
    owner,
    keptAt: composer.draft?.savedAt ?? null,
    read: () => ({ body: editor.current?.read() ?? '' }),
  })
  const error = sentBack?.errors?.['body']
  return (
    <form
      className="form"
      method="post"
      action={`/t/${part}/answers`}
      onSubmit={(event) => {
        sendOnce(event)
        draft.posted()
      }}
    >
      <ErrorSummary errors={sentBack?.errors} ids={{ body: 'private-body' }} />
      <input type="hidden" name="key" value={composer.key} />
      <PreviewPart sentBack={sentBack} />
      <div className={error === undefined ? 'field' : 'field bad'}>
        <label htmlFor="private-body" id="private-write">
          {t('privately.write')}
        </label>
        <Editor
          ref={editor}
          id="private-body"
          labelledBy="private-write"
          describedBy={error === undefined ? 'private-hint' : 'private-error private-hint'}
          defaultValue={sentBack?.values?.['body'] ?? composer.draft?.body ?? ''}
          invalid={error !== undefined}
          maxBytes={composer.maxBytes}
          onText={draft.touch}
        />
        {error !== undefined && <FieldError id="private-error">{error}</FieldError>}
      </div>
      <SureToPost sentBack={sentBack} />
      <div className="form-acts">
        <Button look="primary" name="as" value="answer" data-post>
          {t('privately.send')}
        </Button>
        <DraftWords
          id="private-hint"
          state={draft.state}
          hint={t(isAsker ? 'privately.hint.you' : 'privately.hint.asker')}
        />
      </div>
    </form>
  )
}

function Message({ post, setting }: { readonly post: PostView; readonly setting: PostSetting }) {
  const t = useWords(threadWords)
  return (
    <article
      className="message"
      id={`p${post.id}`}
      aria-label={post.author ? t('label.message', { name: post.author.name }) : t('label.former.message')}
    >
      <p className="byline">
        <Person person={post.author} />
        <PersonLink person={post.author} />
        {post.author && <Role role={post.author.role} />}
        <Time at={post.createdAt} />
        <Edited postId={post.id} at={post.editedAt} />
        <span className="end">
          {post.may.edit && <a href={`/posts/${post.id}/edit`}>{t('edit')}</a>}
          {post.may.flag && <a href={`/posts/${post.id}/flag`}>{t('report')}</a>}
        </span>
      </p>
      {post.hidden && <HiddenWords hidden={post.hidden} />}
      <PostWords html={post.html} />
      <Comments post={post} setting={setting} />
    </article>
  )
}
