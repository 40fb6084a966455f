import { saying, type Saying } from '#app/locale/saying.ts'
import { accountRefusals } from '#app/features/accounts/words/refusals.ts'
/** Letters of every writing (RFC 6531), no controls, no signs that a mail program reads otherwise. */
const LOCAL = /^[\p{L}\p{M}\p{N}#$&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}#$&'*+/=?^_`{|}~-]+)*$/iu
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/iu
/** A label of two writings imitates another: `exаmple` with a Cyrillic letter. */
const MIXED = /(?=.*\p{Script=Latin})(?=.*[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}])/u
const MAX_EMAIL = 254
const MAX_LOCAL = 64

/**
 * Why this isn't one e-mail address, as a sentence, or null when it is. Strict on purpose: no quotes,
 * comments, lists, routes or line breaks, so that no mail program can read it as another address.
 */
export function refusalOfEmail(email: string): Saying | null {
  if (email === '') return saying(accountRefusals, 'giveYourEMailAddress')
  if (email.length > MAX_EMAIL) return saying(accountRefusals, 'email.long', { most: MAX_EMAIL })
  const at = email.lastIndexOf('@')
  const local = email.slice(0, at)
  const labels = email.slice(at + 1).split('.')
  const isWhole =
    at > 0 &&
    local.length <= MAX_LOCAL &&
    LOCAL.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => LABEL.test(label) && !MIXED.test(label)) &&
    !MIXED.test(local) &&
    /^(?:[\p{L}\p{M}]{2,}|xn--[a-z0-9-]+)$/iu.test(labels.at(-1) ?? '')
  return isWhole ? null : saying(accountRefusals, 'thisIsNotAnE')
}

/** An address as it is stored: without spaces around it, its domain in lower case, as mail servers send it on. */
export function tidyEmail(text: string): string {
  const email = text.normalize('NFC').replace(/^ +| +$/g, '')
  const at = email.lastIndexOf('@')
  return at < 0 ? email : email.slice(0, at) + email.slice(at).toLowerCase()
}

/** The key under which an address is unique: lower case, its domain as name servers know it. */
export function emailKey(email: string): string {
  const low = email.toLowerCase()
  if (/^[\x00-\x7f]*$/.test(low)) return low
  const at = low.lastIndexOf('@')
  return `${low.slice(0, at).normalize('NFKC')}@${asciiDomain(low.slice(at + 1))}`
}

/** A domain of other letters in the form that name servers know (Punycode); the domain itself where there is none. */
function asciiDomain(domain: string): string {
  try {
    return new URL(`http://${domain}`).hostname
  } catch {
    return domain
  }
}

/** An address as others may see it: its first letter and where it is, "j…@example.com". */
export function maskedEmail(email: string): string {
  return `${[...email][0] ?? ''}…${email.slice(email.lastIndexOf('@'))}`
}
