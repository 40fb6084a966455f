import type { CSSProperties, ReactNode } from 'react'
import { MINUTE } from '#app/kernel/clock.ts'
import { useWords } from '#app/locale/react.tsx'
import { speak } from '#app/locale/speak.ts'
import { Icon } from './icon.tsx'
import { Line, lineTone, type LineProps } from './line.tsx'
import { useMoment } from './moment.tsx'
import { agoWords, byWords, sinceWords, type Moment } from './time-words.ts'
import { kitWords } from './words/kit.ts'

/** The asker was asked for details: by whom (null = nobody who is still here), and when. */
interface Paused {
  readonly by: string | null
  readonly at: number
}

export interface PromiseNoteProps {
  readonly due: {
    readonly at: number
    readonly percent: number
    /** At so much of it members who know the subject are asked; null = nobody is. */
    readonly riskPercent: number | null
    /** When members who know the subject are asked; the line shows it as a tick of its own. */
    readonly riskAt?: number | null
  }
  /** Waits for the asker: the time does not run. */
  readonly paused?: Paused | null
  /** The one line of conditions under the sentence. */
  readonly children?: ReactNode
  /** The support team has it, and who of it; null = it is with the community. */
  readonly team?: { readonly owner: string | null } | null
  /** With its line, for the asker of an open thread. */
  readonly line?: boolean
}

/** The promise in one bold sentence; never hidden when it is broken. */
export function PromiseNote({ due, paused = null, team = null, children, line }: PromiseNoteProps) {
  const moment = useMoment()
  const late = paused === null && due.at < moment.now
  const state = paused ? 'paused' : late ? 'late' : 'running'
  const riskAt = due.riskAt ?? null
  return (
    <div className={late ? 'promise late' : 'promise'}>
      <Icon name="clock" />
      <p>
        <b>{sentence(due.at, late, paused, team, moment)}</b>
      </p>
      {children && <p className="meta">{children}</p>}
      {line &&
        (riskAt === null || due.riskPercent === null || team !== null ? (
          <Line full percent={due.percent} state={state} />
        ) : (
          <Steps at={due.at} riskAt={riskAt} riskPercent={due.riskPercent} percent={due.percent} state={state} />
        ))}
    </div>
  )
}

interface StepsProps extends Required<Pick<LineProps, 'percent' | 'state'>> {
  readonly at: number
  readonly riskAt: number
  readonly riskPercent: number
}

/** The line with two ticks: when members who know the subject are asked, and when the second tier is. */
function Steps({ at, riskAt, riskPercent, percent, state }: StepsProps) {
  const t = useWords(kitWords)
  const moment = useMoment()
  const when = (time: number): string => (time < moment.now ? sinceWords(time, moment) : byWords(time, moment))
  // While the clock stands nobody knows when it will be.
  const isKnown = state !== 'paused'
  const isOver = isKnown ? riskAt <= moment.now : percent >= riskPercent
  return (
    <div className={`steps${lineTone(percent, state, riskPercent)}`} style={{ '--risk': riskPercent } as CSSProperties}>
      <i
        role="img"
        aria-label={t('line.promise', { percent: Math.min(100, Math.round(percent)) })}
        style={{ '--p': Math.min(100, percent) } as CSSProperties}
      />
      <span>
        {t(isOver ? 'step.risk.done' : 'step.risk')}
        {isKnown && <b>{when(riskAt)}</b>}
      </span>
      <span>
        {t('step.late')}
        {isKnown && <b>{when(at)}</b>}
      </span>
    </div>
  )
}

function sentence(
  at: number,
  late: boolean,
  paused: Paused | null,
  team: PromiseNoteProps['team'],
  moment: Moment,
): string {
  const t = speak(moment.locale, kitWords)
  if (paused) {
    const when = agoWords(paused.at, moment)
    return paused.by === null ? t('promise.waits', { when }) : t('promise.waitsFor', { name: paused.by, when })
  }
  const owner = team?.owner ?? null
  if (late && owner !== null) return t('promise.lateOwner', { name: owner })
  if (late && moment.now - at < MINUTE) return t('promise.lateNow')
  if (late) return t('promise.late', { when: sinceWords(at, moment) })
  const when = byWords(at, moment)
  if (owner !== null) return t('promise.owner', { name: owner, when })
  return t(team ? 'promise.team' : 'promise.by', { when })
}
