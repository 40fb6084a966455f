import { plainText } from './text.ts'

/** At most so many people may be named in one post: each is told of it. */
export const MOST_MENTIONS = 20

/**
 * Handles that a post names as `@handle`, in lower case and each once. Read from the rendered HTML, so that one reading
 * of Markdown decides: what is shown as code or as a quotation names nobody, however it was typed.
 */
export function mentionsIn(html: string): readonly string[] {
  const prose = plainText(withoutQuotes(html.replace(/<(pre|code)\b[^>]*>.*?<\/\1>/gs, ' ')))
  const found = [...prose.matchAll(/(?<![\p{L}\p{M}\p{N}_@/.])@([\p{L}\p{N}][\p{L}\p{M}\p{N}_-]{2,29})/gu)]
  return [...new Set(found.map((match) => (match[1] ?? '').toLowerCase()))]
}

/** Quotations may lie inside each other, so their ends are counted. */
function withoutQuotes(html: string): string {
  let depth = 0
  let kept = ''
  for (const part of html.split(/(<\/?blockquote\b[^>]*>)/)) {
    if (part.startsWith('<blockquote')) depth += 1
    else if (part.startsWith('</blockquote')) depth = Math.max(0, depth - 1)
    else if (depth === 0) kept += part
  }
  return kept
}
