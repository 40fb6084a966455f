import { draftingWords } from '#app/features/knowledge/words/drafting.ts'
import { escapeHtml } from '#app/kernel/html.ts'
import { excerptOf, plainText, slugWords } from '#app/kernel/text.ts'
import { SOURCE_LOCALE, type Locale } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'
import type { HeadingView } from '../types.ts'

/** Where a sentence of an article comes from, as the page points to it. */
export interface SourceMark {
  readonly sentence: string
  readonly number: number
  readonly address: string
}

/**
 * Puts `[1]` behind every sentence that still stands in the text as its source said it; where several of
 * one source follow each other in a paragraph, behind the last. Lists get theirs after the last line, and
 * there is none inside code.
 */
export function withSources(body: string, marks: readonly SourceMark[]): string {
  const placed = marks
    .filter(({ sentence }) => !sentence.startsWith('```'))
    .map((mark) => ({ ...mark, start: body.indexOf(mark.sentence) }))
    .filter(({ start }) => start >= 0)
    .sort((a, b) => a.start - b.start)
  let marked = body
  for (const [at, one] of [...placed.entries()].reverse()) {
    const end = one.start + one.sentence.length
    const next = placed[at + 1]
    const isContinued = next?.number === one.number && /^ *$/.test(body.slice(end, next.start))
    if (isContinued) continue
    marked = `${marked.slice(0, end)} [\\[${one.number}\\]](${one.address})${marked.slice(end)}`
  }
  return marked
}

const LEVELS: Readonly<Record<string, string>> = { h3: 'h2', h4: 'h2', h5: 'h3', h6: 'h4' }

/**
 * Rendered Markdown as an article's page has it: heads that can be linked to, sources as small marks. `locale` is what
 * they are called in: the first language of the place, for the page is kept as it is.
 */
export function articleHtml(rendered: string, locale: Locale = SOURCE_LOCALE): string {
  const t = speak(locale, draftingWords)
  const used = new Set<string>()
  return rendered
    .replace(/<(h[3-6])>([\s\S]*?)<\/\1>/g, (_whole, level: string, inner: string) => {
      const as = LEVELS[level] ?? 'h4'
      const base = slugWords(plainText(inner)) || 'part'
      let id = base
      for (let n = 2; used.has(id); n++) id = `${base}-${n}`
      used.add(id)
      return `<${as} id="${id}">${inner}</${as}>`
    })
    .replace(
      /<a href="(\/t\/[^"]*)"[^>]*>\[(\d{1,3})\]<\/a>/g,
      (_whole, address: string, number: string) =>
        `<a class="src" href="${address}" aria-label="${escapeHtml(t('source', { number }))}">[${number}]</a>`,
    )
}

/** The heads of an article's page, for its contents. */
export function headingsOf(html: string): readonly HeadingView[] {
  return [...html.matchAll(/<h([23]) id="([^"]*)">([\s\S]*?)<\/h\1>/g)].map((found) => ({
    id: found[2] ?? '',
    words: plainText(found[3] ?? ''),
    level: found[1] === '3' ? 3 : 2,
  }))
}

/** What lists and search engines say of an article: its first words, without heads and marks. */
export function summaryOf(html: string): string {
  const prose = html.replace(/<h[2-4][^>]*>[\s\S]*?<\/h[2-4]>/g, ' ').replace(/<a class="src"[^>]*>[^<]*<\/a>/g, '')
  return excerptOf(prose, 200)
}

/** An article's words for search and matching. */
export function contentsOf(html: string): string {
  return plainText(html.replace(/<a class="src"[^>]*>[^<]*<\/a>/g, ''))
}

/** What the text links to on this site, which is at `baseUrl`: articles and threads, each once. */
export function linksIn(
  html: string,
  baseUrl: string,
): readonly { readonly kind: 'article' | 'thread'; readonly id: number }[] {
  const found = new Map<string, { kind: 'article' | 'thread'; id: number }>()
  for (const [, site = '', where, id] of html.matchAll(
    /<a (?!class="src")[^>]*href="([^"]*?)\/(kb|t)\/(\d{1,12})(?:[/"#?])/g,
  )) {
    if (site !== '' && site !== baseUrl) continue
    const kind = where === 'kb' ? 'article' : 'thread'
    found.set(`${kind} ${id}`, { kind, id: Number(id) })
  }
  return [...found.values()]
}
