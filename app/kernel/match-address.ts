import { ADDRESS_TABLE, type AddressFacts, type AddressPattern } from './address-table.ts'

const TABLE: Readonly<Record<string, AddressFacts>> = ADDRESS_TABLE
const PATTERNS = Object.keys(TABLE)

const partsOf = (path: string): readonly string[] => path.split('/').slice(1)

/** The fixed words that stand where the part at `at` of this pattern stands, under the same beginning. */
function siblingsAt(pattern: string, at: number): readonly string[] {
  const own = partsOf(pattern)
  const words = PATTERNS.map(partsOf)
    .filter((parts) => parts.length > at && own.slice(0, at).every((part, i) => part === parts[i]))
    .map((parts) => parts[at] ?? '')
    .filter((part) => part !== '' && !part.startsWith(':'))
  return [...new Set(words)]
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Parts that may hold a dot: a tag may be `.net`, a token is signed. Anything else with one is a file, or a page's data. */
const WITH_DOTS = new Set(['tag', 'key', 'name', 'token'])

/** The source of a regular expression for the path of one pattern, with a group for each part that stands for any. */
function sourceOf(pattern: string): string {
  const parts = partsOf(pattern)
  const sources = parts.map((part, at) => {
    if (!part.startsWith(':')) return escaped(part)
    const name = part.slice(1)
    if (name.endsWith('Id')) return `(?<${name}>\\d{1,15})`
    const taken = siblingsAt(pattern, at).map(escaped)
    const isLast = at === parts.length - 1
    const not = taken.length === 0 ? '' : `(?!(?:${taken.join('|')})${isLast ? '$' : '/'})`
    return `${not}(?<${name}>${WITH_DOTS.has(name) ? '[^/]+' : '[^/.]+'})`
  })
  return `/${sources.join('/')}`
}

const unnamed = (source: string): string => source.replace(/\(\?<\w+>/g, '(?:')

/** One expression for all addresses of which `is` holds. */
function anyOf(is: (facts: AddressFacts) => boolean): RegExp {
  const sources = PATTERNS.filter((pattern) => is(TABLE[pattern] ?? {})).map((pattern) => unnamed(sourceOf(pattern)))
  return new RegExp(`^(?:${sources.join('|')})$`)
}

const COMPILED = PATTERNS.map((pattern) => ({
  pattern,
  expression: new RegExp(`^${sourceOf(pattern)}$`),
  facts: TABLE[pattern] ?? {},
}))

/** An address that the table knows, with the parts that stand for any. */
export interface MatchedAddress {
  readonly pattern: string
  readonly facts: AddressFacts
  readonly params: Readonly<Record<string, string>>
}

/** The path of a request's target: without what follows it, and that of the page where a script asks for its data. */
export function pathOf(target: string): string {
  const path = (/^[^?#]*/.exec(target)?.[0] ?? '').replace(/\.data$/, '')
  return path === '/_root' ? '/' : path
}

/** The address of a path; null for one that the table doesn't know. */
export function matchAddress(path: string): MatchedAddress | null {
  for (const { pattern, expression, facts } of COMPILED) {
    const match = expression.exec(path)
    if (match) return { pattern, facts, params: { ...match.groups } }
  }
  return null
}

const SHARED = anyOf((facts) => facts.shared === true)

/** Whether a request's target is a document that is the same for every guest. */
export function isSharedDocument(target: string): boolean {
  const end = target.indexOf('?')
  const path = end < 0 ? target : target.slice(0, end)
  // Remix takes a thread's or an article's address with a slash too many for the same.
  return SHARED.test(path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path)
}

/** Whether all addresses of a pattern are such documents. */
export function isSharedPattern(pattern: string): boolean {
  return TABLE[pattern]?.shared === true
}

const FRESH_SITE = anyOf((facts) => facts.freshSite === true)

/** Whether a request's target shows what holds for the whole place to those who have just changed it. */
export function wantsFreshSite(target: string): boolean {
  return FRESH_SITE.test(pathOf(target))
}

const READ = COMPILED.filter(({ facts }) => facts.countsAsRead !== undefined)

/** What opening a path counts as reading: a thread or an article, by its number. */
export function readAt(path: string): { readonly kind: 'thread' | 'article'; readonly id: number } | null {
  for (const { expression, facts } of READ) {
    const params = expression.exec(path)?.groups
    if (params && facts.countsAsRead)
      return {
        kind: facts.countsAsRead,
        id: Number(Object.entries(params).find(([name]) => name.endsWith('Id'))?.[1]),
      }
  }
  return null
}

/** The key under which what is typed at a path is kept as a draft; empty where nothing is kept. */
export function draftKeyAt(path: string): string {
  const match = matchAddress(path)
  return (match?.facts.draft ?? '').replace(/\{(\w+)\}/g, (_all, name: string) => match?.params[name] ?? '')
}

/** The words that can't be a slug after this beginning, because they are pages of their own. */
export function wordsAfter(pattern: AddressPattern): ReadonlySet<string> {
  return new Set(siblingsAt(`${pattern}/:slug`, partsOf(pattern).length))
}

const SECRET = new RegExp(
  `^(${PATTERNS.filter((pattern) => TABLE[pattern]?.secret === true)
    .map((pattern) => escaped(pattern.slice(0, pattern.lastIndexOf('/'))))
    .join('|')})/[^/]+`,
)

/** A path as it may stand in a log: without what opens something. */
export function loggable(path: string): string {
  return path.replace(SECRET, '$1/…').slice(0, 200)
}
