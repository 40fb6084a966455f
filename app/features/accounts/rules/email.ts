const LOCAL = /^[a-z0-9#$&'*+/=?^_`{|}~-]+(?:\.[a-z0-9#$&'*+/=?^_`{|}~-]+)*$/i
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i
const MAX_EMAIL = 254
const MAX_LOCAL = 64

/**
 * Why this isn't one e-mail address, as a sentence, or null when it is. Strict on purpose: no quotes,
 * comments, lists, routes or line breaks, so that no mail program can read it as another address.
 */
export function refusalOfEmail(email: string): string | null {
  if (email === '') return 'Give your e-mail address.'
  if (email.length > MAX_EMAIL) return `An e-mail address has at most ${MAX_EMAIL} letters.`
  const at = email.lastIndexOf('@')
  const local = email.slice(0, at)
  const labels = email.slice(at + 1).split('.')
  const isWhole =
    at > 0 &&
    local.length <= MAX_LOCAL &&
    LOCAL.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => LABEL.test(label)) &&
    /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/i.test(labels.at(-1) ?? '')
  return isWhole ? null : 'This is not an e-mail address. It looks like name@example.com.'
}

/** An address as it is stored: without spaces around it, its domain in lower case, as mail servers send it on. */
export function tidyEmail(text: string): string {
  const email = text.replace(/^ +| +$/g, '')
  const at = email.lastIndexOf('@')
  return at < 0 ? email : email.slice(0, at) + email.slice(at).toLowerCase()
}

/** The key under which an address is unique: lower case. */
export function emailKey(email: string): string {
  return email.toLowerCase()
}
