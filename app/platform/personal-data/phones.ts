import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { digitsOf, spansOf } from './spans.ts'
import { REGIONS, type Finder, type PersonalOptions } from './types.ts'

/** What may be a number: digits in groups, with what stands between them. */
const SHAPE =
  /(?<![\p{L}\p{N}_.,/=#:%$€£+-]|[.,/=#$€£-] ?\()(?:\+ ?|\()?\d(?:[ \u00a0()./-]{0,3}\d){6,16}(?![\p{L}\p{N}_]|[.,/:-]\d| ?[%$€£])/gu
const DATE = /^(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?:\D|$)/
/** Words after which a number is one to call. */
const ASKED =
  /(?:phone|tel|telephone|call(?: me)?|mobile|cell|whatsapp|sms|text me|fax|reach me|telefon(?:nummer)?|rufnummer|handy|mobil|téléphone|portable|appele[rz](?:-moi)?|teléfono|móvil|llám[ae](?:me|nme)|celular|telefone|telefono|cellulare|chiama(?:te)?mi|telefoon|bel me|nummer|телефон|тел)\.?(?: ?(?:number|nummer|no\.?|nr\.?|numéro|número|numero))?(?:[ :]| is | at | on | ist | unter | au | est | al | es | è | op | me )*$/iu

/** Telephone numbers: with their country, in a country's own way, or announced as one. */
export const findPhones: Finder = (text, options) => {
  if (!/\d(?:\D{0,3}\d){6}/.test(text)) return []
  return spansOf(text, 'phone', SHAPE, (found, start) =>
    isPhoneNumber(found, text.slice(Math.max(0, start - 48), start), options),
  )
}

function isPhoneNumber(found: string, before: string, options: PersonalOptions): boolean {
  const digits = digitsOf(found)
  if (digits.length < 7 || digits.length > 15 || DATE.test(found) || /^(\d)\1+$/.test(digits)) return false
  if (found.startsWith('+')) {
    return parsePhoneNumberFromString(`+${digits}`)?.isPossible() === true && digits.length >= 8
  }
  if (digits.startsWith('00') && digits.length >= 10) {
    return parsePhoneNumberFromString(`+${digits.slice(2)}`)?.isValid() === true
  }
  const isAsked = ASKED.test(before)
  if (!isAsked && !isGroupedAsPhone(found)) return false
  const regions = options.regions ?? REGIONS
  return regions.some((region) => parsePhoneNumberFromString(digits, region)?.isValid() === true)
}

/** Written as numbers to call are: an area in brackets, 3-3-4, or a leading 0 with groups after it. */
function isGroupedAsPhone(found: string): boolean {
  if (/^(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[.-])\d{3}[ .-]\d{4}$/.test(found)) return true
  if (/^\(0\d{1,5}\)/.test(found)) return true
  if (/^0\d(?:[ .]\d\d){4}$/.test(found)) return true // France
  return /^0\d{1,5}[ /-]/.test(found) && digitsOf(found).length >= 9 && !/\.\d/.test(found)
}
