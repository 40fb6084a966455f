import type { MultiSearchQuery } from 'meilisearch'
import { FOUND_END, FOUND_START, type Facet, type SearchFilter, type SearchQuery, type SearchOrder } from '../engine.ts'

/** The server reads so many words of a query and passes over the rest. */
export const MOST_WORDS = 10

/** By which attribute each facet is counted. */
export const ATTRIBUTES: Readonly<Record<Facet, string>> = {
  state: 'state',
  kind: 'kind',
  category: 'categoryId',
  tag: 'tags',
  language: 'language',
}

const SORTS: Readonly<Record<SearchOrder, string[] | null>> = {
  relevance: null,
  newest: ['createdAt:desc', 'id:desc'],
  helpful: ['helpfulCount:desc', 'createdAt:desc'],
}

/** A minus or a quote in front of a word is an operator to the server; what a reader typed for one is taken out before. */
const asWords = (text: string): string =>
  text
    .replace(/["“”„]/gu, ' ')
    .replace(/(^|\s)-+(?=\S)/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim()

/** The words of a query's text, in their order. */
export const wordsOf = (text: string): readonly string[] => asWords(text).split(' ').filter(Boolean)

const quoted = (text: string): string => `"${asWords(text)}"`

/** The query in the server's own writing. `exact`: each word is a phrase, which is looked for as it is written. */
export function queryText(
  words: readonly string[],
  { phrases = [], excluded = [], exact = false }: Pick<SearchQuery, 'phrases' | 'excluded' | 'exact'>,
): string {
  const saysSomething = (text: string): boolean => asWords(text) !== ''
  return [
    ...(exact ? words.map(quoted) : words),
    ...phrases.filter(saysSomething).map(quoted),
    ...excluded.filter(saysSomething).map((text) => `-${quoted(text)}`),
  ].join(' ')
}

const asText = (value: string): string => JSON.stringify(value)

/** What narrows a search, one condition each; `but`: the facet whose own choice is left out. */
export function filtersOf(
  filter: SearchFilter & { readonly withoutCategories: readonly number[] },
  but: Facet | null = null,
): string[] {
  const { category, kind, state, tags = [], author, language, from, before, since } = filter
  const all: (string | null)[] = [
    // Never left out, whatever is counted.
    filter.withoutCategories.length > 0 ? `categoryId NOT IN [${filter.withoutCategories.join(', ')}]` : null,
    category !== undefined && but !== 'category' ? `categoryId = ${category}` : null,
    kind !== undefined && but !== 'kind' ? `kind = ${asText(kind)}` : null,
    state !== undefined && but !== 'state' ? `state = ${asText(state)}` : null,
    ...(but === 'tag' ? [] : tags.map((tag) => `tags = ${asText(tag)}`)),
    author === undefined ? null : `authorId = ${author}`,
    language !== undefined && but !== 'language' ? `language = ${asText(language)}` : null,
    from === undefined ? null : `createdAt >= ${from}`,
    before === undefined ? null : `createdAt < ${before}`,
    since === undefined ? null : `lastPostAt >= ${since}`,
  ]
  return all.filter((one) => one !== null)
}

/** Words of an excerpt. */
const EXCERPT = 34

/** One page of hits, with the words that were found marked. */
export function hitsQuery(
  index: string,
  query: SearchQuery,
  words: readonly string[],
  { offset, limit }: { readonly offset: number; readonly limit: number },
): MultiSearchQuery {
  const sort = SORTS[query.order ?? 'relevance']
  return {
    indexUid: index,
    q: queryText(words, query),
    filter: filtersOf(query),
    offset,
    limit,
    matchingStrategy: 'frequency',
    attributesToRetrieve: ['id', 'title'],
    attributesToHighlight: ['title', 'text'],
    attributesToCrop: ['text'],
    cropLength: EXCERPT,
    cropMarker: '…',
    highlightPreTag: FOUND_START,
    highlightPostTag: FOUND_END,
    showRankingScore: true,
    showRankingScoreDetails: true,
    ...(sort === null ? {} : { sort }),
  }
}

/** How many have every word. */
export function exactQuery(index: string, query: SearchQuery, words: readonly string[]): MultiSearchQuery {
  const q = queryText(words, query)
  return { indexUid: index, q, filter: filtersOf(query), limit: 0, matchingStrategy: 'all' }
}

/** How many there are of each value of a facet, whatever is chosen of it. */
export function facetQuery(
  index: string,
  query: SearchQuery,
  words: readonly string[],
  facet: Facet,
): MultiSearchQuery {
  return {
    indexUid: index,
    q: queryText(words, query),
    filter: filtersOf(query, facet),
    limit: 0,
    facets: [ATTRIBUTES[facet]],
    matchingStrategy: 'frequency',
  }
}

/** The texts of some documents, asked for those hits alone that have not all words. */
export function textsQuery(index: string, ids: readonly number[]): MultiSearchQuery {
  return {
    indexUid: index,
    q: '',
    filter: [`id IN [${ids.join(', ')}]`],
    limit: ids.length,
    attributesToRetrieve: ['id', 'title', 'aliases', 'text'],
  }
}
