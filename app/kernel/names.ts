export const MAX_NAME = 60

/** A name as it is stored: composed, with single spaces. */
export function tidyName(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim()
}

/**
 * Why this can't be a person's name, as a sentence, or null when it can. Joiners stay allowed, which
 * Persian and Indian names need; marks piled up to cover other people's lines do not.
 */
export function refusalOfName(name: string): string | null {
  if (name === '') return 'Give the name that others see.'
  if ([...name].length > MAX_NAME) return `A name has at most ${MAX_NAME} letters.`
  if (/[\p{Cc}\p{Cs}\p{Co}\p{Cn}]|(?![\u200c\u200d])\p{Default_Ignorable_Code_Point}/u.test(name))
    return 'This name holds letters that can’t be seen. Type it again.'
  if (/\p{M}{4,}/u.test(name)) return 'This name holds too many marks on one letter.'
  if (!/[\p{L}\p{N}]/u.test(name)) return 'A name holds one letter at least.'
  if (/:\/\/|\bwww\./i.test(name)) return 'A name is not an address of a page.'
  return null
}
