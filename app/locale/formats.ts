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

/** Whole numbers up to this are looked up: asking `Intl` takes three microseconds each time. */
const OFTEN = 1000
const FIGURES = new Map<string, string[]>()
const PLURALS = new Map<string, Intl.LDMLPluralRule[]>()

function keptOf<T>(all: Map<string, T[]>, tag: string, value: number, make: () => T): T {
  if (!Number.isInteger(value) || value < 0 || value >= OFTEN) return make()
  let known = all.get(tag)
  if (!known) all.set(tag, (known = []))
  return (known[value] ??= make())
}

/** A figure as a language writes it, without options. */
export function figureOf(tag: string, value: number): string {
  return keptOf(FIGURES, tag, value, () => numberFormat(tag).format(value))
}

/** Which plural a figure takes. */
export function pluralOf(tag: string, value: number): Intl.LDMLPluralRule {
  return keptOf(PLURALS, tag, value, () => pluralRules(tag).select(value))
}

/** A figure with its thousands set apart: 8,412. */
export function figureIn(locale: Locale, value: number): string {
  return figureOf(LOCALES[locale].formats, value)
}

/** Names in one sentence: "a, b and c", or "a, b or c". */
export function listIn(locale: Locale, items: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction') {
  const tag = LOCALES[locale].formats
  return keptFormat('list', tag, { type }, () => new Intl.ListFormat(tag, { type })).format(items)
}

/** What a language is called, by its code; the code itself where it has no name. */
export function languageIn(locale: Locale, code: string): string {
  const tag = LOCALES[locale].formats
  const names = keptFormat('language', tag, undefined, () => new Intl.DisplayNames(tag, { type: 'language' }))
  return names.of(code) ?? code
}
