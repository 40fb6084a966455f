import { textIn, type Saying } from '#app/locale/saying.ts'
import { escapeHtml } from '#app/kernel/html.ts'
import { legalAddress } from '#app/kernel/legal.ts'
import { legalWords } from '#app/kernel/words/legal.ts'
import { LOCALES, SOURCE_LOCALE, type Locale } from '#app/locale/locales.ts'
import { speak } from '#app/locale/speak.ts'
import { mailWords } from '#app/platform/words/mails.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'

/** A sentence of the product, said in the language of the mail, or what somebody wrote. */
type Said = Saying | string

/** A mail's parts, from which its plain text and its HTML are both made. */
export type MailPart =
  | { readonly kind: 'text'; readonly text: Said }
  /** What somebody wrote: sanitised HTML, and the same as plain text. */
  | { readonly kind: 'voice'; readonly text: string; readonly html: string; readonly by: Said }
  | { readonly kind: 'act'; readonly label: Said; readonly url: string }
  | { readonly kind: 'row'; readonly title: string; readonly url: string; readonly facts: Said }
  | { readonly kind: 'head'; readonly text: Said }

const STYLE = `
  :root { color-scheme: light dark }
  body { margin: 0; background: #ffffff; color: #12252c; font: 16px/1.5 'Segoe UI', system-ui, sans-serif }
  .page { max-width: 36rem; margin: 0 auto; padding: 24px 16px }
  .brand { font-weight: 650; border-bottom: 2px solid #12252c; padding-bottom: 8px; margin: 0 0 24px }
  .voice { font-family: Georgia, serif; border-left: 2px solid #d2dbdc; padding-left: 16px; margin: 16px 0 }
  .by, .why, .facts { color: #54656a; font-size: 13px }
  .act { display: inline-block; background: #055b81; color: #f9fcfe; text-decoration: none; font-weight: 600; padding: 10px 16px; border-radius: 3px }
  .why { border-top: 1px solid #d2dbdc; margin-top: 32px; padding-top: 12px }
  a { color: #055b81 }
  @media (prefers-color-scheme: dark) {
    body { background: #0d171b; color: #e2e9ea } .brand { border-color: #e2e9ea }
    .voice, .why { border-color: #2a383d } .by, .why, .facts { color: #97a6aa }
    .act { background: #76cbe8; color: #061921 } a { color: #76cbe8 }
  }`

/** Who sends a mail: the place, and the addresses that say who runs it and what becomes of data. */
export interface MailSender {
  readonly name: string
  /** The language of what stands around the mail. */
  readonly locale: Locale
  readonly links: readonly { readonly words: string; readonly url: string }[]
}

/** The place as the sender of its mails; `baseUrl` has no slash at its end. */
export function senderOf(
  { name, legal }: Pick<SiteSettings, 'name' | 'legal'>,
  baseUrl: string,
  locale: Locale = SOURCE_LOCALE,
): MailSender {
  const named = legal.filter((text) => text !== 'terms')
  return {
    name,
    locale,
    links: named.map((text) => ({
      words: speak(locale, legalWords)(`title.${text}`),
      url: `${baseUrl}${legalAddress(text)}`,
    })),
  }
}

/** Renders one mail as plain text and HTML with equal content. `why`: the line that says why one gets it. */
export function mailBody(
  sender: MailSender,
  parts: readonly MailPart[],
  why: Said,
  stopUrl?: string,
): { text: string; html: string } {
  const { locale } = sender
  const said = textIn(locale, why)
  const text = parts.map((part) => textOf(part, locale)).join('\n\n')
  const stop = speak(locale, mailWords)('stop')
  const stopText = stopUrl ? `\n${stop}: ${stopUrl}` : ''
  const stopHtml = stopUrl ? ` <a href="${escapeHtml(stopUrl)}">${escapeHtml(stop)}</a>` : ''
  const legalText = sender.links.map(({ words, url }) => `\n${words}: ${url}`).join('')
  const legalHtml = sender.links
    .map(({ words, url }) => `<a href="${escapeHtml(url)}">${escapeHtml(words)}</a>`)
    .join(' · ')
  return {
    text: `${text}\n\n--\n${said}${stopText}${legalText}\n`,
    html:
      `<!doctype html><html lang="${locale}" dir="${LOCALES[locale].dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>${STYLE}</style></head>` +
      `<body><div class="page"><p class="brand">${escapeHtml(sender.name)}</p>${parts.map((part) => htmlOf(part, locale)).join('')}` +
      `<p class="why">${escapeHtml(said)}${stopHtml}${legalHtml === '' ? '' : `<br>${legalHtml}`}</p></div></body></html>`,
  }
}

function textOf(part: MailPart, locale: Locale): string {
  switch (part.kind) {
    case 'text':
      return textIn(locale, part.text)
    case 'voice':
      return `${textIn(locale, part.by)}:\n${part.text.replace(/^/gm, '> ')}`
    case 'act':
      return `${textIn(locale, part.label)}: ${part.url}`
    case 'row':
      return `${part.title}\n${textIn(locale, part.facts)}\n${part.url}`
    case 'head':
      return `== ${textIn(locale, part.text)} ==`
  }
}

function htmlOf(part: MailPart, locale: Locale): string {
  switch (part.kind) {
    case 'text':
      return `<p>${escapeHtml(textIn(locale, part.text))}</p>`
    case 'voice':
      return `<p class="by">${escapeHtml(textIn(locale, part.by))}</p><div class="voice" dir="auto">${part.html}</div>`
    case 'act':
      return `<p><a class="act" href="${escapeHtml(part.url)}">${escapeHtml(textIn(locale, part.label))}</a></p>`
    case 'row':
      return `<p><a href="${escapeHtml(part.url)}"><b>${escapeHtml(part.title)}</b></a><br><span class="facts">${escapeHtml(textIn(locale, part.facts))}</span></p>`
    case 'head':
      return `<h2>${escapeHtml(textIn(locale, part.text))}</h2>`
  }
}
