import { createContext, useContext, type ReactNode } from 'react'
import { agoWords, dayWords, dueWords, fullWords, stampWords, type Moment } from './time-words.ts'

const MomentContext = createContext<Moment>({ now: 0, zone: 'UTC' })

/** Gives the page its time and zone, as the server saw them, so that both sides render the same words. */
export function MomentProvider({ now, zone, children }: Moment & { readonly children: ReactNode }) {
  return <MomentContext.Provider value={{ now, zone }}>{children}</MomentContext.Provider>
}

/** The moment the page was made for. */
export function useMoment(): Moment {
  return useContext(MomentContext)
}

const WORDS = { ago: agoWords, day: dayWords, stamp: stampWords, due: dueWords }

export interface TimeProps {
  /** UTC milliseconds. */
  readonly at: number
  /** How it is said: "12 minutes ago", "15 May", "23 Jan, 13:28", "due in 45 min". */
  readonly as?: keyof typeof WORDS
  readonly className?: string
}

/** A time in words, with the exact one in its title. */
export function Time({ at, as = 'ago', className }: TimeProps) {
  const moment = useMoment()
  return (
    <time className={className} dateTime={new Date(at).toISOString()} title={fullWords(at, moment)}>
      {WORDS[as](at, moment)}
    </time>
  )
}
