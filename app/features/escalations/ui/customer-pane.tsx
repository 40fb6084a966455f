import { useWords } from '#app/locale/react.tsx'
import { Icon, Well } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Person } from '#app/ui/person.tsx'
import { useHydrated } from '#app/ui/use-hydrated.ts'
import { SectionHead } from '#app/ui/section-head.tsx'
import { address } from '#app/ui/words.ts'
import type { SimilarThread } from '#app/features/find/types.ts'
import type { CustomerView } from '../types/work.ts'
import { deskWords } from '../words/desk.ts'

export interface CustomerPaneProps {
  readonly customer: CustomerView | null
  readonly similar: readonly SimilarThread[]
  readonly articles: readonly { readonly address: string; readonly title: string }[]
}

/** Who asks, what they did before, and what may help. */
export function CustomerPane({ customer, similar, articles }: CustomerPaneProps) {
  const t = useWords(deskWords)
  return (
    <aside className="cust" aria-label={t('customer')}>
      {customer === null ? <p className="meta">{t('customer.former')}</p> : <Customer customer={customer} />}
      <section>
        <SectionHead title={t('similar')} level={3} />
        {similar.length === 0 ? (
          <p className="meta">{t('similar.none')}</p>
        ) : (
          <ul className="side-list">
            {similar.map((thread, at) => (
              <li key={thread.id}>
                <Well state={thread.state} />
                <a href={thread.address} dir="auto">
                  {thread.title}
                </a>
                <InsertLink {...thread} nth={at + 1} />
              </li>
            ))}
          </ul>
        )}
      </section>
      {articles.length > 0 && (
        <section>
          <SectionHead title={t('articles')} level={3} />
          <ul className="side-list">
            {articles.map((article, at) => (
              <li key={article.address}>
                <Icon name="article" />
                <a href={article.address} dir="auto">
                  {article.title}
                </a>
                <InsertLink {...article} nth={similar.length + at + 1} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  )
}

interface InsertLinkProps {
  readonly address: string
  readonly title: string
  /** Its place among those that can be inserted, from 1; up to nine are keys. */
  readonly nth: number
}

/** Puts a link into what is being written; needs a script, and is not there without one. */
function InsertLink({ address, title, nth }: InsertLinkProps) {
  const t = useWords(deskWords)
  if (!useHydrated()) return null
  return (
    <span className="insert-link">
      <button
        type="button"
        className="linky"
        data-insert-link={address}
        data-insert-title={title}
        aria-label={t('insert', { title })}
        aria-keyshortcuts={nth <= 9 ? String(nth) : undefined}
      >
        {t('insert.short')}
      </button>{' '}
      {nth <= 9 && <kbd>{nth}</kbd>}
    </span>
  )
}

/** What they searched for and opened from there, in its order, and what they read besides. */
function Before({ before: { steps, read } }: { readonly before: CustomerView['before'] }) {
  const t = useWords(deskWords)
  if (steps.length + read.length === 0) return <p className="meta">{t('before.none')}</p>
  return (
    <ul className="side-list">
      {steps.map((one, at) =>
        one.step === 'searched' ? (
          <li key={at}>
            <Icon name="search" />
            <span>
              <a href={address('/search', { q: one.query })} dir="auto">
                {t('before.query', { query: one.query })}
              </a>{' '}
              <span className="meta">{t('before.found', { count: one.found })}</span>
            </span>
          </li>
        ) : (
          <Read key={at} {...one} />
        ),
      )}
      {read.map((one) => (
        <Read key={one.address} {...one} />
      ))}
    </ul>
  )
}

function Read({ address: to, title }: { readonly address: string; readonly title: string }) {
  return (
    <li>
      <Icon name="eye" />
      <a href={to} dir="auto">
        {title}
      </a>
    </li>
  )
}

function Customer({ customer }: { readonly customer: CustomerView }) {
  const t = useWords(deskWords)
  const { person, escalated } = customer
  return (
    <>
      <div className="person">
        <Person person={person} />
        <div>
          <h2>
            <a href={`/members/${person.handle}`}>{person.name}</a>
          </h2>
          <p className="meta">
            {t.rich('customer.since', { time: <Time at={customer.since} as="day" /> })}
            {customer.language !== null && <> · {customer.language}</>}
          </p>
        </div>
      </div>
      <dl className="facts">
        {customer.plan !== '' && (
          <>
            <dt>{t('customer.plan')}</dt>
            <dd>{customer.plan}</dd>
          </>
        )}
        {customer.influence > 0 && (
          <>
            <dt>{t('customer.importance')}</dt>
            <dd>{t('customer.level', { level: customer.influence })}</dd>
          </>
        )}
        <dt>{t('customer.solved')}</dt>
        <dd>{t('customer.solved.value', { solved: customer.solved, asked: customer.asked })}</dd>
        <dt>{t('customer.helped')}</dt>
        <dd>{t('customer.helped.value', { answers: customer.answers, accepted: customer.accepted })}</dd>
        <dt>{t('customer.sameHere')}</dt>
        <dd>{customer.sameHere}</dd>
        <dt>{t('customer.escalated')}</dt>
        <dd>
          {escalated.count === 0 || escalated.last === null
            ? t('customer.never')
            : t.rich('customer.times', { count: escalated.count, time: <Time at={escalated.last} as="day" /> })}
        </dd>
      </dl>
      <section>
        <SectionHead title={t('before')} level={3} />
        <Before before={customer.before} />
      </section>
      <section>
        <SectionHead
          title={t('askedBefore')}
          level={3}
          {...(customer.asked > 1 && {
            link: { href: `/members/${person.handle}`, words: t('askedBefore.all', { count: customer.asked }) },
          })}
        />
        {customer.threads.length === 0 && customer.requests.length === 0 ? (
          <p className="meta">{t('askedBefore.none')}</p>
        ) : (
          <ul className="side-list">
            {customer.threads.map((thread) => (
              <li key={thread.address}>
                <Well state={thread.state} />
                <a href={thread.address} dir="auto">
                  {thread.title}
                </a>
              </li>
            ))}
            {customer.requests.map((request) => (
              <li key={request.id}>
                <Icon name="mail" />
                <a href={`/desk/requests/${request.id}`} dir="auto">
                  {request.text}
                </a>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  )
}
