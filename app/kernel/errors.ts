import { SOURCE_LOCALE } from '#app/locale/locales.ts'
import { saying, textIn, type Saying } from '#app/locale/saying.ts'
import { kernelRefusals } from './words/refusals.ts'

/** The closed list of expected refusals; each has one status and one page. */
export type ErrorCode = 'not-found' | 'forbidden' | 'invalid' | 'conflict' | 'too-many' | 'unavailable'

export const STATUS_OF: Readonly<Record<ErrorCode, number>> = {
  'not-found': 404,
  forbidden: 403,
  invalid: 422,
  conflict: 409,
  'too-many': 429,
  unavailable: 503,
}

/** What is wrong with single fields of a form, by field name. */
export type FieldRefusals = Readonly<Record<string, Saying | string>>

/** The same as sentences in the reader's language. */
export type FieldErrors = Readonly<Record<string, string>>

/**
 * A refusal a person may read. `said` is a whole sentence, put into their language at the edge; `message` is the same
 * in English, for logs. `fields` places sentences beside fields; `retryAfter` is in seconds.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly said: Saying | string
  readonly fields: FieldRefusals
  readonly retryAfter: number | undefined

  constructor(
    code: ErrorCode,
    said: Saying | string,
    more: { readonly fields?: FieldRefusals; readonly retryAfter?: number } = {},
  ) {
    super(textIn(SOURCE_LOCALE, said))
    this.name = 'AppError'
    this.code = code
    this.said = said
    this.fields = more.fields ?? {}
    this.retryAfter = more.retryAfter
  }

  get status(): number {
    return STATUS_OF[this.code]
  }
}

/** What a page says of a thing that is not there, or not there for this viewer. */
export function notFound(what: Saying | string = saying(kernelRefusals, 'thisPage')): AppError {
  return new AppError('not-found', saying(kernelRefusals, 'notFound', { what }))
}
