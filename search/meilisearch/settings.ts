import type { Settings } from 'meilisearch'
import type { Collection, Synonyms } from '../engine.ts'

/**
 * Counted up when what stands below, or what a document holds, changes: the indexes of a version have names of their own,
 * so that an older release goes on with its own until it is gone.
 */
export const SETTINGS_VERSION = 1

/** The index that readers are answered from. */
export const liveIndex = (collection: Collection): string => `askwell-${collection}-${SETTINGS_VERSION}`

/** Where a rebuild fills the next one. */
export const nextIndex = (collection: Collection): string => `${liveIndex(collection)}-next`

/** The oldest server that knows all that is asked of it. */
export const LEAST_SERVER = '1.18'

/** Documents beyond so many are not counted, which is what the pages say. */
export const MOST_HITS = 1000

/** How the index reads, ranks and narrows. Its words that mean the same are set apart, since admins change them. */
export const SETTINGS: Settings = {
  searchableAttributes: ['title', 'aliases', 'text'],
  displayedAttributes: ['id', 'title', 'text', 'aliases'],
  filterableAttributes: [
    'id',
    'categoryId',
    'kind',
    'state',
    'tags',
    'authorId',
    'language',
    'createdAt',
    'lastPostAt',
  ],
  sortableAttributes: ['createdAt', 'helpfulCount', 'id'],
  // Where an order is asked for it comes first; else how many words stand in a document, and how well, decides.
  rankingRules: ['sort', 'words', 'typo', 'proximity', 'attribute', 'exactness', 'worth:desc'],
  // `C++` and `C#` are words, not the letter.
  nonSeparatorTokens: ['+', '#'],
  proximityPrecision: 'byWord',
  typoTolerance: { enabled: true, minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 }, disableOnNumbers: true },
  pagination: { maxTotalHits: MOST_HITS },
  faceting: { maxValuesPerFacet: 100, sortFacetValuesBy: { '*': 'count' } },
  prefixSearch: 'indexingTime',
  searchCutoffMs: 800,
}

/**
 * Lists of words that mean the same as the server takes them: each with what it is looked for as well. The server keeps one
 * set for all languages.
 */
export function synonymsOf(lists: readonly Synonyms[]): Record<string, string[]> {
  const all = new Map<string, Set<string>>()
  for (const { words } of lists) {
    const plain = words.map((word) => word.toLowerCase().trim()).filter(Boolean)
    for (const word of plain) {
      const others = all.get(word) ?? new Set<string>()
      all.set(word, others)
      for (const other of plain) if (other !== word) others.add(other)
    }
  }
  return Object.fromEntries([...all].map(([word, others]) => [word, [...others]]))
}
