import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { CopyField } from '#app/ui/copy-field.tsx'
import { ErrorSummary } from '#app/ui/field.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { StoryDeskView, StoryView } from '../types.ts'
import { storyWords } from '../words/stories.ts'
import { StoryCard } from './story-card.tsx'

export interface StoryPageProps {
  readonly story: StoryView
  /** The same story for whom it concerns; null = everybody else. */
  readonly inside: StoryDeskView | null
  /** The code of its card; null = it is not shown. */
  readonly embed: string | null
  readonly done: 'suggested' | 'agree' | 'refuse' | 'take-back' | 'approve' | 'decline' | 'withdraw' | null
  readonly sentBack?: SentBack | undefined
}

/** One story; for those in it with what they can say, and for staff with what they decide. */
export function StoryPage({ story, inside, embed, done, sentBack }: StoryPageProps) {
  const t = useWords(storyWords)
  return (
    <div className="column stack">
      {done && !sentBack && (
        <Notice tone="good" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      <ErrorSummary errors={sentBack?.errors} />
      <h1 className="tool-title">{t(inside?.own === 'asked' && isOpen(inside) ? 'ask' : 'page')}</h1>
      {inside && inside.state !== 'shown' ? <Proposed story={inside} /> : <StoryCard story={story} hasPage={false} />}
      {inside && <Own story={inside} />}
      {inside && <Standing story={inside} />}
      {embed !== null && (
        <section className="stack tight">
          <SectionHead title={t('embed')} />
          <p className="meta">{t('embed.text')}</p>
          <CopyField label={t('embed.label')} name="embed" value={embed} />
        </section>
      )}
    </div>
  )
}

const isOpen = ({ state }: StoryDeskView): boolean => state !== 'declined' && state !== 'withdrawn'

/** How it would look; it does not say yet that anybody agreed. */
function Proposed({ story }: { readonly story: StoryDeskView }) {
  const t = useWords(storyWords)
  const { quoted, thanked, about } = story
  const link = (inner: React.ReactNode) => <a href={story.address}>{inner}</a>
  return (
    <figure className="story">
      <blockquote dir="auto">{story.quote}</blockquote>
      <figcaption>
        {thanked === null
          ? t.rich('said', { quoted: quoted.name, about, link })
          : t.rich('said.thanked', { quoted: quoted.name, thanked: thanked.name, about, link })}
      </figcaption>
    </figure>
  )
}

/** What somebody who is in it can say. */
function Own({ story }: { readonly story: StoryDeskView }) {
  const t = useWords(storyWords)
  const action = `/stories/${story.id}`
  if (story.own === null || !isOpen(story)) return null
  if (story.own === 'asked')
    return (
      <form method="post" action={action} className="stack tight">
        <p>{t('ask.text')}</p>
        <p className="flow">
          <Button look="primary" name="intent" value="agree">
            {t('agree')}
          </Button>
          <Button name="intent" value="refuse">
            {t('refuse')}
          </Button>
        </p>
      </form>
    )
  return (
    <form method="post" action={action} className="stack tight">
      <p>
        {t('agreed')} {t('take-back.text')}
      </p>
      <p>
        <Button name="intent" value="take-back">
          {t('take-back')}
        </Button>
      </p>
    </form>
  )
}

/** Where it stands: who suggested it, who said what, and what staff decide. */
function Standing({ story }: { readonly story: StoryDeskView }) {
  const t = useWords(storyWords)
  const time = () => <Time at={story.nominatedAt} />
  return (
    <section className="stack tight">
      <SectionHead title={t('people')} />
      <p>
        <b>{t(`state.${story.state}`)}</b>
      </p>
      <ul className="plain-rows">
        <li>
          {story.nominatedBy === null
            ? t.rich('nominated.former', { time })
            : t.rich('nominated', { name: story.nominatedBy.name, time })}
        </li>
        {story.consents.map(({ person, state }) => (
          <li key={person.id}>{t(`consent.${state}`, { name: person.name })}</li>
        ))}
        <li>{t(story.isApproved ? 'approved' : 'unapproved')}</li>
      </ul>
      {story.mayDecide && isOpen(story) && (
        <form method="post" action={`/stories/${story.id}`} className="flow" aria-label={t('desk')}>
          {!story.isApproved && (
            <Button look={story.own === 'asked' ? 'border' : 'primary'} name="intent" value="approve">
              {t('approve')}
            </Button>
          )}
          <Button look="danger" name="intent" value={story.state === 'asked' ? 'decline' : 'withdraw'}>
            {t(story.state === 'asked' ? 'decline' : 'withdraw')}
          </Button>
        </form>
      )}
    </section>
  )
}
