import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { MomentProvider } from '#app/ui/moment.tsx'
import type { SearchPageView } from '../types.ts'
import { SearchPage } from './search-page.tsx'

const VIEW: SearchPageView = {
  query: 'bookmrks <b>',
  filters: {
    what: 'all',
    state: 'solved',
    kind: 'all',
    category: null,
    tag: null,
    since: 'any',
    language: null,
    order: 'relevance',
  },
  hits: [],
  passage: null,
  articles: [],
  articleCount: 0,
  count: { number: 0, more: false },
  exactCount: 0,
  exactEnd: null,
  facets: null,
  alike: [],
  narrowed: [],
  notUnderstood: [],
  corrected: null,
  also: null,
  exact: false,
  older: null,
  newer: null,
  unavailable: false,
}

const shown = (more: Partial<SearchPageView>): string => {
  const page = createElement(SearchPage, { view: { ...VIEW, ...more } })
  const html = renderToStaticMarkup(
    createElement(MomentProvider, { now: 0, zone: 'UTC', locale: 'en', children: page }),
  )
  return /<p class="result".*?<\/p>/.exec(html)?.[0] ?? ''
}

describe('the line of results', () => {
  it('says what was searched for instead, and keeps the filters on the way back', () => {
    const line = shown({ corrected: 'bookmarks' })

    expect(line.replace(/<[^>]+>/g, '')).toMatch(/^Showing bookmarks. Search for bookmrks &lt;b&gt; instead. /)
    expect(line).toContain('href="/search?q=bookmrks+%3Cb%3E&amp;state=solved&amp;exact=1"')
  })

  it('says what else was searched for, with the way to the words as typed alone', () => {
    const line = shown({ also: 'bookmarks' })

    expect(line.replace(/<[^>]+>/g, '')).toMatch(/^Also showing bookmarks. Search only for bookmrks &lt;b&gt;. /)
    expect(line).toContain('href="/search?q=bookmrks+%3Cb%3E&amp;state=solved&amp;exact=1"')
  })

  it('says nothing of the kind when nothing was corrected', () => {
    expect(shown({})).not.toMatch(/instead|Also/)
  })
})
