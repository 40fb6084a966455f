import { topicWords } from '#app/features/mining/words/topic.ts'
import { figureIn } from '#app/locale/formats.ts'
import { useWords } from '#app/locale/react.tsx'
import { Time } from '#app/ui/moment.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { address } from '#app/ui/words.ts'
import type { TopicPageView } from '../types.ts'
import { bold } from './bold.tsx'
import { hoursWords, savingWords } from './saving.ts'

/** Why a topic stands where it stands: the figures behind its place. */
export function Why({ view }: { readonly view: TopicPageView }) {
  const t = useWords(topicWords)
  const minutes = (seconds: number): string => t('minutes', { minutes: Math.round(seconds / 60) })
  return (
    <section>
      <SectionHead title={t('whyItStandsWhere')} />
      <p>
        {view.isRest
          ? t('wouldSaveNothing')
          : t.rich('wouldSave', {
              b: bold,
              hours: hoursWords(t.locale, view.saving),
              factors: savingWords(t.locale, view.savingParts),
            })}
      </p>
      <dl className="facts">
        <dt>{t('askers')}</dt>
        <dd>{figureIn(t.locale, view.askerCount)}</dd>
        <dt>{t('requests')}</dt>
        <dd>{figureIn(t.locale, view.requestCount)}</dd>
        <dt>{t('spentByHand')}</dt>
        <dd>{view.handlingSeconds > 0 ? minutes(view.handlingSeconds) : t('nobodyMeasured')}</dd>
        <dt>{t('leftUnanswered')}</dt>
        <dd>{t('percent', { percent: Math.round(view.unansweredShare * 100) })}</dd>
        <dt>{t('trend')}</dt>
        <dd>
          {view.trend >= 133
            ? t('growing', { percent: view.trend - 100 })
            : view.trend <= 75
              ? t('falling', { percent: 100 - view.trend })
              : t('steady')}
        </dd>
        {view.lastAt !== null && (
          <>
            <dt>{t('lastAsked')}</dt>
            <dd>
              <Time at={view.lastAt} />
            </dd>
          </>
        )}
        {view.brand !== null && (
          <>
            <dt>{t('brand')}</dt>
            <dd dir="auto">{view.brand}</dd>
          </>
        )}
        {view.subject && (
          <>
            <dt>{t('subject')}</dt>
            <dd>
              <a href={address('/desk/topics', { subject: String(view.subject.id) })}>{view.subject.title}</a>
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}
