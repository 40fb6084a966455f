import { decodeHTMLStrict } from 'entities'
import { Tokenizer } from 'htmlparser2'
import { ADDRESS, FORWARDED, HEAD_LABEL } from './mail-words.ts'

/** Quotes in quotes and lists in lists are shown up to here, so that what comes out never outgrows what came in. */
const MOST_DEPTH = 5
/** Addresses of more letters are made for counting, not for reading. */
const MOST_ADDRESS = 200
/** The words of a link come in few pieces: one for each sign that was written in letters. */
const MOST_PIECES = 60

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '))

const VOID = set('area base br col embed hr img input link meta param source track wbr')
const UNSEEN = set('head script style template title svg math iframe object audio video xml')
/** What may stand in a head; anything else ends it. */
const OF_HEAD = set('base link meta noscript script style template title xml')
const BLOCK = set(
  'address article aside body caption center dd details div dl dt fieldset figcaption figure footer form header html main nav option section summary ol table tbody tfoot thead tr ul menu',
)
/** Blocks with an empty line above and below. */
const APART = set('blockquote h1 h2 h3 h4 h5 h6 hr p pre')
const CELLS = set('td th')
/** Elements that end when another begins, though nobody closes them. */
const ENDED_BY: Readonly<Record<string, ReadonlySet<string>>> = {
  li: set('li p'),
  td: set('td th p'),
  th: set('td th p'),
  tr: set('tr td th p'),
  dt: set('dt dd p'),
  dd: set('dt dd p'),
  option: set('option'),
  a: set('a'),
}

interface Element {
  readonly name: string
  /** Nothing in it is shown, whatever stands in it. */
  readonly isHidden: boolean
  /** Not shown, but what stands in it may be. */
  readonly isInvisible: boolean
  readonly isTiny: boolean
  /** Spaces and line ends stay as they are. */
  readonly isPreformatted: boolean
  readonly quotes: number
  /** Which line over a quote it belongs to; 0 for none. */
  readonly head: number
  readonly lists: number
  /** The list that it is, or stands in. */
  readonly list: List | null
  /** The address of a link, with where its words begin. */
  readonly link: Link | null
}

interface Link {
  readonly address: string
  readonly line: number
  readonly at: number
}

interface List {
  /** The number of the next item; null for a list of dots. */
  next: number | null
}

interface Line {
  readonly text: string
  readonly quotes: number
  readonly head: number
  /** Here a program began the fields of an answered mail. */
  readonly isMark: boolean
}

const ROOT: Element = {
  name: '',
  isHidden: false,
  isInvisible: false,
  isTiny: false,
  isPreformatted: false,
  quotes: 0,
  head: 0,
  lists: 0,
  list: null,
  link: null,
}

type Attributes = Readonly<Record<string, string>>

/**
 * The words of HTML as a person would read them: blocks become lines, lists keep their marks, quotes and the
 * lines over them begin with `>`, and what nobody sees goes. The time grows with the length, however deeply
 * elements stand in each other; that is why the tokens are read, and no tree is built.
 */
export function htmlText(html: string): string {
  const page = new Page()
  let name = ''
  let attribute = ''
  let value = ''
  let attributes: Record<string, string> = {}
  const end = (): void => {
    page.open(name, attributes)
  }
  const tokens = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (from, to) => page.text(html.slice(from, to)),
      ontextentity: (code) => page.text(String.fromCodePoint(code)),
      onopentagname(from, to) {
        name = html.slice(from, to).toLowerCase()
        attributes = {}
      },
      onattribname(from, to) {
        attribute = html.slice(from, to).toLowerCase()
        value = ''
      },
      onattribdata: (from, to) => (value += html.slice(from, to)),
      onattribentity: (code) => (value += String.fromCodePoint(code)),
      onattribend: () => (attributes[attribute] ??= value),
      onopentagend: end,
      onselfclosingtag() {
        end()
        if (name.includes(':')) page.close(name)
      },
      onclosetag: (from, to) => page.close(html.slice(from, to).toLowerCase()),
      oncdata: () => undefined,
      oncomment: () => undefined,
      ondeclaration: () => undefined,
      onprocessinginstruction: () => undefined,
      onend: () => undefined,
    },
  )
  tokens.write(html)
  tokens.end()
  return page.words()
}

