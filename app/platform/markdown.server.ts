import hljs from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import css from 'highlight.js/lib/languages/css'
import diff from 'highlight.js/lib/languages/diff'
import ini from 'highlight.js/lib/languages/ini'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import powershell from 'highlight.js/lib/languages/powershell'
import python from 'highlight.js/lib/languages/python'
import sql from 'highlight.js/lib/languages/sql'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'
import { Marked, Tokenizer, type Links, type Token, type Tokens, type TokensList } from 'marked'
import sanitizeHtml from 'sanitize-html'
import { escapeHtml } from '#app/kernel/html.ts'

const LANGUAGES = { bash, css, diff, ini, java, javascript, json, powershell, python, sql, typescript, xml, yaml }
for (const [name, language] of Object.entries(LANGUAGES)) hljs.registerLanguage(name, language)

/** Beyond this a code block stays plain: highlighting costs about a millisecond a kilobyte. */
const MAX_HIGHLIGHTED = 8 * 1024

/** The part of a definition before its address, and the address as it was typed. */
const DEFINITION = /^( {0,3}\[((?:[^\[\]\\]|\\.)+)\]:[ \t]*\n?[ \t]*)(<[^<>\n]*>|\S+)/

/** The name that a definition and those who point to it share. */
const labelKey = (label: string): string => label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase().toLowerCase()

/** Which definitions of a text its links and pictures point to. */
const POINTED = new WeakMap<Links, Set<string>>()

/** What stands before the first backslash of a path of Windows or of its registry. */
const BEFORE_PATH = /(?:(?<![\p{L}\p{N}_])[A-Za-z]:|%\w+%|\$env:\w+|\bHK[A-Z_]{2,})$/u

