import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

export interface NoticeProps {
  /** signal = needs you, info = something is going on, good = done. */
  readonly tone?: 'signal' | 'info' | 'good'
  readonly icon?: IconName
  /** Said aloud when it appears after an act. */
  readonly live?: boolean
  readonly children: ReactNode
}

const MARKS = { signal: 'alert', info: 'info', good: 'check' } as const

/** One or two sentences that stand until their cause is gone. */
export function Notice({ tone = 'info', icon = MARKS[tone], live, children }: NoticeProps) {
  return (
    <div
      className={tone === 'signal' ? 'notice' : `notice ${tone}`}
      role={live ? (tone === 'signal' ? 'alert' : 'status') : undefined}
    >
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  )
}
