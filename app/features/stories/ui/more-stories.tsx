import { useWords } from '#app/locale/react.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { StoryView } from '../types.ts'
import { storyWords } from '../words/stories.ts'
import { StoryCard } from './story-card.tsx'

/** Stories beside each other, with the way to all. */
export function MoreStories({ stories }: { readonly stories: readonly StoryView[] }) {
  const t = useWords(storyWords)
  return (
    <section>
      <SectionHead title={t('title')} link={{ href: '/stories', words: t('all') }} />
      <div className="stories-more">
        {stories.map((story) => (
          <StoryCard key={story.id} story={story} />
        ))}
      </div>
    </section>
  )
}
