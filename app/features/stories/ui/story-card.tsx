import { useWords } from '#app/locale/react.tsx'
import type { StoryView } from '../types.ts'
import { storyWords } from '../words/stories.ts'

export interface StoryCardProps {
  readonly story: StoryView
  /** Whether it leads to its own page. */
  readonly hasPage?: boolean
}

/** A story: the words, who said them to whom, what about, and that they agreed. */
export function StoryCard({ story, hasPage = true }: StoryCardProps) {
  const t = useWords(storyWords)
  const { quoted, thanked, about, address } = story
  const link = (inner: React.ReactNode) => <a href={address}>{inner}</a>
  const agreed = thanked === null ? t('shown.one', { quoted: quoted.name }) : t('shown.both')
  return (
    <figure className="story">
      <blockquote dir="auto">{story.quote}</blockquote>
      <figcaption>
        {thanked === null
          ? t.rich('said', { quoted: quoted.name, about, link })
          : t.rich('said.thanked', { quoted: quoted.name, thanked: thanked.name, about, link })}{' '}
        {hasPage ? <a href={`/stories/${story.id}`}>{agreed}</a> : agreed}
      </figcaption>
    </figure>
  )
}
