import { FACETS, type Facet, type FacetCount, type FacetCounts, type SearchFilter } from '../engine.ts'

/** What one found document counts by. */
export interface CountedFacts {
  readonly kind: string
  readonly state: string
  readonly category_id: number
  readonly language: string | null
  /** Between spaces. */
  readonly tags: string
}

/** Values of a facet that are told; tags alone have more. */
const MOST_VALUES = 30

const VALUES: Readonly<Record<Facet, (facts: CountedFacts) => readonly string[]>> = {
  state: ({ state }) => [state],
  kind: ({ kind }) => [kind],
  category: ({ category_id }) => [String(category_id)],
  language: ({ language }) => (language === null ? [] : [language]),
  tag: ({ tags }) => tags.split(' ').filter(Boolean),
}

/**
 * Counts documents by each value of the facets wanted. Whatever a facet's own filter says, its other values are counted
 * too, so that they can be chosen instead; tags narrow each other, so theirs are counted among what has the chosen ones.
 */
export function countFacets(
  rows: readonly CountedFacts[],
  filter: Pick<SearchFilter, 'state' | 'kind' | 'category' | 'language' | 'tags'>,
  wanted: readonly Facet[],
): FacetCounts {
  const chosen: Readonly<Record<Facet, readonly string[]>> = {
    state: present(filter.state),
    kind: present(filter.kind),
    category: present(filter.category),
    language: present(filter.language),
    tag: filter.tags ?? [],
  }
  const narrowing = FACETS.filter((facet) => chosen[facet].length > 0)
  const counts = new Map(wanted.map((facet) => [facet, new Map<string, number>()]))
  for (const row of rows) {
    const missed = narrowing.filter((facet) => {
      const values = VALUES[facet](row)
      return !chosen[facet].every((value) => values.includes(value))
    })
    if (missed.length > 1) continue
    for (const [facet, known] of counts) {
      if (missed.length === 1 && (missed[0] !== facet || facet === 'tag')) continue
      for (const value of VALUES[facet](row)) known.set(value, (known.get(value) ?? 0) + 1)
    }
  }
  return Object.fromEntries([...counts].map(([facet, known]) => [facet, mostFirst(known)]))
}

const present = (value: string | number | undefined): readonly string[] => (value === undefined ? [] : [String(value)])

function mostFirst(counts: ReadonlyMap<string, number>): readonly FacetCount[] {
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_VALUES)
}
