import { useWords } from '#app/locale/react.tsx'
import { frameWords } from './words/frames.ts'
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
  { href: '/settings', key: 'settings.profile' },
  { href: '/settings/account', key: 'settings.account' },
  { href: '/settings/notices', key: 'settings.notices' },
  { href: '/settings/following', key: 'settings.following' },
  { href: '/settings/recognition', key: 'settings.recognition' },
  { href: '/settings/sessions', key: 'settings.sessions' },
  { href: '/settings/export', key: 'settings.export' },
  { href: '/settings/erase', key: 'settings.erase' },
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
  const t = useWords(frameWords)
  return (
    <div className="framed">
      <nav className="parts" aria-label={t('settings')}>
        {SETTINGS_PARTS.map((part) => (
          <a key={part.href} href={part.href} aria-current={part.href === at ? 'page' : undefined}>
            {t(part.key)}
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
  { key: 'escalations', href: '/desk' },
  { key: 'topics', href: '/desk/topics' },
  { key: 'requests', href: '/desk/requests' },
  { key: 'searches', href: '/desk/searches' },
  { key: 'articles', href: '/desk/articles' },
  { key: 'prepared', href: '/desk/prepared' },
  { key: 'badges', href: '/desk/badges' },
  { key: 'advocates', href: '/desk/advocates' },
  { key: 'missions', href: '/desk/missions' },
  { key: 'panels', href: '/desk/panels' },
  { key: 'rewards', href: '/desk/rewards' },
  { key: 'flags', href: '/desk/flags' },
  { key: 'log', href: '/desk/log' },
  { key: 'members', href: '/desk/members' },
  { key: 'teams', href: '/desk/teams' },
  { key: 'categories', href: '/desk/categories' },
  { key: 'calendars', href: '/desk/calendars' },
  { key: 'tags', href: '/desk/tags' },
  { key: 'jobs', href: '/desk/jobs' },
  { key: 'mail', href: '/desk/mail' },
  { key: 'settings', href: '/desk/settings' },
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

/** Parts about those who help: they stand in the bar as one, and side by side under it. */
const PROGRAMME: readonly DeskPart[] = ['advocates', 'badges', 'missions', 'rewards', 'panels']
const isOfProgramme = (part: DeskPart | null): boolean => part !== null && PROGRAMME.includes(part)

/** The stone bar of the desk: its parts, with how many there need somebody. */
export function DeskBar({ at, parts, counts = {} }: Pick<DeskFrameProps, 'at' | 'parts' | 'counts'>) {
  const t = useWords(frameWords)
  const open = DESK_PARTS.filter((part) => parts === undefined || parts.includes(part.key))
  const shown = open.filter((part) => part.key === 'advocates' || !isOfProgramme(part.key))
  return (
    <div className="desk-bar">
      <div className="wide">
        <Tabs
          label={t('desk')}
          tabs={shown.map((part) => ({
            href: part.href,
            words: t(`desk.${part.key}`),
            current: part.key === at || (part.key === 'advocates' && isOfProgramme(at)),
            count: counts[part.key] || null,
            urgent: true,
          }))}
        />
      </div>
    </div>
  )
}

/** The parts about those who help, while one of them is open. */
function ProgrammeTabs({ at, parts }: Pick<DeskFrameProps, 'at' | 'parts'>) {
  const t = useWords(frameWords)
  if (!isOfProgramme(at)) return null
  const open = DESK_PARTS.filter(({ key }) => isOfProgramme(key) && (parts === undefined || parts.includes(key)))
  return (
    <Tabs
      label={t('desk.programme')}
      tabs={open.map(({ key, href }) => ({
        href,
        words: t(key === 'advocates' ? 'desk.people' : `desk.${key}`),
        current: key === at,
      }))}
    />
  )
}

/** The desk: a stone bar with its parts, then one page to the window's edge. */
export function DeskFrame({ at, parts, counts, title, lead, done, children }: DeskFrameProps) {
  return (
    <>
      <DeskBar at={at} {...(parts && { parts })} {...(counts && { counts })} />
      <div className="wide desk-main">
        <div className="desk-h">
          <h1>{title}</h1>
          {lead && <p className="meta">{lead}</p>}
        </div>
        <ProgrammeTabs at={at} {...(parts && { parts })} />
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