/** The rest of such a path; a folder's name may hold a few spaces. */
const PATH_REST = /^\\(?:[^\s\\/:*?"<>|`]+(?: [^\s\\/:*?"<>|`]+){0,3}\\)*[^\s<>"|`]*/

/** A folder on another machine. */
const SHARE = /^\\\\[\w.$-]+\\[^\s\\<>"|`*_][^\s<>"|`]*/

/** What follows a path in a sentence and is no part of it. */
const AFTER_PATH = /[.,;:!?)\]}'’”»]+$/

const marked = new Marked({
  gfm: true,
  breaks: true,
  tokenizer: {
    // `[^1]: Windows` and `[Update]: fixed` are what somebody says, no addresses: a definition would swallow the words.
    def(src) {
      const definition = DEFINITION.exec(src)
      if (!definition) return undefined
      const [, , label = '', address = ''] = definition
      if (label.startsWith('^') || !/[<:/.#]/.test(address)) return undefined
      const token = Tokenizer.prototype.def.call(this, src)
      // The parser would drop a second one of the same name: it is given a name that nothing points to.
      const isSecond = token && Object.hasOwn(this.lexer.tokens.links, token.tag)
      return isSecond ? { ...token, tag: `${token.tag}\n${src.length}` } : token
    },
    reflink(src, links) {
      const token = Tokenizer.prototype.reflink.call(this, src, links)
      if (token && token.type !== 'text') {
        const label = /\[((?:[^\[\]\\]|\\.)+)\](?:\[\])?$/.exec(token.raw)?.[1]
        const pointed = POINTED.get(this.lexer.tokens.links) ?? new Set()
        POINTED.set(this.lexer.tokens.links, pointed.add(labelKey(label ?? '')))
      }
      return token
    },
    // In `C:\new\*.txt` and `\\server\share` every backslash is meant, also one before a mark.
    inlineText(src) {
      const token = Tokenizer.prototype.inlineText.call(this, src)
      if (!token || src[token.raw.length] !== '\\' || !BEFORE_PATH.test(token.raw)) return token
      const path = PATH_REST.exec(src.slice(token.raw.length))?.[0].replace(AFTER_PATH, '') ?? ''
      const typed = token.raw + path
      return { type: 'text', raw: typed, text: typed, escaped: false }
    },
    escape(src) {
      const path = SHARE.exec(src)?.[0].replace(AFTER_PATH, '')
      return path === undefined ? false : { type: 'escape', raw: path, text: path }
    },
    // An address ends where a sentence of a writing without spaces goes on: `https://example.com/foo。次`.
    url(src) {
      const end = src.search(/[\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]/)
      if (end <= 0 || !/^(?:https?:\/\/|www\.)/i.test(src)) return false
      const address = /^(?:https?:\/\/|www\.)[^\s<]+/i.exec(src.slice(0, end))?.[0]
      if (address === undefined || address.length < end) return false
      const href = /^www\./i.test(address) ? `http://${address}` : address
      const tokens: Tokens.Text[] = [{ type: 'text', raw: address, text: address, escaped: false }]
      return { type: 'link', raw: address, text: address, href, tokens }
    },
  },
  renderer: {
    // Raw HTML is shown as it was typed: people paste error pages, not layouts.
    html: ({ text, block }: Tokens.HTML | Tokens.Tag) =>
      block ? `<p>${escapeHtml(text.trim()).replaceAll('\n', '<br>')}</p>\n` : escapeHtml(text),
    // A picture inside a link would become a link in a link.
    link({ href, title, tokens }: Tokens.Link) {
      const inner = this.parser.parseInline(tokens).replace(/<\/?a\b[^>]*>/g, '')
      const titled = title ? ` title="${escapeHtml(title)}"` : ''
      return `<a href="${escapeHtml(href)}"${titled}>${inner}</a>`
    },
    code({ text, lang }: Tokens.Code) {
      const language = (lang ?? '').trim().split(/\s+/)[0] ?? ''
      const known = language !== '' && hljs.getLanguage(language) && text.length <= MAX_HIGHLIGHTED
      const inner = known ? hljs.highlight(text, { language }).value : escapeHtml(text)
      return `<pre tabindex="0"><code${known ? ' class="hljs"' : ''}>${inner}</code></pre>\n`
    },
    // A post's headings stand below the thread's title and the section heads.
    heading({ tokens, depth }: Tokens.Heading) {
      const level = Math.min(6, depth + 2)
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`
    },
    // Pictures from elsewhere would tell a stranger who reads what: they become links.
    image({ href, text, tokens }: Tokens.Image) {
      const alt = tokens ? this.parser.parseInline(tokens, this.parser.textRenderer) : text
      return isOwnFile(href)
        ? `<img src="${escapeHtml(href)}" alt="${escapeHtml(alt)}" loading="lazy">`
        : `<a href="${escapeHtml(href)}">${escapeHtml(alt || href)}</a>`
    },
    checkbox: ({ checked }: Tokens.Checkbox) => (checked ? '☑ ' : '☐ '),
  },
})

const isOwnFile = (href: string): boolean => /^\/files\/[A-Za-z0-9_-]{16,64}$/.test(href)

const SANITIZE: sanitizeHtml.IOptions = {
  allowedTags: [
    'p',
    'br',
    'strong',
    'em',
    'del',
    'code',
    'pre',
    'blockquote',
    'ul',
    'ol',
    'li',
    'a',
    'img',
    'h3',
    'h4',
    'h5',
    'h6',
    'hr',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
    'span',
  ],
  allowedAttributes: {
    a: ['href', 'title', 'rel'],
    img: ['src', 'alt', 'title', 'loading'],
    ol: ['start'],
    pre: ['tabindex'],
    th: ['align'],
    td: ['align'],
    code: ['class'],
    span: ['class'],
  },
  allowedClasses: { code: ['hljs'], span: [/^hljs-[a-z_-]+$/] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesAppliedToAttributes: ['href'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  transformTags: {
    a: (_tag, attributes) => ({
      tagName: 'a',
      attribs: { ...attributes, rel: 'nofollow ugc noopener' },
    }),
  },
  exclusiveFilter: (frame) => frame.tag === 'img' && !isOwnFile(frame.attribs['src'] ?? ''),
}

/** HTML of nothing but text and these tags without attributes: the sanitiser would leave it as it is. */
const PLAIN_TAGS = /^(?:[^<]|<\/?(?:p|strong|em|del|code|blockquote|ul|ol|li|h3|h4|h5|h6)>|<(?:br|hr)\s?\/?>)*$/

/**
 * Markdown to sanitised HTML. Pure and synchronous: call it through `MarkdownRenderer`, which runs it
 * in a thread under a time limit. Throws when the text can't be parsed.
 */
export function renderMarkdown(body: string): string {
  const tokens = marked.lexer(body.replace(/\r\n?/g, '\n').replaceAll('\0', ''))
  showUnused(tokens)
  const html = marked.parser(tokens)
  return (PLAIN_TAGS.test(html) ? html : withoutDeadLinks(sanitizeHtml(html, SANITIZE))).trim()
}

/** A definition that nothing points to is what somebody says: it is shown as it was typed, its address as a link. */
function showUnused(tokens: TokensList): void {
  const pointed = POINTED.get(tokens.links)
  void marked.walkTokens(tokens, (token) => {
    if (token.type !== 'def' || pointed?.has((token as Tokens.Def).tag)) return
    const [typed = '', before = '', , address = ''] = DEFINITION.exec(token.raw) ?? []
    const { href } = token as Tokens.Def
    const inner: Token[] = [
      wordsToken(before),
      { type: 'link', raw: address, href, text: address, tokens: [wordsToken(address)] },
      wordsToken(token.raw.slice(typed.length).trimEnd()),
    ]
    Object.assign(token, { type: 'paragraph', text: token.raw, tokens: inner })
  })
}

const wordsToken = (text: string): Tokens.Text => ({ type: 'text', raw: text, text, escaped: false })

/** A link whose address was refused leads nowhere: its words stay, as words. */
function withoutDeadLinks(html: string): string {
  return html.replace(/<a rel="nofollow ugc noopener">(.*?)<\/a>/gs, '$1')
}
