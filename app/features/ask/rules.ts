/** Something in a text that belongs to its author alone. */
export interface PersonalData {
  readonly what: string
  /** As it stands in the text, cut in its middle so that it is shown, not repeated. */
  readonly quote: string
}

interface Kind {
  readonly what: string
  readonly pattern: RegExp
  readonly isReal?: (found: string) => boolean
}

const digitsOf = (text: string): string => text.replace(/\D/g, '')

/** The check digit of payment cards (Luhn 1960; ISO/IEC 7812-1). */
function isCardNumber(found: string): boolean {
  const digits = digitsOf(found)
  if (digits.length < 13 || digits.length > 19 || /^(\d)\1+$/.test(digits)) return false
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/** The check digits of bank accounts (ISO 13616, ISO 7064 MOD 97-10). */
function isIban(found: string): boolean {
  const text = found.replace(/\s/g, '').toUpperCase()
  if (text.length < 15 || text.length > 34) return false
  const digits = [...text.slice(4), ...text.slice(0, 4)]
    .map((c) => Number.parseInt(c, 36).toString())
    .join('')
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1
}

const isPhoneNumber = (found: string): boolean => {
  const { length } = digitsOf(found)
  return length >= 9 && length <= 15
}

const KINDS: readonly Kind[] = [
  { what: 'A card number', pattern: /(?<![\w.])(?:[3-6]\d{12,18}|[3-6]\d{3}([ -])\d{4}\1\d{4}\1\d{4}|3[47]\d\d[ -]\d{6}[ -]\d{5})(?!\w|[ -]\d)/g, isReal: isCardNumber },
  { what: 'A bank account', pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g, isReal: isIban },
  { what: 'An e-mail address', pattern: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63})+/g },
  { what: 'A telephone number', pattern: /(?<![\w.])(?:\+|00)\d[\d ()/-]{7,18}\d(?!\w)/g, isReal: isPhoneNumber },
  { what: 'A password', pattern: /\b(?:password|passwort|passcode|pin|pwd)(?: is|:|=)\s*["'“]?\S{4,40}/gi },
  { what: 'A secret key', pattern: /\b(?:AKIA[A-Z0-9]{16}|sk_live_\w{16,}|gh[pousr]_\w{30,}|xox[abp]-[\w-]{20,})|-----BEGIN [A-Z ]*PRIVATE KEY-----/g },
] // prettier-ignore

const MOST = 5

/** Personal data in a text that is about to be public, at most five, in order of kind. */
export function findPersonalData(text: string): readonly PersonalData[] {
  const found: PersonalData[] = []
  let rest = text
  for (const { what, pattern, isReal = () => true } of KINDS) {
    // What one kind has found is taken out, so that a part of an account is no telephone number.
    rest = rest.replace(pattern, (match) => {
      if (!isReal(match)) return match
      found.push({ what, quote: shortened(match) })
      return ' '
    })
  }
  return found.slice(0, MOST)
}

function shortened(match: string): string {
  return match.length <= 10 ? match : `${match.slice(0, 5)}…${match.slice(-3)}`
}
