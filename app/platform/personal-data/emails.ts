import { spansOf } from './spans.ts'
import type { Finder } from './types.ts'

const SHAPE =
  /(?<![\p{L}\p{N}_.+-])[\p{L}\p{N}_.+'-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,5}[\p{L}]{2,24}(?![\p{L}\p{N}@])/gu
/** "anna (at) mail (dot) example", as people write it to hide it from robots. */
const SPELT =
  /(?<![\w.+-])[\w.+-]{1,64} ?[([{] ?at ?[)\]}] ?[\w-]{1,63}(?:(?: ?[([{] ?dot ?[)\]}] ?|\.)[\w-]{2,63}){1,4}/gi

/** E-mail addresses, also those spelt out. */
export const findEmails: Finder = (text) => [
  ...(text.includes('@') ? spansOf(text, 'email', SHAPE, isAddress) : []),
  ...(/[([{] ?at ?[)\]}]/i.test(text) ? spansOf(text, 'email', SPELT) : []),
]

/** A file such as `icon@2x.png` is none. */
function isAddress(found: string): boolean {
  return !/@\dx\.|\.(?:png|jpe?g|gif|svg|webp|js|css)$/i.test(found)
}
