import type { ReactNode } from 'react'
import { DeskFrame, type DeskFrameProps } from '#app/ui/frames.tsx'

const PARTS = [
  { href: '/desk/settings', words: 'General' },
  { href: '/desk/settings/look', words: 'Look' },
  { href: '/desk/settings/mail', words: 'Mail' },
  { href: '/desk/settings/legal', words: 'Legal texts' },
  { href: '/desk/settings/retention', words: 'Retention' },
  { href: '/desk/settings/api', words: 'API tokens' },
] as const

export interface SiteSettingsFrameProps extends Pick<DeskFrameProps, 'parts' | 'done'> {
  /** The address of the part that is open. */
  readonly at: (typeof PARTS)[number]['href']
  readonly lead?: ReactNode
  readonly children: ReactNode
}

/** The settings of the place: the parts at the left, above on a phone, and one part. */
export function SiteSettingsFrame({ at, lead, children, ...desk }: SiteSettingsFrameProps) {
  return (
    <DeskFrame at="settings" title="Settings" {...desk}>
      <div className="framed">
        <nav className="parts all" aria-label="Settings of the place">
          {PARTS.map((part) => (
            <a key={part.href} href={part.href} aria-current={part.href === at ? 'page' : undefined}>
              {part.words}
            </a>
          ))}
        </nav>
        <div className="column narrow stack">
          <header>
            <h2 className="part-title">{PARTS.find((part) => part.href === at)?.words}</h2>
            {lead && <p className="meta">{lead}</p>}
          </header>
          {children}
        </div>
      </div>
    </DeskFrame>
  )
}
