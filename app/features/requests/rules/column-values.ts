import { outcomeOf } from './request-of.ts'
import { timeOf } from './times.ts'

/** What the values of a column are, as far as they tell it. */
export type ColumnKind = 'empty' | 'dates' | 'numbers' | 'addresses' | 'codes' | 'states' | 'names' | 'texts' | 'words'

const MOSTLY = 0.8
/** Fewer values than these can't tell a state, which comes again and again, from a text that does not. */
const ENOUGH = 8

const NUMBER = /^[+-]?[\d.,' ]*\d(?: ?(?:%|s|sec|min|h|hrs?|d|days?))?$/i
const CLOCK = /^\d{1,4}:\d{2}(?::\d{2})?(?: ?[ap]m)?$/i
const ADDRESS = /^\S+@\S+\.\w+$|^https?:\/\/\S+$/i
/** Scripts that write no spaces: some letters are a sentence. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u
const NAME =
  /^(?:\p{Lu}[\p{L}'’.-]*|von|van|de|del|da|di|der|den|la|le|al|bin)(?:,? (?:\p{Lu}[\p{L}'’.-]*|von|van|de|del|da|di|der|den|la|le|al|bin)){1,3}$/u

/** Tells what stands in a column by most of its values. */
export function kindOf(given: readonly string[]): ColumnKind {
  const values = given.map((value) => value.trim()).filter((value) => value !== '')
  if (values.length === 0) return 'empty'
  const mostly = (is: (value: string) => boolean): boolean => values.filter(is).length >= MOSTLY * values.length
  if (mostly((value) => NUMBER.test(value) || CLOCK.test(value))) return 'numbers'
  if (mostly((value) => timeOf(value, true) !== null)) return 'dates'
  if (mostly((value) => ADDRESS.test(value))) return 'addresses'
  if (mostly((value) => !/\s/.test(value) && /\d/.test(value))) return 'codes'
  const distinct = new Set(values.map((value) => value.toLowerCase())).size
  const isShort = mostly((value) => value.length <= 30)
  if (isShort && mostly((value) => outcomeOf(value) !== 'unknown')) return 'states'
  if (isShort && mostly((value) => /^(?:yes|no|y|n|true|false|ja|nein|oui|non|sí|si)$/i.test(value))) return 'states'
  if (values.length > 2 && mostly((value) => NAME.test(value))) return 'names'
  if (isShort && values.length >= ENOUGH && distinct <= Math.max(3, values.length / 5)) return 'states'
  return mostly(isSentence) || wordsOf(values) >= 5 ? 'texts' : 'words'
}

function isSentence(value: string): boolean {
  if (DENSE.test(value)) return value.length >= 5
  return (value.match(/\p{L}{2,}/gu) ?? []).length >= 4
}

/** Words of a value in the mean. */
export function wordsOf(values: readonly string[]): number {
  const words = values.reduce(
    (sum, value) => sum + (DENSE.test(value) ? value.length / 2 : value.split(/\s+/).length),
    0,
  )
  return words / Math.max(1, values.length)
}
