import type { ReactNode } from 'react'
import { Notice } from './notice.tsx'
import { Tabs } from './tabs.tsx'

export interface AuthFrameProps {
  readonly title: string
  readonly lead?: ReactNode
  /** Other ways, under a line. */
  readonly other?: ReactNode
  readonly children: ReactNode
}

/** One column of 24 rem for signing in and everything near it. */
export function AuthFrame({ title, lead, other, children }: AuthFrameProps) {
  return (
    <div className="auth">
      <h1>{title}</h1>
      {lead && <p className="lead">{lead}</p>}
      {children}
      {other && <div className="other">{other}</div>}
    </div>
  )
}

const SETTINGS_PARTS = [
  { href: '/settings', words: 'Profile' },
  { href: '/settings/account', words: 'Account' },
  { href: '/settings/notices', words: 'Notices' },
  { href: '/settings/following', words: 'Following' },
  { href: '/settings/sessions', words: 'Where you are signed in' },
  { href: '/settings/export', words: 'Your data' },
  { href: '/settings/erase', words: 'Erase the account' },
] as const

export interface SettingsFrameProps {
  /** The address of the part that is open. */
  readonly at: (typeof SETTINGS_PARTS)[number]['href']
  readonly title: string
  readonly lead?: ReactNode
  /** What was just saved, as a sentence. */
  readonly done?: ReactNode
  readonly children: ReactNode
}

/** Settings: the parts at the left, one form of 35 rem, what was saved on top. */
export function SettingsFrame({ at, title, lead, done, children }: SettingsFrameProps) {
  return (
    <div className="framed">
      <nav className="parts" aria-label="Settings">
        {SETTINGS_PARTS.map((part) => (
          <a key={part.href} href={part.href} aria-current={part.href === at ? 'page' : undefined}>
            {part.words}
          </a>
        ))}
      </nav>
      <div className="column narrow stack">
        {done && (
          <Notice tone="good" live>
            {done}
          </Notice>
        )}
        <header>
          <h1 className="tool-title">{title}</h1>
          {lead && <p className="lead">{lead}</p>}
        </header>
        {children}
      </div>
    </div>
  )
}

const DESK_PARTS = [
  { key: 'topics', href: '/desk/topics', words: 'Topics' },
  { key: 'requests', href: '/desk/requests', words: 'Requests' },
  { key: 'articles', href: '/desk/articles', words: 'Articles' },
  { key: 'flags', href: '/desk/flags', words: 'Flags' },
  { key: 'log', href: '/desk/log', words: 'Log' },
  { key: 'members', href: '/desk/members', words: 'Members' },
  { key: 'categories', href: '/desk/categories', words: 'Categories' },
  { key: 'tags', href: '/desk/tags', words: 'Tags' },
  { key: 'jobs', href: '/desk/jobs', words: 'Jobs' },
  { key: 'mail', href: '/desk/mail', words: 'Mail' },
  { key: 'settings', href: '/desk/settings', words: 'Settings' },
] as const

export type DeskPart = (typeof DESK_PARTS)[number]['key']

export interface DeskFrameProps {
  readonly at: DeskPart | null
  /** The parts this member may open; all when absent. */
  readonly parts?: readonly DeskPart[]
  /** What needs somebody, by part. */
  readonly counts?: Partial<Record<DeskPart, number>>
  readonly title: string
  readonly lead?: ReactNode
  readonly done?: ReactNode
  readonly children: ReactNode
}

/** The desk: a stone bar with its parts, then one page to the window's edge. */
export function DeskFrame({ at, parts, counts = {}, title, lead, done, children }: DeskFrameProps) {
  const open = DESK_PARTS.filter((part) => parts === undefined || parts.includes(part.key))
  return (
    <>
      <div className="desk-bar">
        <div className="wide">
          <Tabs
            label="Desk"
            tabs={open.map((part) => ({
              href: part.href,
              words: part.words,
              current: part.key === at,
              count: counts[part.key] || null,
              urgent: true,
            }))}
          />
        </div>
      </div>
      <div className="wide desk-main">
        <div className="desk-h">
          <h1>{title}</h1>
          {lead && <p className="meta">{lead}</p>}
        </div>
        {done && (
          <Notice tone="good" live>
            {done}
          </Notice>
        )}
        {children}
      </div>
    </>
  )
}
