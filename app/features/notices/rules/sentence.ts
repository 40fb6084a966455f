import type { Locale } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'
import type { NoticeKind } from '../types.ts'
import { saidWords } from '../words/said.ts'

/** What a notice says, with the name of who acted; null = somebody who is gone, or nobody. */
export function noticeSentence(locale: Locale, kind: NoticeKind, actor: string | null): string {
  const t = speak(locale, saidWords)
  return isWhole(kind) ? t(kind) : t(kind, { actor: actor ?? t('formerMember') })
}

/** Notices that are a whole sentence, whoever acted. */
const WHOLE = [
  'outcome',
  'article',
  'credited',
  'verdict',
  'review-due',
  'to-review',
  'flagged',
  'source-gone',
] as const

const isWhole = (kind: NoticeKind): kind is (typeof WHOLE)[number] => WHOLE.some((one) => one === kind)
