/** An address that an answer leads to. */
export interface Link {
  /** By which it is known, however the page is written: without scheme, language, tracking and place in the page. */
  readonly address: string
  /** As it was given. */
  readonly href: string
}

/** An address that helpers led askers to, and how many of these. */
export interface CountedLink extends Link {
  readonly requests: number
}

const WRITTEN = /\bhttps?:\/\/[^\s<>"'`\\^{|}]+/gi
const MOST_LETTERS = 500
const PICTURE = /\.(?:png|jpe?g|gif|webp|svg|ico)$/i
/** What only says where a reader came from. */
const TRACKING = /^(?:utm_.*|fbclid|gclid|mc_[ce]id|ref|ref_src)$/i
/** The language in which a page of a help centre is shown: /en-US/, /de/. */
const LANGUAGE =
  /^\/(?:[a-z]{2}[-_][a-z]{2,4}|ar|bg|ca|cs|da|de|el|en|es|et|fa|fi|fr|he|hr|hu|id|it|ja|ko|lt|lv|nb|nl|no|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|uk|vi|zh)(?=\/.)/i
/** Names that stand for any site. */
const NOWHERE = /(?:^|\.)(?:example|invalid|test|localhost)$|^example\.(?:com|org|net)$|^\d+(?:\.\d+){3}$/

/** The addresses of pages in an answer, Markdown or plain, each once. */
export function linksIn(text: string): readonly Link[] {
  const links = new Map<string, Link>()
  for (const [written] of text.matchAll(WRITTEN)) {
    const link = linkOf(ended(written))
    if (link && !links.has(link.address)) links.set(link.address, link)
  }
  return [...links.values()]
}

/** Without what ends the sentence or the brackets around it. */
function ended(written: string): string {
  let end = written
  for (;;) {
    const shorter = end.replace(/[.,;:!?*_~\]]+$/, '')
    const isOpen = shorter.endsWith(')') && shorter.split('(').length < shorter.split(')').length
    const next = isOpen ? shorter.slice(0, -1) : shorter
    if (next === end) return cut(end)
    end = next
  }
}

/** Markdown's end of a link's words in the address itself: `https://one](https://two`. */
const cut = (written: string): string => written.split('](')[0] ?? written

function linkOf(href: string): Link | null {
  const url = URL.canParse(href) ? new URL(href) : null
  if (!url || href.length > MOST_LETTERS || url.username !== '' || NOWHERE.test(url.hostname)) return null
  if (PICTURE.test(url.pathname)) return null
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name)
  const path = url.pathname.replace(LANGUAGE, '').replace(/\/+$/, '')
  const host = url.host.replace(/^www\./, '')
  const query = url.searchParams.size > 0 ? `?${url.searchParams.toString()}` : ''
  return { address: `${host}${path}${query}`, href }
}

/** Addresses by how many requests they answer, the most first; `each`: those that answer one request. */
export function countLinks(each: Iterable<readonly Link[]>, most: number): readonly CountedLink[] {
  const counted = new Map<string, { requests: number; hrefs: Map<string, number> }>()
  for (const links of each) {
    const seen = new Set<string>()
    for (const { address, href } of links) {
      if (seen.has(address)) continue
      seen.add(address)
      const entry = counted.get(address) ?? { requests: 0, hrefs: new Map<string, number>() }
      entry.requests++
      entry.hrefs.set(href, (entry.hrefs.get(href) ?? 0) + 1)
      counted.set(address, entry)
    }
  }
  return [...counted]
    .filter(([, { requests }]) => requests > 1)
    .map(([address, { requests, hrefs }]) => ({ address, requests, href: mostGiven(hrefs) }))
    .sort((a, b) => b.requests - a.requests || (a.address < b.address ? -1 : 1))
    .slice(0, most)
}

const mostGiven = (hrefs: ReadonlyMap<string, number>): string =>
  [...hrefs].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? ''
