/** Languages that lists of words can be kept for: those that the product can tell a text to be in. */
export const LANGUAGES = 'ar cs da de el en es fi fr he hi hu it ja ko nl pl pt ro ru sv th tr uk zh'.split(' ')

/** What a language is called in the page's. */
export function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}
