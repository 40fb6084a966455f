import format, { type CompiledMessage, type FormatOptions } from 'icu-minify/format'
import { compileMessage } from './compile.ts'
import { dateFormat, figureOf, numberFormat, pluralOf, pluralRules } from './formats.ts'
import { LOCALES, SOURCE_LOCALE, type Locale } from './locales.ts'
import type { Messages, PlainKey, ValuesFor, Words } from './words.ts'

/** Says the messages of one catalogue in one language. */
export interface Speaker<M extends Messages> {
  <Key extends PlainKey<M>>(key: Key, ...values: ValuesFor<M[Key]>): string
}

/** The messages of a language that came after the page, by room and key, compiled. */
export type Translations = Readonly<Record<string, Readonly<Record<string, CompiledMessage>>>>

const TRANSLATIONS = new Map<Locale, Map<string, Readonly<Record<string, CompiledMessage>>>>()

/** Makes the words of a language known, for a page that a script takes over. */
export function addTranslations(locale: Locale, translations: Translations): void {
  TRANSLATIONS.set(locale, new Map(Object.entries(translations)))
  MESSAGES.delete(locale)
}

/** Says a message in a language that nothing was sent for; undefined where that is not known. */
export type Translator = (locale: Locale, source: CompiledMessage) => CompiledMessage | undefined

let translator: Translator = () => undefined

/** Has messages translated as they are first wanted: catalogues are loaded one after the other. */
export function translateBy(given: Translator): void {
  translator = given
  MESSAGES.clear()
}

const MESSAGES = new Map<Locale, WeakMap<Words, Map<string, CompiledMessage>>>()
const SPEAKERS = new Map<Locale, WeakMap<Words, Speaker<Messages>>>()

/** A message as it is rendered: the translation, or English where there is none. Throws for a key that is unknown. */
export function messageOf(locale: Locale, words: Words, key: string): CompiledMessage {
  const known = kept(MESSAGES, locale, words, () => new Map<string, CompiledMessage>())
  const found = known.get(key)
  if (found !== undefined) return found
  const text = words.messages[key]
  if (text === undefined) throw new Error(`no message ${words.room}:${key}`)
  const source = words.isCompiled ? (text as CompiledMessage) : compileMessage(text)
  const message = translated(locale, words, key, source)
  known.set(key, message)
  return message
}

function translated(locale: Locale, words: Words, key: string, source: CompiledMessage): CompiledMessage {
  if (locale === SOURCE_LOCALE) return source
  return TRANSLATIONS.get(locale)?.get(words.room)?.[key] ?? translator(locale, source) ?? source
}

/** What `icu-minify` asks of `Intl`, with what is asked most often looked up. */
const FORMATTERS = {
  formatters: {
    getNumberFormat: (tag: string, options?: Intl.NumberFormatOptions) =>
      options ? numberFormat(tag, options) : { format: (value: number) => figureOf(tag, value) },
    getDateTimeFormat: (tag: string, options?: Intl.DateTimeFormatOptions) => dateFormat(tag, options),
    getPluralRules: (tag: string, options?: Intl.PluralRulesOptions) =>
      options?.type === 'ordinal' ? pluralRules(tag, options) : { select: (value: number) => pluralOf(tag, value) },
  },
} as FormatOptions // it calls `format` and `select` alone

/** What a message says with its values filled in; with marks among them, a list of texts and what the marks made. */
export function formatted<Element>(
  locale: Locale,
  message: CompiledMessage,
  values: Readonly<Record<string, string | number | ((inner: (string | Element)[]) => Element)>> | undefined,
): string | Element | (string | Element)[] {
  return typeof message === 'string' ? message : format<Element>(message, LOCALES[locale].formats, values, FORMATTERS)
}

/** The speaker of a catalogue in a language; always the same one, so that it may be depended on. */
export function speak<M extends Messages>(locale: Locale, words: Words<M>): Speaker<M> {
  return kept(SPEAKERS, locale, words, (): Speaker<Messages> => {
    const speaker = (key: string, values?: Readonly<Record<string, string | number>>): string =>
      String(formatted<string>(locale, messageOf(locale, words, key), values))
    return speaker
  }) // made for these very words
}

/** What is kept for a catalogue in a language, made when it is first wanted. */
export function kept<T>(all: Map<Locale, WeakMap<Words, T>>, locale: Locale, words: Words, make: () => T): T {
  let ofLocale = all.get(locale)
  if (!ofLocale) all.set(locale, (ofLocale = new WeakMap()))
  let one = ofLocale.get(words)
  if (one === undefined) ofLocale.set(words, (one = make()))
  return one
}

/** Stands for a blank while a message is filled in: no text of ours holds a private-use character. */
const MARK = '\ue000'

/** A message in pieces: its texts, and which of the blanks stand between them, for what is no text. */
export function partsIn<Blank extends string>(
  locale: Locale,
  words: Words,
  key: string,
  blanks: readonly Blank[],
): readonly (string | { readonly blank: Blank })[] {
  const marked = Object.fromEntries(blanks.map((blank, index) => [blank, `${MARK}${index}${MARK}`]))
  const text = String(formatted<string>(locale, messageOf(locale, words, key), marked))
  return text.split(MARK).flatMap((piece, index): readonly (string | { readonly blank: Blank })[] => {
    const blank = index % 2 === 1 ? blanks[Number(piece)] : undefined
    if (blank !== undefined) return [{ blank }]
    return piece === '' ? [] : [piece]
  })
}
