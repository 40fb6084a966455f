import { topicsWords } from '#app/features/mining/words/topics.ts'
import { figureIn, numberFormat } from '#app/locale/formats.ts'
import { LOCALES, type Locale } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'
import type { SavingParts } from '../types.ts'

/** A figure with one digit behind its point: "2.0". */
export function oneDigit(locale: Locale, value: number): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
  return numberFormat(LOCALES[locale].formats, digits).format(value)
}

/** "17.0 h", from seconds. */
export function hoursWords(locale: Locale, seconds: number): string {
  const value = seconds / 3600
  const hours = value >= 100 ? figureIn(locale, Math.round(value)) : oneDigit(locale, value)
  return speak(locale, topicsWords)('hours', { hours })
}

/** "3.2 askers × 6.5 min × 2.0", how a saving came about. */
export function savingWords(locale: Locale, parts: SavingParts): string {
  const t = speak(locale, topicsWords)
  const minutes = figureIn(locale, Math.round(parts.handlingSeconds / 6) / 10)
  const factors = [
    t('saving.askers', { count: parts.askersPerMonth }),
    parts.handlingFrom === 'assumed' ? t('saving.assumedMinutes', { minutes }) : t('saving.minutes', { minutes }),
    oneDigit(locale, parts.trend / 100),
    ...(parts.left === 100 ? [] : [oneDigit(locale, parts.left / 100)]),
  ]
  return factors.join(' × ')
}
