import type { Locale } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'
import { isWholeSentence } from '../rules.ts'
import type { NoticeKind } from '../types.ts'
import { saidWords } from '../words/said.ts'

/** What a notice says, with the name of who acted; null = somebody who is gone, or nobody. */
export function noticeSentence(locale: Locale, kind: NoticeKind, actor: string | null): string {
  const t = speak(locale, saidWords)
  if (kind === 'invited' && actor === null) return t('invited.product')
  return isWholeSentence(kind) ? t(kind) : t(kind, { actor: actor ?? t('formerMember') })
}
