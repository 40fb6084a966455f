import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary, TextArea } from '#app/ui/field.tsx'
import { Line } from '#app/ui/line.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import type { SentBack } from '#app/ui/sent-back.ts'
import type { OwnWay } from '../queries/own-way.server.ts'
import type { Level } from '../types.ts'
import { becomeWords } from '../words/become.ts'

const ADDRESS = '/advocates/become'

export interface BecomePageProps {
  /** The level that leads to the role; null where none does. */
  readonly level: Level | null
  readonly way: OwnWay | null
  readonly isGuest: boolean
  readonly done: 'applied' | 'withdrawn' | null
  readonly sentBack?: SentBack | undefined
}

/** How one becomes an advocate, where one is, and the application. */
export function BecomePage({ level, way, isGuest, done, sentBack }: BecomePageProps) {
  const t = useWords(becomeWords)
  return (
    <div className="column stack">
      {done && !sentBack && (
        <Notice tone="good" live>
          {t(`done.${done}`)}
        </Notice>
      )}
      <header>
        <h1 className="title">{t('title')}</h1>
        <p className="lead">{t('lead')}</p>
      </header>
      <ol className="prose-list">
        <li>{t.rich('step.answer', { link: (inner) => <a href="/unanswered">{inner}</a> })}</li>
        <li>{t.rich('step.earn', { link: (inner) => <a href="/advocates/points">{inner}</a> })}</li>
        {level && (
          <li>{t(level.needsApplication ? 'step.applies' : 'step.reaches', { threshold: level.threshold })}</li>
        )}
      </ol>
      <section>
        <SectionHead title={t('brings.head')} />
        <ul className="prose-list">
          <li>{t('brings.role')}</li>
          <li>{t('brings.asked')}</li>
          <li>{t('brings.lounge')}</li>
          <li>{t('brings.rewards')}</li>
        </ul>
      </section>
      <section>
        <SectionHead title={t('you')} />
        {isGuest && <p>{t.rich('you.guest', { link: (inner) => <a href={`/signin?next=${ADDRESS}`}>{inner}</a> })}</p>}
        {way && <Way way={way} sentBack={sentBack} />}
      </section>
    </div>
  )
}

function Way({ way, sentBack }: { readonly way: OwnWay; readonly sentBack: SentBack | undefined }) {
  const t = useWords(becomeWords)
  const { reputation, threshold } = way
  if (way.isAdvocate) return <p>{t('you.is')}</p>
  return (
    <div className="stack">
      <p>{t(reputation >= threshold ? 'you.can' : 'you.far', { reputation, threshold })}</p>
      <Line percent={threshold === 0 ? 100 : (100 * reputation) / threshold} state="kept" full />
      {way.declined !== null && way.waitingSince === null && <p>{t('you.declined', { reason: way.declined })}</p>}
      {way.waitingSince !== null && (
        <form method="post" action={ADDRESS} className="flow">
          <span>{t.rich('you.waiting', { time: <Time at={way.waitingSince} /> })}</span>
          <Button small look="plain" name="intent" value="withdraw">
            {t('withdraw')}
          </Button>
        </form>
      )}
      {(way.mayApply || sentBack) && (
        <form method="post" action={ADDRESS} className="stack">
          <ErrorSummary errors={sentBack?.errors} />
          <TextArea
            label={t('apply.words')}
            hint={t('apply.hint')}
            name="words"
            rows={6}
            maxLength={1500}
            required
            defaultValue={sentBack?.values?.['words']}
            error={sentBack?.errors?.['words']}
          />
          <p>
            <Button look="primary" name="intent" value="apply">
              {t('apply')}
            </Button>
          </p>
        </form>
      )}
    </div>
  )
}
