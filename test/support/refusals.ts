import { textIn, type Saying } from '#app/locale/saying.ts'
import { AppError, type FieldErrors } from '#app/kernel/errors.ts'
import { errorsIn } from '#app/platform/http/refusal.server.ts'

/** What an act that is refused says in English, beside each field and under '' of itself. Fails where it is done. */
export async function refusalOfAct(act: Promise<unknown>): Promise<FieldErrors> {
  const error: unknown = await act.then(
    () => new Error('it was done'),
    (reason: unknown) => reason,
  )
  if (error instanceof AppError) return errorsIn('en', error)
  throw error
}

/** What a saying says in English, written as text or not; empty for none. */
export function english(said: Saying | string | null | undefined): string {
  return said === null || said === undefined ? '' : textIn('en', said)
}

/** Stands for a saying that says this in English, where objects are compared. */
export function saying(words: string): unknown {
  const matcher = {
    asymmetricMatch: (said: unknown): boolean =>
      (typeof said === 'string' || (typeof said === 'object' && said !== null && 'say' in said)) &&
      english(said as Saying | string).includes(words),
    toString: () => `saying ${words}`,
    toAsymmetricMatcher: () => `saying ${JSON.stringify(words)}`,
  }
  return matcher
}
