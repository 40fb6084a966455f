import { articleWords } from '#app/features/knowledge/words/article.ts'
import { figureIn } from '#app/locale/formats.ts'
import { useLocale, useWords } from '#app/locale/react.tsx'
import type { Speaker } from '#app/locale/speak.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Icon, Well } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Person } from '#app/ui/person.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Tags } from '#app/ui/tag.tsx'
import { address } from '#app/ui/words.ts'
import type { ArticlePageView, SourceThreadView } from '../types.ts'
import { ArticleVoteForm, type Voted } from './article-vote-form.tsx'
import { bold, Phrasings } from './phrasings.tsx'

export interface ArticlePageProps {
  readonly view: ArticlePageView
  readonly voted: Voted
  /** The reader has just proposed an edit of it. */
  readonly proposed?: boolean
}

/** An article in the askers' words, with its sources: set for reading, and an honest question at its end. */
export function ArticlePage({ view, voted, proposed = false }: ArticlePageProps) {
  const t = useWords(articleWords)
  return (
    <div className="article">
      <nav className="crumbs" aria-label={t('whereYou')}>
        <a href="/kb">{t('articles')}</a>
        <span aria-hidden="true">/</span>
        <a href={`/kb/in/${view.category.slug}`}>{view.category.name}</a>
        {view.section && (
          <>
            <span aria-hidden="true">/</span>
            <a href={address(`/kb/in/${view.category.slug}`, { section: view.section.slug })}>{view.section.name}</a>
          </>
        )}
      </nav>
      <header className="article-head">
        {proposed && (
          <Notice icon="check" live>
            {t.rich('proposed.thanks', { b: bold })}
          </Notice>
        )}
        <ArticleNotices view={view} />
        <h1 className="title" dir="auto">
          {view.title}
        </h1>
        {view.aliases.length > 0 && (
          <p className="asked-as" dir="auto">
            {t.rich('alsoAskedAs', { phrasings: <Phrasings of={view.aliases.slice(0, 4)} /> })}
          </p>
        )}
        <Facts view={view} />
      </header>
      <div className="article-grid">
        <Contents view={view} />
        <article lang={view.language}>
          {view.choices.length > 0 && <Choose view={view} />}
          <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: view.html }} />
          <Tags names={view.tags} />
          {view.publishedAt !== null && <ArticleVoteForm view={view} voted={voted} />}
          <section className="still">
            <h2>{t('stuck.title')}</h2>
            <p>{t('stuck.text')}</p>
            <p>
              <LinkButton look="primary" href={address('/ask', { article: String(view.id) })}>
                {t('askAbout')}
              </LinkButton>
            </p>
          </section>
        </article>
        <Side view={view} />
      </div>
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: view.structured }} />
    </div>
  )
}

function ArticleNotices({ view }: { readonly view: ArticlePageView }) {
  const t = useWords(articleWords)
  return (
    <>
      {view.publishedAt === null && <Notice icon="private">{t.rich('notice.notPublished', { b: bold })}</Notice>}
      {view.state === 'withdrawn' && <Notice icon="hidden">{t.rich('notice.withdrawn', { b: bold })}</Notice>}
      {view.outdated && (
        <Notice tone="signal">
          <b>{t('notice.outdated')}</b> {view.outdated.reason} <Time at={view.outdated.at} />
        </Notice>
      )}
      {view.originalMovedOn && (
        <Notice tone="signal">
          <b>{t('notice.originalChanged')}</b> <a href={view.originalMovedOn.address}>{view.originalMovedOn.title}</a>
        </Notice>
      )}
      {view.isByMachine && <Notice>{t('notice.byMachine')}</Notice>}
      {view.isDemo && !view.isByMachine && <Notice>{t('notice.demonstration')}</Notice>}
    </>
  )
}

function Facts({ view }: { readonly view: ArticlePageView }) {
  const t = useWords(articleWords)
  return (
    <p className="verified">
      {view.verified &&
        (view.verified.isOver && view.verified.until !== null ? (
          <b className="over">
            <Icon name="clock" />
            {t.rich('fact.toBeVerified', { day: <Time at={view.verified.until} as="day" /> })}
          </b>
        ) : (
          <b>
            <Icon name="check" />
            {t.rich('fact.verified', { day: <Time at={view.verified.at} as="day" /> })}
          </b>
        ))}
      {view.verified?.by && <span>{t('fact.by', { by: view.verified.by })}</span>}
      {view.owner && <span>{t('fact.owner', { name: view.owner.name })}</span>}
      <a href={`/kb/${view.id}/history`}>{t('fact.revisions', { count: view.revisionCount })}</a>
      {view.may.work ? (
        <a href={`/desk/articles/${view.id}`}>{t('workOn')}</a>
      ) : (
        view.may.propose && <a href={`/kb/${view.id}/edit`}>{t('proposeAnEdit')}</a>
      )}
    </p>
  )
}

