import { slugWords } from '#app/kernel/text.ts'

/** A stretch of an article's Markdown: for everybody, or for one product, version or system. */
export interface Part {
  readonly for: { readonly key: string; readonly words: string } | null
  readonly markdown: string
}

const OPENING = /^:{3,}\s*(?:for\s+)?(\S.{0,60})$/i
const CLOSING = /^:{3,}\s*$/
const FENCE = /^\s{0,3}(```|~~~)/

/**
 * Cuts an article at its parts: `::: Windows` begins what only readers on Windows see, `:::` ends it.
 * A part that is never ended goes to the end; marks inside code are code.
 */
export function partsOf(body: string): readonly Part[] {
  const parts: { for: Part['for']; lines: string[] }[] = [{ for: null, lines: [] }]
  let isCode = false
  for (const line of body.split('\n')) {
    if (FENCE.test(line)) isCode = !isCode
    const opening = isCode ? null : OPENING.exec(line.trim())
    if (opening) {
      const words = (opening[1] ?? '').trim()
      parts.push({ for: { key: slugWords(words) || 'part', words }, lines: [] })
    } else if (!isCode && CLOSING.test(line.trim())) parts.push({ for: null, lines: [] })
    else parts.at(-1)?.lines.push(line)
  }
  return parts
    .map((part) => ({ for: part.for, markdown: part.lines.join('\n').trim() }))
    .filter((part) => part.markdown !== '')
}

/** What a reader can choose between, each once, in order. */
export function choicesOf(body: string): readonly { readonly key: string; readonly words: string }[] {
  const found = new Map<string, string>()
  for (const part of partsOf(body)) {
    if (part.for && !found.has(part.for.key)) found.set(part.for.key, part.for.words)
  }
  return [...found].map(([key, words]) => ({ key, words }))
}

/** Joins the HTML of the parts, in order. */
export function joinParts(parts: readonly Part[], html: readonly string[]): string {
  return parts
    .map((part, at) => {
      const inner = html[at] ?? ''
      return part.for ? `<div class="part" data-part="${part.for.key}">\n${inner}</div>\n` : inner
    })
    .join('')
}

/** The page with only the chosen part shown; all of them when nothing was chosen. */
export function showPart(html: string, chosen: string | null): string {
  if (chosen === null) return html
  return html.replace(/<div class="part" data-part="([^"]*)">/g, (whole, key: string) =>
    key === chosen ? whole : `<div class="part" data-part="${key}" hidden>`,
  )
}
