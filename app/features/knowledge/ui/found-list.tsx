import { exemplarWords } from '#app/features/knowledge/words/exemplars.ts'
import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { Time } from '#app/ui/moment.tsx'
import type { FoundView } from '../types.ts'
import { Marks } from './marks.tsx'
import { bold } from './phrasings.tsx'

/** The editors' list of answers that can stand as articles, and how it comes about. */
export function FoundList({ found }: { readonly found: FoundView }) {
  const t = useWords(exemplarWords)
  return (
    <div className="column found-page">
      <p className="meta">{t('about')}</p>
      <HowItComes found={found} />
      <ul className="rows found">
        {found.rows.map((row) => (
          <li key={row.id}>
            <h2 className="row-title" dir="auto">
              {row.title}
            </h2>
            <p className="meta">
              {[
                t('near', { count: row.nearCount }),
                row.isAccepted ? t('accepted') : t('notAccepted'),
                ...(row.isForMachine ? [t('forMachine')] : []),
              ].join(' · ')}
            </p>
            <div className="found-text" dir="auto">
              {row.text}
            </div>
            <p className="meta">
              {t.rich('from', {
                source: (
                  <a href={row.source.address} dir="auto">
                    {row.source.title}
                  </a>
                ),
              })}
            </p>
            <Marks marks={row.reasons} />
            <div className="form-acts">
              <form method="post" action="/desk/articles/new">
                <input type="hidden" name="exemplar" value={row.id} />
                <Button small look="primary" aria-label={t('draftTitle', { title: row.title })}>
                  {t('draft')}
                </Button>
              </form>
              <form method="post" action="/desk/articles">
                <input type="hidden" name="exemplar" value={row.id} />
                <Button small name="intent" value="drop" aria-label={t('dropTitle', { title: row.title })}>
                  {t('drop')}
                </Button>
              </form>
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** When it was made, whether the product publishes by itself, and what the order follows, with what may be done. */
function HowItComes({ found }: { readonly found: FoundView }) {
  const t = useWords(exemplarWords)
  const { verdicts, may } = found
  return (
    <ul className="found-how">
      <li>
        <span>
          {found.isLooking
            ? t('looking')
            : found.lookedAt === null
              ? t('neverLooked')
              : t.rich('lookedAt', { time: <Time at={found.lookedAt} /> })}
        </span>
        {!found.isLooking && <Act intent="look-through" words={t('lookNow')} />}
      </li>
      <li>
        <span>
          {found.isMachineOn
            ? t.rich('machineOn', { b: bold })
            : t.rich('machineOff', { b: bold, count: found.machineCount })}
        </span>
        {may.administer && (
          <Act
            intent={found.isMachineOn ? 'machine-off' : 'machine-on'}
            words={found.isMachineOn ? t('switchOff') : t('switchOn')}
          />
        )}
      </li>
      <li>
        <span>{verdicts.isFollowed ? t('learnt', { count: verdicts.count }) : t('learning', { ...verdicts })}</span>
        {may.administer && verdicts.count > 0 && <Act intent="forget-verdicts" words={t('forget')} />}
      </li>
    </ul>
  )
}

function Act({ intent, words }: { readonly intent: string; readonly words: string }) {
  return (
    <form method="post" action="/desk/articles">
      <Button small name="intent" value={intent}>
        {words}
      </Button>
    </form>
  )
}
