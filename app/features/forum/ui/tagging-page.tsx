import { TagsField } from '#app/features/catalogue/ui/tags-field.tsx'
import { useWords } from '#app/locale/react.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/field.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { TaggingView } from '../types.ts'
import { postWords } from '../words/posts.ts'
import { threadWords } from '../words/thread.ts'
import { BackToThread } from './post-pages.tsx'

export interface TaggingPageProps {
  readonly view: TaggingView
  readonly sentBack?: SentBack
}

/** The tags of a question alone, for those who may put it in order but not change its words. */
export function TaggingPage({ view, sentBack }: TaggingPageProps) {
  const t = useWords(threadWords)
  const ofPosts = useWords(postWords)
  return (
    <div className="column narrow">
      <BackToThread address={view.address} title={view.title} />
      <header className="page-h">
        <h1 className="title">{t('tagging.title')}</h1>
        <p className="lead">{t('tagging.lead')}</p>
      </header>
      <form className="form" method="post" action={`/t/${view.id}/tags`}>
        <ErrorSummary errors={sentBack?.errors} />
        <input type="hidden" name="before" value={view.tags.join(', ')} />
        <TagsField
          hint={ofPosts('tags.hint')}
          defaultValue={sentBack?.values?.['tags'] ?? view.tags.join(', ')}
          error={sentBack?.errors?.['tags']}
        />
        <div className="form-acts">
          <Button look="primary">{t('tagging.act')}</Button>
          <LinkButton href={view.address} look="plain">
            {ofPosts('back')}
          </LinkButton>
        </div>
      </form>
    </div>
  )
}
