import { spansOf } from './spans.ts'
import type { Finder } from './types.ts'

/** How long an account of each country is (the IBAN registry, SWIFT). */
const LENGTHS: Readonly<Record<string, number>> = {
  AD: 24,
  AE: 23,
  AL: 28,
  AT: 20,
  AZ: 28,
  BA: 20,
  BE: 16,
  BG: 22,
  BH: 22,
  BR: 29,
  BY: 28,
  CH: 21,
  CR: 22,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  DO: 28,
  EE: 20,
  EG: 29,
  ES: 24,
  FI: 18,
  FO: 18,
  FR: 27,
  GB: 22,
  GE: 22,
  GI: 23,
  GL: 18,
  GR: 27,
  GT: 28,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IQ: 23,
  IS: 26,
  IT: 27,
  JO: 30,
  KW: 30,
  KZ: 20,
  LB: 28,
  LC: 32,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MR: 27,
  MT: 31,
  MU: 30,
  NL: 18,
  NO: 15,
  PK: 24,
  PL: 28,
  PS: 29,
  PT: 25,
  QA: 29,
  RO: 24,
  RS: 22,
  SA: 24,
  SC: 31,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  TN: 24,
  TR: 26,
  UA: 29,
  VA: 22,
  VG: 24,
  XK: 20,
}

const SHAPE = /(?<![\p{L}\d])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}/giu

/** Bank accounts with their country and check digits. */
export const findIbans: Finder = (text) => {
  if (!/[a-z]{2}\d{2}/i.test(text)) return []
  return spansOf(text, 'account', SHAPE, () => true).flatMap((span) => {
    const end = endOfAccount(text, span.start, span.end)
    return end === null ? [] : [{ ...span, end }]
  })
}

/** Where the account ends that begins here, by its country's length, or null when it is none. */
function endOfAccount(text: string, start: number, most: number): number | null {
  const length = LENGTHS[text.slice(start, start + 2).toUpperCase()]
  if (length === undefined) return null
  let account = ''
  let at = start
  for (; at < most && account.length < length; at += 1) {
    const letter = text[at] ?? ''
    if (letter !== ' ' && letter !== '-') account += letter
  }
  const isWhole = account.length === length && !/[\p{L}\d]/u.test(text[at] ?? '')
  return isWhole && hasCheckDigits(account.toUpperCase()) ? at : null
}

/** ISO 13616, ISO 7064 MOD 97-10. */
function hasCheckDigits(account: string): boolean {
  let rest = 0
  for (const letter of `${account.slice(4)}${account.slice(0, 4)}`) {
    for (const digit of Number.parseInt(letter, 36).toString()) rest = (rest * 10 + Number(digit)) % 97
  }
  return rest === 1
}