function Contents({ view }: { readonly view: ArticlePageView }) {
  const t = useWords(articleWords)
  return (
    <nav className="toc" aria-label={t('onThisPage')}>
      {view.headings.length > 1 && (
        <>
          <h2>{t('onThisPage')}</h2>
          {view.headings.map((heading) => (
            <a key={heading.id} href={`#${heading.id}`} className={heading.level === 3 ? 'deep' : undefined}>
              {heading.words}
            </a>
          ))}
        </>
      )}
    </nav>
  )
}

function Choose({ view }: { readonly view: ArticlePageView }) {
  const t = useWords(articleWords)
  return (
    <nav className="choose" aria-label={t('showTheSteps')}>
      <span aria-hidden="true">{t('showTheSteps')}</span>
      {view.choices.map((choice) => (
        <a
          key={choice.key}
          href={address(view.address, { for: choice.key })}
          aria-current={choice.key === view.chosen ? 'true' : undefined}
        >
          {choice.words}
        </a>
      ))}
    </nav>
  )
}

function Side({ view }: { readonly view: ArticlePageView }) {
  const t = useWords(articleWords)
  const rest = restWords(t, view)
  return (
    <aside className="side" aria-label={t('aboutThisArticle')}>
      {(view.madeFrom.length > 0 || rest !== null) && (
        <section>
          <SectionHead title={t('madeFrom')} />
          <ThreadLinks threads={view.madeFrom} numbered />
          {rest !== null && <p className="meta">{rest}</p>}
        </section>
      )}
      {view.credits.length > 0 && (
        <section>
          <SectionHead title={t('thanksTo')} />
          <ul>
            {view.credits.map((person) => (
              <li className="credit" key={person.id}>
                <Person person={person} />
                <a href={`/members/${person.handle}`}>{person.name}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Links title={t('readNext')} links={view.related} />
      {view.relatedThreads.length > 0 && (
        <section>
          <SectionHead title={t('othersAsked')} />
          <ThreadLinks threads={view.relatedThreads} />
        </section>
      )}
      {view.translations.length > 0 && (
        <section>
          <SectionHead title={t('inOtherLanguages')} />
          <ul className="side-list">
            {view.translations.map((one) => (
              <li key={one.address}>
                <Icon name="article" />
                <a href={one.address} hrefLang={one.language} lang={one.language}>
                  {one.title} <span className="meta">({one.language})</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Links title={t('whatLinksHere')} links={view.linkedFrom} />
    </aside>
  )
}

/** What it was made from besides the threads that are named: "and 2 more threads, 5 requests". */
function restWords(t: Speaker<(typeof articleWords)['messages']>, view: ArticlePageView): string | null {
  const { moreThreads: threads, requestCount: requests } = view
  const isListed = view.madeFrom.length > 0
  if (threads > 0 && requests > 0) return t(isListed ? 'more.andBoth' : 'more.both', { threads, requests })
  if (threads > 0) return t(isListed ? 'more.andThreads' : 'more.threads', { threads })
  return requests > 0 ? t(isListed ? 'more.andRequests' : 'more.requests', { requests }) : null
}

function ThreadLinks({
  threads,
  numbered = false,
}: {
  readonly threads: readonly SourceThreadView[]
  readonly numbered?: boolean
}) {
  const locale = useLocale()
  return (
    <ul className="side-list">
      {threads.map((thread) => (
        <li key={thread.address}>
          <Well state={thread.state} />
          <a href={thread.address} dir="auto">
            {numbered && `[${figureIn(locale, thread.number)}] `}
            {thread.title}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Links({
  title,
  links,
}: {
  readonly title: string
  readonly links: readonly { readonly address: string; readonly title: string }[]
}) {
  if (links.length === 0) return null
  return (
    <section>
      <SectionHead title={title} />
      <ul className="side-list">
        {links.map((link) => (
          <li key={link.address}>
            <Icon name="article" />
            <a href={link.address} dir="auto">
              {link.title}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
