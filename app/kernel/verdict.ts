import type { Saying } from '#app/locale/saying.ts'
import { AppError } from './errors.ts'

/** The answer of a rule: allowed, or refused with a sentence for the person. */
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly why: Saying | string }

export const ALLOWED: Verdict = { ok: true }

export function refused(why: Saying | string): Verdict {
  return { ok: false, why }
}

/** Turns a refusal into a thrown `forbidden`, so that the transaction around it rolls back. */
export function demand(verdict: Verdict): void {
  if (!verdict.ok) throw new AppError('forbidden', verdict.why)
}
