import { countrySpecs } from 'ibantools'
import { digitsOf, spansOf } from './spans.ts'
import type { Finder } from './types.ts'

/**
 * How long an account of each country is: the IBAN registry (SWIFT), and countries that use such accounts without being
 * listed there.
 */
const LENGTHS: ReadonlyMap<string, number> = new Map(
  Object.entries(countrySpecs).flatMap(([country, { chars }]) => (chars ? [[country, chars] as const] : [])),
)

/** Groups may stand on lines of their own, as a mail breaks them. */
const SHAPE = /(?<![\p{L}\d])[A-Z]{2}\d{2}(?:(?:[ \u00a0.-]|[ \t]{0,2}\r?\n[ \t>]{0,4})?[A-Z0-9]){11,30}/giu
/** Between two groups on different lines there are figures, or the lines are words. */
const MOSTLY_FIGURES = 10

/**
 * Bank accounts with their country and check digits. Length and check digits decide alone: an account that breaks its
 * country's own format is some person's all the same.
 */
export const findIbans: Finder = (text) => {
  if (!/[a-z]{2}\d{2}/i.test(text)) return []
  return spansOf(text, 'account', SHAPE, () => true).flatMap((span) => {
    const end = endOfAccount(text, span.start, span.end)
    return end === null ? [] : [{ ...span, end }]
  })
}

/** Where the account ends that begins here, by its country's length, or null when it is none. */
function endOfAccount(text: string, start: number, most: number): number | null {
  const length = LENGTHS.get(text.slice(start, start + 2).toUpperCase())
  if (length === undefined) return null
  let account = ''
  let at = start
  for (; at < most && account.length < length; at += 1) {
    const letter = text[at] ?? ''
    if (/[A-Z0-9]/i.test(letter)) account += letter
  }
  const isBroken = /\n/.test(text.slice(start, at)) && digitsOf(account).length < MOSTLY_FIGURES
  if (isBroken) return null
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
