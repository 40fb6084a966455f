const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö',
  Uuml: 'Ü', szlig: 'ß', eacute: 'é', egrave: 'è', agrave: 'à', ccedil: 'ç', ntilde: 'ñ', euro: '€', hellip: '…',
  ndash: '–', mdash: '—', rsquo: '’', lsquo: '‘', ldquo: '“', rdquo: '”', middot: '·', copy: '©', reg: '®',
} // prettier-ignore

/** The words of a mail that came as HTML only: blocks become lines, quoted parts `>` lines, the rest goes. */
export function htmlText(html: string): string {
  return withoutHidden(html)
    .replace(/\s+/g, ' ')
    .replace(/<(?:br|hr)\b[^<>]{0,2000}>/gi, '\n')
    .replace(/<blockquote\b[^<>]{0,2000}>/gi, '\n-----Original Message-----\n')
    .replace(
      /<\/?(?:p|div|tr|li|ul|ol|table|h[1-6]|pre|section|article|header|footer)\b[^<>]{0,2000}>/gi,
      '\n',
    ) // prettier-ignore
    .replace(/<td\b[^<>]{0,2000}>/gi, ' ')
    .replace(/<[!/a-z][^<>]{0,8000}>/gi, '')
    .replace(
      /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
      (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
        // prettier-ignore
        if (name !== undefined) return ENTITIES[name] ?? whole
        const code = Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10)
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
      },
    )
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Without comments and elements that are never read; found by their ends, never by a pattern over the whole. */
function withoutHidden(html: string): string {
  let text = html
  for (const [open, close] of [
    ['<!--', '-->'],
    ['<style', '</style'],
    ['<script', '</script'],
    ['<head', '</head'],
    ['<title', '</title'],
  ] as const) {
    const small = text.toLowerCase()
    let kept = ''
    let at = 0
    for (;;) {
      const start = small.indexOf(open, at)
      if (start < 0) break
      kept += text.slice(at, start)
      const end = small.indexOf(close, start + open.length)
      if (end < 0) {
        at = text.length
        break
      }
      const after = close === '-->' ? end + 3 : small.indexOf('>', end) + 1
      at = after === 0 ? text.length : after
    }
    text = kept + text.slice(at)
  }
  return text
}
