import type { CompiledMessage } from 'icu-minify/format'
import type { Locale } from './locales.ts'

type Node = Exclude<CompiledMessage, string>[number]

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ACCENTED = [...'ȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐ']
const VOWELS = /[ȧḗīǿŭ]/g

/**
 * A message in a made-up language: `en-XA` has every letter accented and its vowels drawn out, about a third longer
 * than English; `ar-XB` is written from right to left. Arguments and marks stay. The names are CLDR's pseudolocales.
 */
export function madeUp(message: CompiledMessage, locale: Locale): CompiledMessage {
  const change = locale === 'ar-XB' ? mirrored : accented
  return typeof message === 'string' ? change(message) : message.map((node) => changed(node, change))
}

function changed(node: Node, change: (text: string) => string): Node {
  if (typeof node === 'string') return change(node)
  if (typeof node === 'number') return node
  const [name, second, ...rest] = node as readonly [string, unknown, ...unknown[]]
  if (node.length === 1) return node
  // 1 to 3: one of several messages by an argument; 4 to 6: a figure or a date; otherwise a mark around its content.
  if (second === 1 || second === 2 || second === 3) {
    const options = Object.entries(rest[0] as Record<string, CompiledMessage>)
    return [name, second, Object.fromEntries(options.map(([key, one]) => [key, ofOption(one, change)]))] as Node
  }
  if (second === 4 || second === 5 || second === 6) return node
  return [name, ...[second, ...rest].map((one) => changed(one as Node, change))] as Node
}

function ofOption(option: CompiledMessage | number, change: (text: string) => string): CompiledMessage | number {
  if (typeof option === 'number') return option
  return typeof option === 'string' ? change(option) : option.map((node) => changed(node, change))
}

function accented(text: string): string {
  return text
    .replace(/[a-zA-Z]/g, (letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter)
    .replace(VOWELS, (vowel) => vowel + vowel)
}

/** Right-to-left override around each word: the letters stay readable for whoever reads from the right. */
function mirrored(text: string): string {
  return text.replace(/[a-zA-Z][\p{L}\p{N}’']*/gu, (word) => `\u202e${word}\u202c`)
}