/** A page as it is read from its top to its end. */
class Page {
  private readonly lines: Line[] = []
  private readonly stack: Element[] = []
  /** How many elements of a name are open: a close tag without one must not search for it. */
  private readonly opened = new Map<string, number>()
  /** What stands on the line so far, in pieces: a long one would be copied for each piece. */
  private pieces: string[] = []
  private isStarted = false
  private isSpaced = true
  private isApart = false
  private item = ''
  private heads = 0
  private readonly forwards = new Map<number, boolean>()

  private get top(): Element {
    return this.stack.at(-1) ?? ROOT
  }

  open(name: string, attributes: Attributes): void {
    if (this.opened.get('head') && !OF_HEAD.has(name) && this.top.name === 'head') this.close('head')
    if (this.top.name === 'p' && (BLOCK.has(name) || APART.has(name))) this.close('p')
    const ended = ENDED_BY[name]
    while (ended?.has(this.top.name)) this.close(this.top.name)
    const element = this.elementOf(name, attributes)
    if (!isSeen(element)) {
      if (!VOID.has(name)) this.push(element)
      return
    }
    this.begin(element, attributes)
    if (!VOID.has(name)) this.push(element)
  }

  close(name: string): void {
    if (!this.opened.get(name)) return
    for (;;) {
      const element = this.stack.pop()
      if (!element) return
      this.opened.set(element.name, (this.opened.get(element.name) ?? 1) - 1)
      if (isSeen(element)) this.end(element)
      if (element.name === name) return
    }
  }

  text(text: string): void {
    const { top } = this
    if (!isSeen(top)) return
    if (top.isPreformatted) {
      const [first = '', ...rest] = text.replace(/\r\n?/g, '\n').split('\n')
      this.add(first)
      for (const line of rest) {
        this.breakLine(true)
        this.add(line)
      }
      return
    }
    // A single space stays as it is: putting a million of them in their own places is most of the work.
    const plain = text.replace(/ [ \t\n\r\f]+|[\t\n\r\f][ \t\n\r\f]*/g, ' ')
    this.add(this.isSpaced ? plain.replace(/^ /, '') : plain)
  }

  words(): string {
    this.breakLine(false)
    return this.lines
      .map((line, at) => this.written(line, at))
      .filter((line) => line !== null)
      .join('\n')
      .replace(/[\ufeff\u00ad]/g, '')
      .replace(/ ?(?:[\u200b\u200c\u200d\u034f\u2060\u2007][^\S\n]*){3,}/g, ' ')
      .replaceAll('\u00a0', ' ')
      .replace(/(?<![^\S\n])[^\S\n]+$/gm, (spaces: string, at: number, whole: string) =>
        whole.slice(at - 2, at) === '--' && spaces === ' ' ? ' ' : '',
      )
      .replace(/\n{3,}/g, '\n\n')
      .replace(/^\n+/, '')
      .trimEnd()
  }

  private push(element: Element): void {
    this.stack.push(element)
    this.opened.set(element.name, (this.opened.get(element.name) ?? 0) + 1)
  }

  private elementOf(name: string, attributes: Attributes): Element {
    const { top } = this
    const style = styleOf(attributes['style'] ?? '')
    const isQuote = name === 'blockquote' || isQuoteBox(attributes)
    const isHead = /(?:^|\s)(?:gmail_attr|moz-cite-prefix)(?:\s|$)/.test(attributes['class'] ?? '')
    if (isHead) this.heads += 1
    const isList = name === 'ul' || name === 'ol' || name === 'menu'
    const href = name === 'a' ? (attributes['href'] ?? '').trim() : ''
    return {
      name,
      isHidden: top.isHidden || UNSEEN.has(name) || attributes['hidden'] !== undefined || isHiddenBy(style),
      isInvisible:
        style['visibility'] === undefined ? top.isInvisible : /^(?:hidden|collapse)$/.test(style['visibility']),
      isTiny: isTinyBy(style) ?? top.isTiny,
      isPreformatted:
        name === 'pre' ||
        name === 'textarea' ||
        name === 'listing' ||
        (style['white-space'] === undefined ? top.isPreformatted : style['white-space'].startsWith('pre')),
      quotes: Math.min(MOST_DEPTH, top.quotes + (isQuote ? 1 : 0)),
      head: isHead ? this.heads : top.head,
      lists: Math.min(MOST_DEPTH, top.lists + (isList ? 1 : 0)),
      list: isList ? { next: name === 'ol' ? Number.parseInt(attributes['start'] ?? '1', 10) || 1 : null } : top.list,
      link:
        /^https?:\/\//i.test(href) && href.length <= MOST_ADDRESS
          ? { address: href, line: this.lines.length, at: this.pieces.length }
          : null,
    }
  }

