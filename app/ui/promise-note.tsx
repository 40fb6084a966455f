import type { ReactNode } from 'react'
import { MINUTE } from '#app/kernel/clock.ts'
import { speak } from '#app/locale/speak.ts'
import { Icon } from './icon.tsx'
import { Line } from './line.tsx'
import { useMoment } from './moment.tsx'
import { byWords, spanWords, type Moment } from './time-words.ts'
import { kitWords } from './words/kit.ts'

export interface PromiseNoteProps {
  readonly due: { readonly at: number; readonly percent: number }
  /** Waits for the asker: the time does not run. */
  readonly paused?: boolean
  /** The one line of conditions under the sentence. */
  readonly children?: ReactNode
  /** With its line, for the asker of an open thread. */
  readonly line?: boolean
}

/** The promise in one bold sentence; never hidden when it is broken. */
export function PromiseNote({ due, paused, children, line }: PromiseNoteProps) {
  const moment = useMoment()
  const late = !paused && due.at < moment.now
  return (
    <div className={late ? 'promise late' : 'promise'}>
      <Icon name="clock" />
      <p>
        <b>{sentence(due.at, late, paused === true, moment)}</b>
      </p>
      {children && <p className="meta">{children}</p>}
      {line && <Line full percent={due.percent} state={paused ? 'paused' : late ? 'late' : 'running'} />}
    </div>
  )
}

function sentence(at: number, late: boolean, paused: boolean, moment: Moment): string {
  const t = speak(moment.locale, kitWords)
  if (paused) return t('promise.waits')
  if (late && moment.now - at < MINUTE) return t('promise.lateNow')
  if (late) return t('promise.late', { span: spanWords(moment.now - at, moment.locale) })
  return t('promise.by', { when: byWords(at, moment) })
}
