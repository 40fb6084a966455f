import type { ReactNode } from 'react'
import { Well, type WellState } from './icon.tsx'

export interface EmptyProps {
  readonly well?: WellState | null
  readonly title: string
  readonly level?: 2 | 3
  readonly children?: ReactNode
}

/** What is not there, said honestly, and the one way on. */
export function Empty({ well = 'open', title, level = 2, children }: EmptyProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div className="empty">
      {well && <Well state={well} label={null} />}
      <Heading>{title}</Heading>
      {children}
    </div>
  )
}
