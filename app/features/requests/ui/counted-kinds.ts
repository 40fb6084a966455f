import type { Locale } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'
import { PERSONAL_KINDS, type PersonalKind } from '#app/platform/personal-data/types.ts'
import { MACHINE_KINDS, type MachineKind } from '../types.ts'
import { valueWords } from '../words/values.ts'

/** "2 card numbers", by kind, in the order of the list. */
export function redactedWords(counts: Readonly<Partial<Record<PersonalKind, number>>>, locale: Locale): string[] {
  const t = speak(locale, valueWords)
  return PERSONAL_KINDS.flatMap((kind) => {
    const count = counts[kind]
    return count ? [t(`redacted.${kind}`, { count })] : []
  })
}

/**
 * "20 automatic answers", by kind, the most first; the last counts what was refused for other reasons. Empty where no
 * mail of a program was.
 */
export function refusedWords(
  counts: readonly { readonly kind: MachineKind | null; readonly count: number }[],
  locale: Locale,
): string[] {
  const t = speak(locale, valueWords)
  const kinds = MACHINE_KINDS.flatMap((kind) => {
    const count = counts.find((group) => group.kind === kind)?.count ?? 0
    return count > 0 ? [{ kind, count }] : []
  })
  if (kinds.length === 0) return []
  const others = counts.reduce((sum, { kind, count }) => sum + (kind === null ? count : 0), 0)
  const words = kinds
    .sort((one, other) => other.count - one.count)
    .map(({ kind, count }) => t(`machine.${kind}`, { count }))
  return others > 0 ? [...words, t('otherReasons', { count: others })] : words
}
