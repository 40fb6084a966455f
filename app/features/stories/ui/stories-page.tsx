import { useWords } from '#app/locale/react.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { StoryDeskView, StoryView } from '../types.ts'
import { storyWords } from '../words/stories.ts'
import { StoryCard } from './story-card.tsx'

export interface StoriesPageProps {
  readonly stories: readonly StoryView[]
  /** What waits for somebody; null = not for this viewer. */
  readonly waiting: readonly StoryDeskView[] | null
}

/** All stories that are shown, and for staff those that wait. */
export function StoriesPage({ stories, waiting }: StoriesPageProps) {
  const t = useWords(storyWords)
  return (
    <div className="column stack">
      <header>
        <h1 className="title">{t('title')}</h1>
        <p className="lead">{t('lead')}</p>
      </header>
      {waiting !== null && (
        <section>
          <SectionHead title={t('waiting')} />
          {waiting.length === 0 && <p className="meta">{t('waiting.none')}</p>}
          <ul className="plain-rows">
            {waiting.map((story) => (
              <li key={story.id}>
                <a href={`/stories/${story.id}`} dir="auto">
                  {story.quote}
                </a>
                <p className="meta">
                  {t(story.isApproved ? 'approved' : 'unapproved')}{' '}
                  {story.consents.map(({ person, state }) => t(`consent.${state}`, { name: person.name })).join(' ')}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {stories.length === 0 ? (
        <Empty title={t('none')}>
          <p>{t('none.text')}</p>
        </Empty>
      ) : (
        stories.map((story) => <StoryCard key={story.id} story={story} />)
      )}
    </div>
  )
}
