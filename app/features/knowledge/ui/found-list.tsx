import { exemplarWords } from '#app/features/knowledge/words/exemplars.ts'
import { useWords } from '#app/locale/react.tsx'
import { Button } from '#app/ui/button.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
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
      {found.justDropped && (
        <Notice live>
          <span className="flow">
            <span>{t('dropped.just', { title: found.justDropped.title })}</span>
            <PutBack id={found.justDropped.id} page={found.page} words={t('dropped.undo')} />
          </span>
        </Notice>
      )}
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
                {found.page !== null && <input type="hidden" name="page" value={found.page} />}
                <Button small name="intent" value="drop" aria-label={t('dropTitle', { title: row.title })}>
                  {t('drop')}
                </Button>
              </form>
            </div>
          </li>
        ))}
      </ul>
      {found.dropped.length > 0 && (
        <details className="found-dropped">
          <summary>{t('dropped.all', { count: found.dropped.length })}</summary>
          <ul className="rows">
            {found.dropped.map((row) => (
              <li key={row.id} className="flow">
                <span>
                  <span dir="auto">{row.title}</span>{' '}
                  <span className="meta">
                    {row.by !== null && <span dir="auto">{row.by}</span>} <Time at={row.at} />
                  </span>
                </span>
                <PutBack
                  id={row.id}
                  page={found.page}
                  words={t('dropped.back')}
                  label={t('dropped.backTitle', { title: row.title })}
                />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

interface PutBackProps {
  readonly id: number
  readonly page: string | null
  readonly words: string
  readonly label?: string
}

/** Puts what was taken off back on the list. */
function PutBack({ id, page, words, label }: PutBackProps) {
  return (
    <form method="post" action="/desk/articles">
      <input type="hidden" name="exemplar" value={id} />
      {page !== null && <input type="hidden" name="page" value={page} />}
      <Button small name="intent" value="restore" aria-label={label}>
        {words}
      </Button>
    </form>
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
