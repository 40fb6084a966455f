import { useWords } from '#app/locale/react.tsx'
import { kitWords } from './words/kit.ts'
import type { CSSProperties } from 'react'

export interface LineProps {
  /** How much of the promised time has run, 0 to 100. */
  readonly percent: number
  /** Above so much of it the promise is at risk, in per cent; default 75. */
  readonly riskPercent?: number | null
  readonly state?: 'running' | 'late' | 'paused' | 'kept'
  /** As wide as its column. */
  readonly full?: boolean
}

/** Where nobody is asked before a promise is over, its line is at risk from so much of it on, in per cent. */
const USUAL_RISK = 75

/** The promise as a line: what has run of it, and a tick at its end. Words always stand beside it. */
export function Line({ percent, riskPercent, state = 'running', full }: LineProps) {
  const t = useWords(kitWords)
  const shown = Math.round(Math.min(100, Math.max(0, percent)))
  return (
    <span
      className={`line${lineTone(shown, state, riskPercent)}${full ? ' full' : ''}`}
      style={{ '--p': shown } as CSSProperties}
      role="img"
      aria-label={t('line.promise', { percent: shown })}
    >
      <i />
    </span>
  )
}

/** The class by which a line says how it stands; with a space before it. */
export function lineTone(
  percent: number,
  state: NonNullable<LineProps['state']>,
  riskPercent: LineProps['riskPercent'],
): string {
  if (state !== 'running') return ` ${state}`
  return percent > (riskPercent ?? USUAL_RISK) ? ' risk' : ''
}
