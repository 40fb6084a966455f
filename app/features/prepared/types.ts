/*
 * Glossary. A *prepared answer* is a text that staff wrote for questions that come again. It is a *draft* until another
 * member of staff reviewed it, and *retired* once nobody should use it any more. A *use* names the post it went into; it
 * was a *success* where that post was accepted, or where the desk was done with the question for good.
 */

/** What stands in a prepared answer for what is known once it is used. */
export const PLACEHOLDERS = ['name', 'product', 'title', 'due'] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

export const PREPARED_STATES = ['draft', 'reviewed', 'retired'] as const
export type PreparedState = (typeof PREPARED_STATES)[number]

/** Languages that an answer can be written in, by what they are called by those who speak them. */
export const ANSWER_LANGUAGES = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  it: 'Italiano',
  pt: 'Português',
  nl: 'Nederlands',
  pl: 'Polski',
  cs: 'Čeština',
  sv: 'Svenska',
  da: 'Dansk',
  fi: 'Suomi',
  hu: 'Magyar',
  tr: 'Türkçe',
  uk: 'Українська',
  ru: 'Русский',
  ar: 'العربية',
  he: 'עברית',
  hi: 'हिन्दी',
  id: 'Bahasa Indonesia',
  vi: 'Tiếng Việt',
  ja: '日本語',
  ko: '한국어',
  zh: '中文',
} as const
export type AnswerLanguage = keyof typeof ANSWER_LANGUAGES

export const MAX_PREPARED_TITLE = 120
export const MAX_PREPARED_BODY = 20_000

/** What fills the placeholders; null = nothing is known. */
export interface PlaceholderFacts {
  readonly name: string | null
  readonly product: string
  readonly title: string
  /** When an answer is due, in UTC milliseconds, and the zone in which that is said. */
  readonly dueAt: number | null
  readonly zone: string
}

export interface PreparedFilters {
  readonly q: string
  readonly locale: AnswerLanguage | null
  readonly state: PreparedState | null
}

export interface PreparedRowView {
  readonly id: number
  readonly title: string
  readonly locale: AnswerLanguage
  readonly state: PreparedState
  readonly author: string | null
  readonly changedAt: number
  readonly used: number
  readonly solved: number
}

export interface PreparedListView {
  readonly filters: PreparedFilters
  readonly rows: readonly PreparedRowView[]
  /** How many there are in each state. */
  readonly counts: Readonly<Record<PreparedState, number>>
  readonly newer: string | null
  readonly older: string | null
}

export interface PreparedView extends PreparedRowView {
  readonly body: string
  /** What it looks like, as HTML. */
  readonly html: string
  readonly version: number
  readonly reviewedBy: string | null
  readonly reviewedAt: number | null
  readonly isOwn: boolean
  readonly mayReview: boolean
}

/** One that is offered to somebody who answers, with its placeholders filled in. */
export interface OfferView {
  readonly id: number
  readonly title: string
  readonly locale: AnswerLanguage
  readonly isDraft: boolean
  readonly body: string
}
