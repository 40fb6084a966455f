import { digitsOf, spansOf } from './spans.ts'
import type { Finder } from './types.ts'

const SHAPE =
  /(?<![\w.-]|[A-Za-z]\d{1,3}[ -])(?:[2-6]\d{12,18}|[2-6]\d{3}([ .\u00a0\u2009\u202f–-])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?|3[47]\d\d([ .\u00a0-])\d{6}\2\d{5}|3\d{3}([ .\u00a0-])\d{6}\3\d{4})(?!\w|[ -]?\d|\.\d)/g

/** Words after which a number names a device or a thing, whatever its check digit says. */
const NO_CARD =
  /(?:imei|iccid|serial(?: ?(?:no|number|nr))?|s\/n|seriennummer|tracking|sendungsnummer|ean|isbn|gtin|udid|meid|mac)\W{0,4}(?:is|ist|number|no|nr|:|#|=)?\W{0,4}$/i

/** Numbers of payment cards, told from other numbers by their network, its length and the check digit. */
export const findCards: Finder = (text) =>
  spansOf(
    text,
    'card',
    SHAPE,
    (found, start) => isCardNumber(found) && !NO_CARD.test(text.slice(Math.max(0, start - 30), start)),
  )

/** The figures on a card that prove that it is at hand. */
const SECURITY_CODE =
  /(?<![\p{L}\p{N}])(?:cvc2?|cvv2?|cvn2?|card (?:security|verification) (?:code|number|value)|kartenprüf(?:nummer|ziffer)|prüfziffer der karte|cryptogramme(?: visuel)?)(?:[ -]?(?:code|number|nummer|no\.?|nr\.?))?[ \u00a0]{0,2}(?:is |was |ist |est |es |[:=#])?[ \u00a0]{0,2}(?<own>\d{3,4})(?![\p{L}\p{N}]|[.,]\d)/dgiu

export const findSecurityCodes: Finder = (text) =>
  /cvc|cvv|cvn|card (?:sec|ver)|prüf|cryptogramme/i.test(text)
    ? spansOf(text, 'card', SECURITY_CODE).map((span) => ({ ...span, label: 'card security code' }))
    : []

/** First digits of the networks with the lengths that their numbers have (ISO/IEC 7812-1 and the networks' own pages). */
const NETWORKS: readonly (readonly [first: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [13, 16, 19]], // Visa
  [/^(?:5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720))/, [16]], // Mastercard
  [/^3[47]/, [15]], // American Express
  [/^(?:6011|64[4-9]|65)/, [16, 17, 18, 19]], // Discover
  [/^(?:30[0-5]|3095|36|38|39)/, [14, 16, 17, 18, 19]], // Diners Club
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]], // JCB
  [/^62/, [16, 17, 18, 19]], // UnionPay
  [/^(?:50|5[6-9]|6[0-9])/, [13, 14, 15, 16, 17, 18, 19]], // Maestro and national cards
]

/** The network's length and the check digit of payment cards (Luhn 1960; ISO/IEC 7812-1). */
function isCardNumber(found: string): boolean {
  const digits = digitsOf(found)
  if (/^(\d)\1+$/.test(digits)) return false
  if (!NETWORKS.some(([first, lengths]) => first.test(digits) && lengths.includes(digits.length))) return false
  let sum = 0
  for (let at = 0; at < digits.length; at += 1) {
    const value = Number(digits[digits.length - 1 - at]) * (at % 2 === 1 ? 2 : 1)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}
