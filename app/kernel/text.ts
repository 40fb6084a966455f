import { decodeHTMLStrict } from 'entities'

/** The words of our own rendered HTML, without marks; for search, excerpts and plain mails. */
export function plainText(html: string): string {
  const words = html
    .replace(/<\/(?:p|li|h\d|pre|blockquote|tr)>|<br\s*\/?>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
  return decodeHTMLStrict(words)
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** The beginning of a text, cut at a word, in one line. */
export function excerptOf(html: string, length = 180): string {
  const text = plainText(html).replace(/\s+/g, ' ')
  if (text.length <= length) return text
  return `${text.slice(0, length).replace(/\s+\S*$/, '')}…`
}

/** Characters that change how a text is read and can't be seen: controls, joiners, direction marks. */
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Line and paragraph separators part words as line ends do. */
const LINE_ENDS = /[\u2028\u2029\u0085\u000b\u000c]/g

/** What somebody typed as one line: composed, without unseen characters, single spaces. */
export function asLine(text: string): string {
  return text.normalize('NFC').replace(LINE_ENDS, ' ').replace(UNSEEN, '').replace(/\s+/g, ' ').trim()
}

/** What somebody typed as a text of several lines, line ends alike. */
export function asBlock(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').replace(LINE_ENDS, '\n').replace(UNSEEN, '').trim()
}

/** The readable end of an address: letters and digits of a title joined by hyphens, at most 60; may be empty. */
export function slugWords(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]+/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]/g, '')
    // Vowel signs of Indic and Southeast Asian letters are part of their words.
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  const short = [...slug]
    .slice(0, 60)
    .join('')
    .replace(/-[^-]*$/, (rest) => (slug.length > 60 ? '' : rest))
  return short.replace(/-+$/, '')
}

/** Letters a tag has at most. */
export const MAX_TAG = 30

/** A tag as it is stored: lower case, words joined by hyphens. Empty when nothing of it is left. */
export function tagName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.+#]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, MAX_TAG)
}

/** The tags of a field, set apart by commas; one may have several words. */
export function tagsIn(text: string): string[] {
  return text.split(',').filter((tag) => tag.trim() !== '')
}
