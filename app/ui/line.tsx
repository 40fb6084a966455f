import { useWords } from '#app/locale/react.tsx'
import { kitWords } from './words/kit.ts'
import type { CSSProperties } from 'react'

export interface LineProps {
  /** How much of the promised time has run, 0 to 100. */
  readonly percent: number
  readonly state?: 'running' | 'late' | 'paused' | 'kept'
  /** As wide as its column. */
  readonly full?: boolean
}

/** The promise as a line: what has run of it, and a tick at its end. Words always stand beside it. */
export function Line({ percent, state = 'running', full }: LineProps) {
  const t = useWords(kitWords)
  const shown = Math.round(Math.min(100, Math.max(0, percent)))
  return (
    <span
      className={`line${lineTone(shown, state)}${full ? ' full' : ''}`}
      style={{ '--p': shown } as CSSProperties}
      role="img"
      aria-label={t('line.promise', { percent: shown })}
    >
      <i />
    </span>
  )
}

/** The class by which a line says how it stands; with a space before it. */
export function lineTone(percent: number, state: NonNullable<LineProps['state']>): string {
  if (state !== 'running') return ` ${state}`
  return percent > 75 ? ' risk' : ''
}
