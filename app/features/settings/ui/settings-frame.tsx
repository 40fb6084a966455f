import { settingsWords } from '#app/features/settings/words/settings.ts'
import { useWords } from '#app/locale/react.tsx'
import type { ReactNode } from 'react'
import { DeskFrame, type DeskFrameProps } from '#app/ui/frames.tsx'

const PARTS = [
  { href: '/desk/settings', key: 'part.general' },
  { href: '/desk/settings/look', key: 'part.look' },
  { href: '/desk/settings/mail', key: 'part.mail' },
  { href: '/desk/settings/legal', key: 'part.legal' },
  { href: '/desk/settings/retention', key: 'part.retention' },
  { href: '/desk/settings/api', key: 'part.api' },
] as const

export interface SiteSettingsFrameProps extends Pick<DeskFrameProps, 'parts' | 'done'> {
  /** The address of the part that is open. */
  readonly at: (typeof PARTS)[number]['href']
  readonly lead?: ReactNode
  readonly children: ReactNode
}

/** The settings of the place: the parts at the left, above on a phone, and one part. */
export function SiteSettingsFrame({ at, lead, children, ...desk }: SiteSettingsFrameProps) {
  const t = useWords(settingsWords)
  const open = PARTS.find((part) => part.href === at)
  return (
    <DeskFrame at="settings" title={t('settings')} {...desk}>
      <div className="framed">
        <nav className="parts all" aria-label={t('settingsOfThePlace')}>
          {PARTS.map((part) => (
            <a key={part.href} href={part.href} aria-current={part.href === at ? 'page' : undefined}>
              {t(part.key)}
            </a>
          ))}
        </nav>
        <div className="column narrow stack">
          <header>
            <h2 className="part-title">{open && t(open.key)}</h2>
            {lead && <p className="meta">{lead}</p>}
          </header>
          {children}
        </div>
      </div>
    </DeskFrame>
  )
}
