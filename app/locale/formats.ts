import { LOCALES, type Locale } from './locales.ts'

const KEPT = new Map<string, unknown>()

/** Making a formatter takes fifty times as long as using it. */
function keptFormat<T>(kind: string, tag: string, options: object | undefined, make: () => T): T {
  const key = options ? `${kind} ${tag} ${JSON.stringify(options)}` : `${kind} ${tag}`
  const known = KEPT.get(key)
  if (known !== undefined) return known as T // each key holds one kind
  const made = make()
  KEPT.set(key, made)
  return made
}

export function numberFormat(tag: string, options?: Intl.NumberFormatOptions): Intl.NumberFormat {
  return keptFormat('number', tag, options, () => new Intl.NumberFormat(tag, options))
}

export function dateFormat(tag: string, options?: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return keptFormat('date', tag, options, () => new Intl.DateTimeFormat(tag, options))
}

export function pluralRules(tag: string, options?: Intl.PluralRulesOptions): Intl.PluralRules {
  return keptFormat('plural', tag, options, () => new Intl.PluralRules(tag, options))
}

/** A figure with its thousands set apart: 8,412. */
export function figureIn(locale: Locale, value: number): string {
  return numberFormat(LOCALES[locale].formats).format(value)
}

/** Names in one sentence: "a, b and c", or "a, b or c". */
export function listIn(locale: Locale, items: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction') {
  const tag = LOCALES[locale].formats
  return keptFormat('list', tag, { type }, () => new Intl.ListFormat(tag, { type })).format(items)
}