  private begin(element: Element, attributes: Attributes): void {
    const { name } = element
    if (name === 'br') this.breakLine(true)
    else if (name === 'img')
      this.add(
        /^\p{Extended_Pictographic}[\p{Extended_Pictographic}\p{M}\u200d]{0,8}$/u.exec(attributes['alt'] ?? '')?.[0] ??
          '',
      )
    else if (name === 'li') {
      this.breakLine(false)
      const { list } = element
      this.item = `${'  '.repeat(Math.max(0, element.lists - 1))}${list === null || list.next === null ? '-' : `${list.next}.`} `
      if (list !== null && list.next !== null) list.next += 1
    } else if (CELLS.has(name)) {
      if (this.isStarted) this.add(this.isSpaced ? ' ' : '  ')
    } else if (isBlock(element)) {
      this.breakLine(false)
      if (this.isSetApart(name, attributes)) this.isApart = true
    }
    if (isSignature(attributes)) this.write({ text: '-- ', isMark: false })
    if (isHeadBox(attributes)) this.write({ text: '', isMark: true })
  }

  private end(element: Element): void {
    const { name, link } = element
    if (link) this.addAddress(link)
    if (!isBlock(element) && name !== 'li') return
    this.breakLine(false, element)
    if (APART.has(name) && this.top.lists === 0 && name !== 'p') this.isApart = true
    if (name === 'li') this.item = ''
  }

  /** A paragraph that a program made of each line stands close to the next. */
  private isSetApart(name: string, attributes: Attributes): boolean {
    if (!APART.has(name)) return false
    if (this.top.lists > 0) return false
    const { class: names = '', style = '' } = attributes
    return !(
      name === 'p' &&
      (/\bMso(?:Normal|PlainText|NoSpacing)/.test(names) || /(?:^|;)\s*margin(?:-(?:top|bottom))?:\s*0/i.test(style))
    )
  }

  private addAddress({ address, line, at }: Link): void {
    const isShort = this.lines.length === line && this.pieces.length - at <= MOST_PIECES
    const words = isShort ? this.pieces.slice(at).join('').trim() : ''
    if (words === '' || ADDRESS.test(words)) return
    const plain = (text: string): string =>
      text.toLowerCase().replace(/^https?:\/\/(?:www\.)?|^www\.|\/$|…$|\.\.\.$/g, '')
    if (plain(address).startsWith(plain(words))) return
    this.add(`${this.isSpaced ? '' : ' '}(${address})`)
  }

  private add(text: string): void {
    if (text === '') return
    const isWord = text.trim() !== ''
    if (isWord && this.isApart) {
      if (this.lines.length > 0 && this.item === '') this.write({ text: '', isMark: false })
      this.isApart = false
    }
    if (isWord && this.item !== '') {
      this.pieces = [this.item]
      this.item = ''
    }
    this.pieces.push(text)
    this.isSpaced = text.endsWith(' ')
    this.isStarted ||= isWord || text.includes('\u00a0')
  }

  /** Ends the line; an empty one only when it was asked for. */
  private breakLine(isAsked: boolean, within = this.top): void {
    if (this.isStarted || isAsked) this.write({ text: this.pieces.join(''), isMark: false }, within)
    this.pieces = []
    this.isSpaced = true
    this.isStarted = false
  }

