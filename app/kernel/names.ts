import { saying, type Saying } from '#app/locale/saying.ts'
import { kernelRefusals } from '#app/kernel/words/refusals.ts'
export const MAX_NAME = 60

/** A name as it is stored: composed, with single spaces. */
export function tidyName(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim()
}

/**
 * Why this can't be a person's name, as a sentence, or null when it can. Joiners stay allowed, which
 * Persian and Indian names need; marks piled up to cover other people's lines do not.
 */
export function refusalOfName(name: string): Saying | null {
  if (name === '') return saying(kernelRefusals, 'name.empty')
  if ([...name].length > MAX_NAME) return saying(kernelRefusals, 'name.long', { most: MAX_NAME })
  if (/[\p{Cc}\p{Cs}\p{Co}\p{Cn}]|(?![\u200c\u200d])\p{Default_Ignorable_Code_Point}/u.test(name))
    return saying(kernelRefusals, 'name.unseen')
  if (/\p{M}{4,}/u.test(name)) return saying(kernelRefusals, 'name.marks')
  if (!/[\p{L}\p{N}]/u.test(name)) return saying(kernelRefusals, 'name.noLetter')
  if (/:\/\/|\bwww\./i.test(name)) return saying(kernelRefusals, 'name.address')
  return null
}
