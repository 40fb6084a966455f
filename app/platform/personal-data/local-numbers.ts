import { digitsOf, spansOf } from './spans.ts'
import type { Finder, PersonalSpan } from './types.ts'

/** Numbers of no use in the United States begin otherwise (SSA: no area 000, 666 or from 900 on). */
const AREA = '(?!000|666|9\\d\\d)\\d{3}'
const SHAPE = new RegExp(`(?<![\\w.-])${AREA}-(?!00)\\d{2}-(?!0000)\\d{4}(?![\\w-]|\\.\\d)`, 'g')
const SAID = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:ssn|social[ -]security(?:[ -](?:number|no\\.?|nr\\.?|#))?)[ \\u00a0]{0,2}(?:is |[:=#])?[ \\u00a0]{0,2}(?<own>${AREA}[ -]?(?!00)\\d{2}[ -]?(?!0000)\\d{4})(?![\\w-]|\\.\\d)`,
  'dgiu',
)

/** Social security numbers of the United States: in their own groups, or said to be one. */
export const findSocialSecurity: Finder = (text) => {
  if (!/\d{2}[ -]?\d{4}/.test(text)) return []
  return [...spansOf(text, 'number', SAID), ...spansOf(text, 'number', SHAPE)].map((span) => ({
    ...span,
    label: 'social security number',
  }))
}

/** A bank by its own number, as it is said beside an account. */
const BANK =
  /(?<![\p{L}\p{N}])(?:routing|aba|rtn|sort[ -]?code|bsb|blz|bankleitzahl)(?:[ -](?:number|no\.?|nr\.?|code|#))?[ \u00a0]{0,2}(?:is |ist |[:=#])?[ \u00a0]{0,2}(?<own>\d{9}|\d{3}[ ]?\d{3}[ ]?\d{2}|\d{2}[ -]\d{2}[ -]\d{2}|\d{3}-?\d{3})(?![\w-]|\.\d)/dgiu
const ACCOUNT =
  /(?<![\p{L}\p{N}])(?:account|acct\.?|acc\.?|a\/c|konto(?:nummer)?|kontonr\.?|kto\.?)(?:[ -](?:number|no\.?|nr\.?|#))?[ \u00a0]{0,2}(?:is |ist |[:=#])?[ \u00a0]{0,2}(?<own>\d[\d -]{4,20}\d)(?![\w-]|\.\d)/dgiu
/** How far an account stands from its bank. */
const BESIDE = 80

/** Bank accounts with a bank's number beside them, as they are written where there is no IBAN. */
export const findLocalAccounts: Finder = (text) => {
  if (!/routing|aba|rtn|sort|bsb|blz|bankleitzahl/i.test(text)) return []
  const accounts = spansOf(text, 'account', ACCOUNT, (found) => {
    const { length } = digitsOf(found)
    return length >= 6 && length <= 17
  })
  const isBeside = (one: PersonalSpan, other: PersonalSpan): boolean =>
    one.start - other.end <= BESIDE && other.start - one.end <= BESIDE
  const banks = spansOf(text, 'account', BANK, (found) => !/^\d{9}$/.test(found) || isRouting(found))
  const beside = banks.filter((bank) => accounts.some((account) => isBeside(account, bank)))
  return [...beside, ...accounts.filter((account) => banks.some((bank) => isBeside(account, bank)))]
}

/** The check digit of routing numbers (American Bankers Association). */
function isRouting(digits: string): boolean {
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * ([3, 7, 1][at % 3] ?? 0), 0)
  return sum % 10 === 0
}
