import { saying } from '#app/locale/saying.ts'
import { platformRefusals } from '#app/platform/words/refusals.ts'
import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { AppError, type FieldErrors } from '#app/kernel/errors.ts'
import type { Locale } from '#app/locale/locales.ts'
import { textIn } from '#app/locale/saying.ts'
import { isStorageFailure } from '#db/transaction.server.ts'

/** Refuses a request while the database can't be reached and nobody knows who asks. */
export function demandDatabase({ context }: LoaderFunctionArgs): void {
  if (context.isAway) throw new AppError('unavailable', AWAY, { retryAfter: AWAY_SECONDS })
}

const AWAY = saying(platformRefusals, 'away')

export const AWAY_SECONDS = 10

export function refusalOf(error: unknown): AppError | null {
  if (error instanceof AppError) return error
  const failure = isStorageFailure(error)
  if (failure === 'full') {
    return new AppError('unavailable', saying(platformRefusals, 'diskFull'))
  }
  if (failure === 'unavailable') {
    return new AppError('unavailable', saying(platformRefusals, 'notSaved'))
  }
  return null
}

export function headersOf(refusal: AppError): { status: number; headers: Record<string, string> } {
  const headers: Record<string, string> = {}
  if (refusal.retryAfter !== undefined) headers['Retry-After'] = String(refusal.retryAfter)
  return { status: refusal.status, headers }
}

/** What a form that was refused says in the reader's language: of each field, and under '' of itself. */
export function errorsIn(locale: Locale, { fields, said }: AppError): FieldErrors {
  const errors = Object.entries({ ...fields, '': said }).map(([name, one]) => [name, textIn(locale, one)] as const)
  return Object.fromEntries(errors)
}

/** An expected refusal as the response that draws its error page; anything else stays a bug. */
export function asResponse(error: unknown, locale: Locale): unknown {
  const refusal = refusalOf(error)
  return refusal ? data({ message: textIn(locale, refusal.said) }, headersOf(refusal)) : error
}

/** The same where no error page can be drawn: its sentence alone. */
export function asSentence(error: unknown, locale: Locale): unknown {
  const refusal = refusalOf(error)
  if (!refusal) return error
  const { status, headers } = headersOf(refusal)
  const type = { 'Content-Type': 'text/plain; charset=utf-8' }
  return new Response(`${textIn(locale, refusal.said)}\n`, { status, headers: { ...headers, ...type } })
}
