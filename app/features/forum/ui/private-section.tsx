import { PersonLink } from '#app/features/catalogue/ui/person-link.tsx'
import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, TextArea } from '#app/ui/field.tsx'
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
  readonly setting: PostSetting
  readonly sentBack?: SentBack | undefined
}

/** What the asker and staff say to each other alone, under the question, with room for one more message. */
export function PrivateSection({ part, isAsker, setting, sentBack }: PrivateSectionProps) {
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
      {part.mayWrite && (
        <form className="form" method="post" action={`/t/${part.id}/answers`}>
          <ErrorSummary errors={sentBack?.errors} ids={{ body: 'private-body' }} />
          {setting.key !== null && <input type="hidden" name="key" value={`${setting.key}p`} />}
          <input type="hidden" name="as" value="answer" />
          <TextArea
            label={t('privately.write')}
            name="body"
            id="private-body"
            rows={4}
            required
            hint={t(isAsker ? 'privately.hint.you' : 'privately.hint.asker')}
            defaultValue={sentBack?.values?.['body'] ?? ''}
            error={sentBack?.errors?.['body']}
          />
          <div className="form-acts">
            <Button look="primary">{t('privately.send')}</Button>
          </div>
        </form>
      )}
    </section>
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
