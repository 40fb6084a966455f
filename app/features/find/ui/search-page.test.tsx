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
  byMeaning: false,
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

const pageOf = (more: Partial<SearchPageView>): string => {
  const page = createElement(SearchPage, { view: { ...VIEW, ...more } })
  return renderToStaticMarkup(createElement(MomentProvider, { now: 0, zone: 'UTC', locale: 'en', children: page }))
}
const shown = (more: Partial<SearchPageView>): string => /<p class="result".*?<\/p>/.exec(pageOf(more))?.[0] ?? ''

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

describe('the filters', () => {
  const facets = {
    states: { open: 3, answered: 0, solved: 0 },
    kinds: { question: 3 },
    categories: [],
    tags: [],
    languages: [],
    isPartial: false,
  }
  const states = (more: Partial<SearchPageView>) =>
    ['open', 'answered', 'solved'].filter((state) => pageOf(more).includes(`&amp;state=${state}"`))

  it('offer no choice that leads to nothing, but what is chosen', () => {
    expect(states({ facets })).toEqual(['open', 'solved'])
  })

  it('offer every choice where not all was counted', () => {
    expect(states({ facets: { ...facets, isPartial: true } })).toEqual(['open', 'answered', 'solved'])
    expect(states({ facets: null })).toEqual(['open', 'answered', 'solved'])
  })
})