  private write({ text, isMark }: Pick<Line, 'text' | 'isMark'>, within = this.top): void {
    const { quotes, head } = within
    if (head > 0 && !this.forwards.has(head) && text.trim() !== '') this.forwards.set(head, isForwardHead(text.trim()))
    this.lines.push({ text, isMark, quotes, head })
  }

  private written({ text, quotes, head, isMark }: Line, at: number): string | null {
    if (isMark) {
      const next = this.lines.slice(at + 1, at + 6).find((line) => line.text.trim() !== '')
      return next && HEAD_LABEL.test(next.text.trim()) ? '-----Original Message-----' : null
    }
    const depth = head > 0 && this.forwards.get(head) !== true ? quotes + 1 : quotes
    if (depth > 0) return `${'> '.repeat(depth)}${text}`.trimEnd()
    return text
  }
}

/** Over a mail that was sent on stands its head, which is no quote. */
const isForwardHead = (text: string): boolean => FORWARDED.test(text) || HEAD_LABEL.test(text) || /^[-_=]{3}/.test(text)

const isSeen = (element: Element): boolean => !element.isHidden && !element.isInvisible && !element.isTiny

const isBlock = ({ name }: Element): boolean => BLOCK.has(name) || APART.has(name)

/** Boxes in which mail programs put what was answered. */
function isQuoteBox({ class: names = '', id = '', name = '' }: Attributes): boolean {
  return (
    /(?:^|\s)(?:yahoo_quoted|protonmail_quote|tutanota_quote)(?:\s|$)/.test(names) ||
    /^yahoo_quoted/.test(id) ||
    name === 'quote'
  )
}

/** Boxes that begin with the fields of the answered mail. */
function isHeadBox({ id = '', style = '' }: Attributes): boolean {
  return (
    /^(?:x_)*(?:divRplyFwdMsg|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION)$/.test(id) ||
    /border-top:\s*(?:solid\b|[^;]{0,40}\bsolid\b)/i.test(style)
  )
}

function isSignature(attributes: Attributes): boolean {
  const { class: names = '', id = '' } = attributes
  return (
    /(?:^|\s)(?:gmail_signature|moz-signature|protonmail_signature_block)(?:\s|$)/.test(names) ||
    attributes['data-smartmail'] === 'gmail_signature' ||
    /^(?:x_)*(?:Signature|ms-outlook-mobile-signature)$/.test(id)
  )
}

type Style = Readonly<Record<string, string | undefined>>

function styleOf(text: string): Style {
  const style: Record<string, string> = {}
  for (const part of text.toLowerCase().split(';')) {
    const at = part.indexOf(':')
    if (at < 0) continue
    style[part.slice(0, at).trim()] = part
      .slice(at + 1)
      .replace(/!\s*important/, '')
      .trim()
  }
  return style
}

const isNothing = (value: string | undefined): boolean =>
  value !== undefined && /^0(?:\.0{1,4})?(?:px|pt|em|rem|%)?$/.test(value)

/** Ways in which the first words of a mail are kept from sight. */
function isHiddenBy(style: Style): boolean {
  return (
    style['display'] === 'none' ||
    isNothing(style['max-height']) ||
    isNothing(style['opacity']) ||
    style['mso-hide'] === 'all'
  )
}

/** Letters without a size can't be read, until an element in there gives them one; null when nothing is said. */
function isTinyBy(style: Style): boolean | null {
  const sizes = [style['font-size'], style['line-height']].filter((size) => size !== undefined)
  if (sizes.length === 0) return null
  return sizes.some((size) => isNothing(size))
}

const TAG = /<(\/?)([a-z][a-z0-9]{0,11})(?=[\s>/])([^<>]{0,4000})>/gi
const KNOWN = set(
  'a abbr address article b big blockquote body br center cite code col dd del div dl dt em figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i img ins label li link main mark meta ol p pre q s section small span strike strong style sub sup table tbody td tfoot th thead title tr tt u ul',
)
const ENTITY = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});/gi

/** A text that a file gave: what is HTML becomes its words, a text that only speaks of tags stays as it is. */
export function asWords(text: string): string {
  if (isHtml(text)) return htmlText(text)
  return isEscaped(text) ? decodeHTMLStrict(text).replaceAll('\u00a0', ' ') : text
}

