import { LinkButton } from '#app/ui/button.tsx'
import { Icon, Well } from '#app/ui/icon.tsx'
import { Time } from '#app/ui/moment.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Person } from '#app/ui/person.tsx'
import { SectionHead } from '#app/ui/section-head.tsx'
import { Tags } from '#app/ui/tag.tsx'
import { address, counted, figure } from '#app/ui/words.ts'
import type { ArticlePageView, SourceThreadView } from '../types.ts'
import { ArticleVoteForm, type Voted } from './article-vote-form.tsx'

export interface ArticlePageProps {
  readonly view: ArticlePageView
  readonly voted: Voted
  /** The reader has just proposed an edit of it. */
  readonly proposed?: boolean
}

/** An article in the askers' words, with its sources: set for reading, and an honest question at its end. */
export function ArticlePage({ view, voted, proposed = false }: ArticlePageProps) {
  return (
    <div className="article">
      <nav className="crumbs" aria-label="Where you are">
        <a href="/kb">Articles</a>
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
            <b>What you wrote goes to the review.</b> You hear how it went, and are named when it is taken.
          </Notice>
        )}
        <ArticleNotices view={view} />
        <h1 className="title" dir="auto">
          {view.title}
        </h1>
        {view.aliases.length > 0 && (
          <p className="asked-as" dir="auto">
            Also asked as{' '}
            {view.aliases.slice(0, 4).map((alias, at) => (
              <span key={alias}>
                {at > 0 && ', '}
                <q>{alias}</q>
              </span>
            ))}
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
            <h2>Still stuck? Someone here knows.</h2>
            <p>
              Ask the community. Your question goes out with a note that you have read this article, so that nobody
              sends you back to it.
            </p>
            <p>
              <LinkButton look="primary" href={address('/ask', { article: String(view.id) })}>
                Ask about this
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
  return (
    <>
      {view.publishedAt === null && (
        <Notice icon="private">
          <b>Not published.</b> Only its author and staff can read this.
        </Notice>
      )}
      {view.state === 'withdrawn' && (
        <Notice icon="hidden">
          <b>Withdrawn.</b> Only staff still read this.
        </Notice>
      )}
      {view.outdated && (
        <Notice tone="signal">
          <b>This may no longer hold.</b> {view.outdated.reason} <Time at={view.outdated.at} />
        </Notice>
      )}
      {view.originalMovedOn && (
        <Notice tone="signal">
          <b>The original has changed since this was translated.</b>{' '}
          <a href={view.originalMovedOn.address}>{view.originalMovedOn.title}</a>
        </Notice>
      )}
      {view.isDemo && (
        <Notice>
          A demonstration: this article was made and published by the product itself, from what people wrote.
        </Notice>
      )}
    </>
  )
}

function Facts({ view }: { readonly view: ArticlePageView }) {
  return (
    <p className="verified">
      {view.verified &&
        (view.verified.isOver && view.verified.until !== null ? (
          <b className="over">
            <Icon name="clock" />
            Was to be verified by <Time at={view.verified.until} as="day" />
          </b>
        ) : (
          <b>
            <Icon name="check" />
            Verified <Time at={view.verified.at} as="day" />
          </b>
        ))}
      {view.verified?.by && <span>by {view.verified.by}</span>}
      {view.owner && <span>Owner: {view.owner.name}</span>}
      <a href={`/kb/${view.id}/history`}>{counted(view.revisionCount, 'revision')}</a>
      {view.may.work ? (
        <a href={`/desk/articles/${view.id}`}>Work on it</a>
      ) : (
        view.may.propose && <a href={`/kb/${view.id}/edit`}>Propose an edit</a>
      )}
    </p>
  )
}

function Contents({ view }: { readonly view: ArticlePageView }) {
  return (
    <nav className="toc" aria-label="On this page">
      {view.headings.length > 1 && (
        <>
          <h2>On this page</h2>
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
  return (
    <nav className="choose" aria-label="Show the steps for">
      <span aria-hidden="true">Show the steps for</span>
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
  const rest = [
    ...(view.moreThreads > 0 ? [counted(view.moreThreads, 'more thread')] : []),
    ...(view.requestCount > 0 ? [counted(view.requestCount, 'request')] : []),
  ]
  return (
    <aside className="side" aria-label="About this article">
      {(view.madeFrom.length > 0 || rest.length > 0) && (
        <section>
          <SectionHead title="Made from" />
          <ThreadLinks threads={view.madeFrom} numbered />
          {rest.length > 0 && (
            <p className="meta">
              {view.madeFrom.length > 0 ? 'and ' : ''}
              {rest.join(', ')}
            </p>
          )}
        </section>
      )}
      {view.credits.length > 0 && (
        <section>
          <SectionHead title="Thanks to" />
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
      <Links title="Read next" links={view.related} />
      {view.relatedThreads.length > 0 && (
        <section>
          <SectionHead title="Others asked" />
          <ThreadLinks threads={view.relatedThreads} />
        </section>
      )}
      {view.translations.length > 0 && (
        <section>
          <SectionHead title="In other languages" />
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
      <Links title="What links here" links={view.linkedFrom} />
    </aside>
  )
}

function ThreadLinks({
  threads,
  numbered = false,
}: {
  readonly threads: readonly SourceThreadView[]
  readonly numbered?: boolean
}) {
  return (
    <ul className="side-list">
      {threads.map((thread) => (
        <li key={thread.address}>
          <Well state={thread.state} />
          <a href={thread.address} dir="auto">
            {numbered && `[${figure(thread.number)}] `}
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
