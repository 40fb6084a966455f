import type { PersonView } from '#app/features/catalogue/types.ts'
import { BackToThread } from '#app/features/forum/ui/post-pages.tsx'
import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, Field, TextArea } from '#app/ui/field.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import { MAX_ABOUT, MAX_QUOTE } from '../types.ts'
import { storyWords } from '../words/stories.ts'

export interface SuggestPageProps {
  readonly postId: number
  readonly thread: { readonly title: string; readonly address: string }
  readonly text: string
  readonly asked: readonly PersonView[]
  readonly others: readonly { readonly id: number; readonly person: PersonView; readonly words: string }[]
  readonly values: Readonly<Record<string, string>>
  readonly sentBack?: SentBack | undefined
}

/** Choosing the words of a post that become a story. */
export function SuggestPage({ postId, thread, text, asked, others, values: given, sentBack }: SuggestPageProps) {
  const t = useWords(storyWords)
  const values = sentBack?.values ?? given
  const errors = sentBack?.errors ?? {}
  return (
    <div className="column stack">
      <BackToThread address={thread.address} title={thread.title} />
      <header>
        <h1 className="title">{t('suggest')}</h1>
        <p className="lead">{t('suggest.lead')}</p>
      </header>
      <section>
        <SectionHead title={t('suggest.whole')} />
        <p className="prose-words" dir="auto">
          {text}
        </p>
      </section>
      <form method="post" action={`/posts/${postId}/story`} className="column narrow stack">
        <ErrorSummary errors={sentBack?.errors} />
        <TextArea
          label={t('suggest.quote')}
          hint={t('suggest.quote.hint', { most: MAX_QUOTE })}
          name="quote"
          rows={5}
          required
          defaultValue={values['quote']}
          error={errors['quote']}
        />
        <Field
          label={t('suggest.about')}
          hint={t('suggest.about.hint')}
          name="about"
          maxLength={MAX_ABOUT}
          required
          dir="auto"
          defaultValue={values['about']}
          error={errors['about']}
        />
        <p className="meta">
          {t('suggest.who', { count: asked.length, names: asked.map((person) => person.name).join(', ') })}
        </p>
        <p>
          <Button look="primary">{t('suggest.send')}</Button>
        </p>
      </form>
      {others.length > 0 && (
        <section>
          <SectionHead title={t('suggest.others')} />
          <ul className="plain-rows">
            {others.map(({ id, person, words }) => (
              <li key={id}>
                <a href={`/posts/${id}/story`} dir="auto">
                  {t('suggest.other', { name: person.name, words })}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
