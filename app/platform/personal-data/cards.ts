import { digitsOf, spansOf } from './spans.ts'
import type { Finder } from './types.ts'

const SHAPE =
  /(?<![\w.-]|[A-Za-z]\d{1,3}[ -])(?:[2-6]\d{12,18}|[2-6]\d{3}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?|3[47]\d\d([ -])\d{6}\2\d{5}|3\d{3}([ -])\d{6}\3\d{4})(?!\w|[ -]?\d|\.\d)/g

/** Numbers of payment cards, told from other numbers by their check digit. */
export const findCards: Finder = (text) => spansOf(text, 'card', SHAPE, isCardNumber)

/** The check digit of payment cards (Luhn 1960; ISO/IEC 7812-1) and the first digits of the networks. */
function isCardNumber(found: string): boolean {
  const digits = digitsOf(found)
  if (digits.length < 13 || digits.length > 19 || /^(\d)\1+$/.test(digits)) return false
  if (!/^(?:4|5[0-8]|2[2-7]|3[0-9]|6[0-9])/.test(digits)) return false
  let sum = 0
  for (let at = 0; at < digits.length; at += 1) {
    const value = Number(digits[digits.length - 1 - at]) * (at % 2 === 1 ? 2 : 1)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}
