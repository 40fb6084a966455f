import type { PromisedTimes, PreviewView, WorkingCalendar } from '../types.ts'
import { promiseWordsOf } from '../words/promise.ts'
import { DAY, HOUR, MINUTE } from '#app/kernel/clock.ts'
import type { Locale } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'
import { askedDueWords, isAlways, promiseWords, weekWords, workingWords } from './promise-words.ts'
import { addWorking } from './working-time.ts'
import { dayAt, instantOf } from './zone-offsets.ts'

interface Reader {
  readonly locale: Locale
  readonly zone: string
}

/** An eve further ahead than this is no example. */
const FAR = 400

/** What a calendar's hours mean for an answer within `minutes`, in words. */
export function previewHours(
  calendar: WorkingCalendar,
  minutes: number,
  now: number,
  { locale, zone }: Reader,
): PreviewView {
  const within = workingWords(minutes, isAlways(calendar), locale)
  return {
    says: speak(locale, promiseWordsOf)('works', { hours: weekWords(calendar, { locale, zone }) }),
    within: speak(locale, promiseWordsOf)('within.first', { span: within }),
    examples: examples(calendar, minutes, now, locale),
  }
}

/** What a category's promise means, in words. */
export function previewPromise(promise: PromisedTimes, now: number, { locale, zone }: Reader): PreviewView {
  const t = speak(locale, promiseWordsOf)
  const { firstMinutes, solveMinutes, calendar } = promise
  const minutes = firstMinutes ?? solveMinutes
  if (minutes === null) return { says: t('nothing'), within: null, examples: [] }
  const span = workingWords(minutes, isAlways(calendar), locale)
  return {
    says: promiseWords(promise, { locale, zone }),
    within: firstMinutes === null ? t('within.solve', { span }) : t('within.first', { span }),
    examples: examples(calendar, minutes, now, locale),
  }
}

/** Asked at noon on each of the coming seven days, on Friday evening, and on the eve of the next holiday. */
function examples(calendar: WorkingCalendar, minutes: number, now: number, locale: Locale): readonly string[] {
  const { zone } = calendar
  const today = dayAt(zone, now)
  const at = (day: number, hour: number): number => instantOf(zone, day * DAY + hour * HOUR)
  // 1 January 1970 was a Thursday: day 1 a Friday.
  const next = (weekday: number): number => today + 1 + ((((weekday - today - 1) % 7) + 7) % 7)
  const holiday = Object.entries(calendar.days)
    .filter(([, spans]) => spans.length === 0)
    .map(([day]) => Date.parse(`${day}T00:00:00Z`) / DAY)
    .filter((day) => day > today + 1 && day < today + FAR)
    .toSorted((a, b) => a - b)[0]
  const week = [1, 2, 3, 4, 5, 6, 7].map((days) => at(today + days, 12))
  const asked = [...week, at(next(1), 17), ...(holiday === undefined ? [] : [at(holiday - 1, 16)])]
  return [...new Set(asked)]
    .toSorted((a, b) => a - b)
    .map((time) => askedDueWords(time, addWorking(calendar, time, minutes * MINUTE), { locale, zone }))
}
