import { createContext, useContext, type ReactNode } from 'react'
import { LocaleProvider } from '#app/locale/react.tsx'
import { SOURCE_LOCALE } from '#app/locale/locales.ts'
import { agoWords, dayWords, dueWords, fullWords, stampWords, type Moment } from './time-words.ts'

const MomentContext = createContext<Moment>({ now: 0, zone: 'UTC', locale: SOURCE_LOCALE })

/** Gives the page its time, zone and language, as the server saw them, so that both sides render the same words. */
export function MomentProvider({ now, zone, locale, children }: Moment & { readonly children: ReactNode }) {
  return (
    <LocaleProvider value={locale}>
      <MomentContext.Provider value={{ now, zone, locale }}>{children}</MomentContext.Provider>
    </LocaleProvider>
  )
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
    <time
      className={className}
      dateTime={new Date(at).toISOString()}
      title={fullWords(at, moment)}
      // A browser may know newer rules of a language than the server does.
      suppressHydrationWarning
    >
      {WORDS[as](at, moment)}
    </time>
  )
}
