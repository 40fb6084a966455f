import type { Locale } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'
import { retentionWords } from './words/retention.ts'

/** What is removed by itself once it is old enough, where an admin says so. */
export const KEPT_KINDS = ['requests', 'searches', 'log', 'failures', 'mails'] as const
export type KeptKind = (typeof KEPT_KINDS)[number]

/** For how many days each kind is kept; null = for ever. */
export type Kept = Readonly<Record<KeptKind, number | null>>

export const DEFAULT_KEPT: Kept = {
  requests: null,
  searches: null,
  log: null,
  failures: null,
  mails: 30,
}

const YEAR = 365

/** What may be chosen, in days. */
export const KEPT_CHOICES: Readonly<Record<KeptKind, readonly (number | null)[]>> = {
  requests: [null, 10 * YEAR, 5 * YEAR, 3 * YEAR, 2 * YEAR, YEAR, 180, 90, 30],
  searches: [null, 3 * YEAR, 2 * YEAR, YEAR, 180, 90, 30, 7],
  log: [null, 10 * YEAR, 5 * YEAR, 3 * YEAR, 2 * YEAR, YEAR, 180, 90],
  failures: [null, YEAR, 180, 90, 30, 7],
  mails: [YEAR, 180, 90, 30, 14, 7],
}

/** A span in words: "90 days", "2 years", "for ever". */
export function keptWords(days: number | null, locale: Locale): string {
  const t = speak(locale, retentionWords)
  if (days === null) return t('forEver')
  return days % YEAR === 0 ? t('years', { years: days / YEAR }) : t('days', { days })
}

/** Whether the second keeps less than the first. */
export function isShorter(days: number | null, than: number | null): boolean {
  return days !== null && (than === null || days < than)
}
