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

/** Sentences for single fields of a form, by field name. */
export type FieldErrors = Readonly<Record<string, string>>

/**
 * A refusal a person may read. `message` is a whole sentence in their words; `fields` places
 * sentences beside fields; `retryAfter` is in seconds.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly fields: FieldErrors
  readonly retryAfter: number | undefined

  constructor(
    code: ErrorCode,
    message: string,
    more: { readonly fields?: FieldErrors; readonly retryAfter?: number } = {},
  ) {
    super(message)
    this.name = 'AppError'
    this.code = code
    this.fields = more.fields ?? {}
    this.retryAfter = more.retryAfter
  }

  get status(): number {
    return STATUS_OF[this.code]
  }
}

/** What a page says of a thing that is not there, or not there for this viewer. */
export function notFound(what = 'This page'): AppError {
  return new AppError('not-found', `${what} does not exist, or not for you.`)
}
