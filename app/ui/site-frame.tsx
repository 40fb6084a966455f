import { useWords } from '#app/locale/react.tsx'
import { frameWords } from './words/frames.ts'
import type { ReactNode } from 'react'
import { isMember, isStaff, type MemberViewer, type Viewer } from '#app/kernel/roles.ts'
import { Icon } from './icon.tsx'
import { Person } from './person.tsx'
import { Wordmark } from './wordmark.tsx'

/** What an admin says of the place; the same for everybody. */
export interface SiteView {
  readonly name: string
  /** Stands in place of the wordmark. */
  readonly logoUrl: string | null
  /** Stands in its place on dark pages. */
  readonly darkLogoUrl: string | null
  /** One sentence in the footer, e.g. where a demonstration comes from. */
  readonly footNote: string | null
  readonly footLinks: readonly { readonly href: string; readonly words: string }[]
}

export type SitePart = 'threads' | 'unanswered' | 'articles' | 'advocates' | 'desk'

export interface SiteFrameProps {
  readonly site: SiteView
  readonly viewer: Viewer
  /** Path and query of the page, so that signing in leads back to it. */
  readonly here: string
  readonly part?: SitePart | null
  /** Without the search field in the header: home and search have a larger one. */
  readonly ownSearch?: boolean
  /** For set-up, maintenance and errors without a session: no navigation. */
  readonly bare?: boolean
  readonly children: ReactNode
}

const PARTS: readonly { readonly part: SitePart; readonly href: string }[] = [
  { part: 'threads', href: '/threads' },
  { part: 'unanswered', href: '/unanswered' },
  { part: 'articles', href: '/kb' },
  { part: 'advocates', href: '/advocates' },
]

/** Header, content and footer of every page. */
export function SiteFrame({ site, viewer, here, part = null, ownSearch, bare, children }: SiteFrameProps) {
  const t = useWords(frameWords)
  const parts = isStaff(viewer) ? [...PARTS, { part: 'desk' as const, href: '/desk' }] : PARTS
  const signIn = `/signin?next=${encodeURIComponent(here)}`
  return (
    <>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <header className="top">
        <div className={part === 'desk' ? 'wide top-row' : 'wrap top-row'}>
          <a className="brand" href="/">
            <Logo site={site} />
          </a>
          {bare ? null : (
            <>
              <nav className="top-nav" aria-label={t('site')}>
                {parts.map((one) => (
                  <a key={one.part} href={one.href} aria-current={one.part === part ? 'page' : undefined}>
                    {t(one.part)}
                  </a>
                ))}
              </nav>
              {!ownSearch && <HeaderSearch />}
              <div className="top-acts">
                {isMember(viewer) ? (
                  <InboxLink unread={viewer.unread} />
                ) : (
                  <a className="signin" href={signIn}>
                    {t('signIn')}
                  </a>
                )}
                {!ownSearch && (
                  <a className="top-find" href="/search" aria-label={t('search')}>
                    <Icon name="search" />
                  </a>
                )}
                <Menu viewer={viewer} parts={parts} signIn={signIn} />
                <a className="button primary" href="/ask">
                  {t('ask')}
                </a>
              </div>
            </>
          )}
        </div>
      </header>
      <main id="main" tabIndex={-1} className={part === 'desk' ? 'desk' : 'wrap'}>
        {children}
      </main>
      <footer className="foot">
        <div className="wrap">
          <p>{site.footNote ?? t('footer', { site: site.name })}</p>
          <a href="#keys" data-keys>
            {t('keys')}
          </a>
          {site.footLinks.map((link) => (
            <a key={link.href} href={link.href}>
              {link.words}
            </a>
          ))}
        </div>
      </footer>
    </>
  )
}

/** The name as it is drawn: the company's logo, the one for dark pages where it is dark, or the wordmark. */
function Logo({ site: { name, logoUrl, darkLogoUrl } }: Pick<SiteFrameProps, 'site'>) {
  if (logoUrl === null) return <Wordmark />
  if (darkLogoUrl === null) return <img src={logoUrl} alt={name} />
  return (
    <picture>
      <source media="(prefers-color-scheme: dark)" srcSet={darkLogoUrl} />
      <img src={logoUrl} alt={name} />
    </picture>
  )
}

function HeaderSearch() {
  const t = useWords(frameWords)
  return (
    <search>
      <form className="top-search" action="/search">
        <label className="hide" htmlFor="q">
          {t('searchThreads')}
        </label>
        <Icon name="search" />
        <input id="q" type="search" name="q" placeholder={t('search')} autoComplete="off" data-suggest />
        <kbd aria-hidden="true">/</kbd>
      </form>
    </search>
  )
}

function InboxLink({ unread }: { readonly unread: number }) {
  const t = useWords(frameWords)
  return (
    <a className="inbox-link" href="/inbox" aria-label={unread === 0 ? t('inbox') : t('inboxUnread', { unread })}>
      <Icon name="follow" />
      {unread > 0 && <b className="unread">{unread}</b>}
    </a>
  )
}

interface MenuProps {
  readonly viewer: Viewer
  readonly parts: typeof PARTS
  readonly signIn: string
}

/** On a phone the whole navigation; on a desktop a member's own few pages. */
function Menu({ viewer, parts, signIn }: MenuProps) {
  const t = useWords(frameWords)
  const member = isMember(viewer) ? viewer : null
  return (
    <details className={member ? 'menu' : 'menu desktop-none'} data-menu>
      <summary>
        <span className="hide">{member ? t('menuOf', { name: member.name }) : t('menu')}</span>
        {member && <Person person={member} />}
        {member && member.unread > 0 && (
          <b className="unread burger">
            {t.rich('unread', { unread: member.unread, hide: (inner) => <span className="hide">{inner}</span> })}
          </b>
        )}
        <span className="burger">
          <Icon name="menu" />
        </span>
      </summary>
      <nav aria-label={t('menu')}>
        <a className="for-phone" href="/search">
          {t('search')}
        </a>
        {parts.map((one) => (
          <a className="for-phone" key={one.href} href={one.href}>
            {t(one.part)}
          </a>
        ))}
        {member ? <OwnPages member={member} /> : <a href={signIn}>{t('signIn')}</a>}
      </nav>
    </details>
  )
}

function OwnPages({ member }: { readonly member: MemberViewer }) {
  const t = useWords(frameWords)
  return (
    <>
      <hr className="for-phone hr" />
      <a href={`/members/${member.handle}`}>{t('yourPage')}</a>
      <a href="/inbox">
        {t('inbox')} {member.unread > 0 && <b className="unread">{member.unread}</b>}
      </a>
      <a href="/settings">{t('settings')}</a>
      <hr />
      <form method="post" action="/signout" data-hard>
        <button>{t('signOut')}</button>
      </form>
    </>
  )
}
