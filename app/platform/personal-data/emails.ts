import { spansOf } from './spans.ts'
import type { Finder } from './types.ts'

const SHAPE =
  /(?<![\p{L}\p{N}_.+-])[\p{L}\p{N}_.+'-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,5}[\p{L}]{2,24}(?![\p{L}\p{N}@])/gu
/** "anna (at) mail (dot) example", as people write it to hide it from robots. */
const SPELT =
  /(?<![\w.+-])[\w.+-]{1,64} ?[([{] ?at ?[)\]}] ?[\w-]{1,63}(?:(?: ?[([{] ?dot ?[)\]}] ?|\.)[\w-]{2,63}){1,4}/gi

/** The same without brackets, at a provider of mail or with a sign in it: "look at the dot" is none. */
const PROVIDER =
  '(?:gmail|googlemail|yahoo|hotmail|outlook|live|icloud|gmx|web|proton|protonmail|aol|mail|yandex|qq|freenet|t-online|orange|libero|seznam|fastmail|posteo|mailbox)'
const DOT = '(?: (?:dot|punkt|punto|point|ponto) |\\.)'
const SPOKEN = new RegExp(
  `(?<![\\w.+-])(?:[a-z][\\w+.-]{0,63} (?:at|ät) ${PROVIDER}${DOT}[a-z]{2,10}|[a-z]\\w{0,30}(?:[._+-]\\w{1,30}){1,4} (?:at|ät) [a-z][\\w-]{1,62}(?: (?:dot|punkt|punto|point|ponto) [a-z][\\w-]{1,62}){1,3})(?![\\w-])`,
  'gi',
)

/** E-mail addresses, also those spelt out. */
export const findEmails: Finder = (text) => [
  ...(text.includes('@') ? spansOf(text, 'email', SHAPE, isAddress) : []),
  ...(/[([{] ?at ?[)\]}]/i.test(text) ? spansOf(text, 'email', SPELT) : []),
  ...(/ (?:at|ät) [\w-]+(?:\.| (?:dot|punkt|punto|point|ponto) )/i.test(text) ? spansOf(text, 'email', SPOKEN) : []),
]

/** A file such as `icon@2x.png` is none. */
function isAddress(found: string): boolean {
  return !/@\dx\.|\.(?:png|jpe?g|gif|svg|webp|js|css)$/i.test(found)
}
