const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
}

/** The words of our own rendered HTML, without marks; for search, excerpts and plain mails. */
export function plainText(html: string): string {
  return html
    .replace(/<\/(?:p|li|h\d|pre|blockquote|tr)>|<br\s*\/?>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi,
      (whole, decimal: string, hex: string, name: string) =>
        decimal || hex
          ? String.fromCodePoint(Number.parseInt(decimal || hex, decimal ? 10 : 16))
          : (ENTITIES[name.toLowerCase()] ?? whole),
    )
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** The beginning of a text, cut at a word, in one line. */
export function excerptOf(html: string, length = 180): string {
  const text = plainText(html).replace(/\s+/g, ' ')
  if (text.length <= length) return text
  return `${text.slice(0, length).replace(/\s+\S*$/, '')}…`
}
