import { saying, type Saying } from '#app/locale/saying.ts'
import { memberRefusals } from '#app/features/members/words/refusals.ts'
export const MAX_BIO = 500
export const MAX_REASON = 500

/** A text about oneself as it is stored: composed, lines joined alike, no control characters. */
export function tidyBio(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Why this can't be a text about oneself, as a sentence, or null when it can. */
export function refusalOfBio(bio: string): Saying | null {
  if ([...bio].length > MAX_BIO) return saying(memberRefusals, 'bioLong', { most: MAX_BIO })
  if (/[\u202a-\u202e\u2066-\u2069]/u.test(bio)) return saying(memberRefusals, 'thisHoldsMarksThatTurn')
  return null
}

/** How long a suspension may last, in days; 0 = until it is ended. */
export const SUSPENSION_DAYS = [1, 7, 30, 365, 0] as const