/** Whether a text is written in HTML. In doubt it is not: tags that stay can be read, words that go can't. */
function isHtml(text: string): boolean {
  if (!/<[a-z!]/i.test(text)) return false
  if (/^\s*(?:<!doctype html|<html[\s>]|<body[\s>]|<head[\s>])/i.test(text)) return true
  // Code that is marked as such says nothing about the rest.
  const sample = text.slice(0, 200_000).replace(/```[^`]{0,20000}```|`[^`\n]{1,2000}`/g, ' ')
  if (/<\?php|<%[=\s]/.test(sample)) return false
  const facts = factsOf(sample)
  if (facts.strange > facts.known) return false
  // A break that stands right behind a word was put there by a program.
  if (/[^\s"'“”‘’(<>`]\s?<br\s*\/?>\s*(?:[^\s"'“”‘’).,`]|$)/i.test(sample) && !/["'“‘(]<br/i.test(sample))
    return facts.breaks > 1 || !/\s<br\s*\/?>\s/i.test(sample)
  if (facts.pairs === 0) return facts.breaks > 1 && facts.own === 0
  const isWhole = /^\s*</.test(sample) && />\s*$/.test(sample)
  if (isWhole && facts.own === 0) return true
  if (!facts.hasBlock) return facts.pairs > 0 && (hasEntity(sample) || facts.breaks > 0)
  // Around code stand sentences that are in no tag; in HTML hardly any do.
  return facts.own * 2 < facts.letters || (facts.ownLines === 0 && facts.pairs > 1 && facts.own < facts.letters)
}

const hasEntity = (text: string): boolean => /&(?:nbsp|amp|quot|lt|gt|#\d{2,6});/i.test(text)

interface Facts {
  readonly known: number
  readonly strange: number
  readonly breaks: number
  /** Tags that are closed again. */
  readonly pairs: number
  readonly hasBlock: boolean
  readonly letters: number
  /** Letters that stand in no tag, and on how many lines. */
  readonly own: number
  readonly ownLines: number
}

function factsOf(text: string): Facts {
  const open = new Map<string, number>()
  const facts = { known: 0, strange: 0, breaks: 0, pairs: 0, hasBlock: false, letters: 0, own: 0, ownLines: 0 }
  let depth = 0
  let from = 0
  const words = (to: number): void => {
    const between = text.slice(from, to)
    const letters = between.match(/[\p{L}\p{N}]/gu)?.length ?? 0
    facts.letters += letters
    if (depth > 0) return
    facts.own += letters
    facts.ownLines += between.split('\n').filter((line) => /[\p{L}\p{N}]/u.test(line)).length
  }
  for (const found of text.matchAll(TAG)) {
    const [whole, slash, written = '', rest = ''] = found
    const name = written.toLowerCase()
    words(found.index)
    from = found.index + whole.length
    if (!KNOWN.has(name)) facts.strange += 1
    else {
      facts.known += 1
      if (name === 'br' || name === 'hr') facts.breaks += 1
      else if (slash) {
        const count = open.get(name) ?? 0
        if (count > 0) {
          open.set(name, count - 1)
          depth -= 1
          facts.pairs += 1
          if (BLOCK.has(name) || APART.has(name)) facts.hasBlock = true
        }
      } else if (!VOID.has(name) && !rest.endsWith('/')) {
        open.set(name, (open.get(name) ?? 0) + 1)
        depth += 1
      }
    }
  }
  words(text.length)
  return facts
}

/** Whether a text without tags writes its signs as HTML does: then every `&` in it begins one. */
function isEscaped(text: string): boolean {
  const ampersands = text.split('&').length - 1
  if (ampersands === 0) return false
  const found = text.match(ENTITY) ?? []
  if (found.length !== ampersands || found.some((one) => decodeHTMLStrict(one) === one)) return false
  // A space between two spaces is spoken of, not meant.
  return !/(?:^|[\s"'“‘(])&nbsp;(?:$|[\s"'”’).,])/i.test(text)
}
