import {
  FACETS,
  type Facet,
  type FacetCount,
  type FacetCounts,
  type SearchDocument,
  type SearchFilter,
} from '../engine.ts'

/** Values of a facet that are told; tags alone have more. */
const MOST_VALUES = 30

/** All that a document is counted by, in one line that many documents share: reading it costs a fifth of reading five columns. */
export function countedLine({ state, kind, categoryId, language, tags }: SearchDocument): string {
  return [state, kind, categoryId, language ?? NO_LANGUAGE, ...tags].join(' ')
}

const NO_LANGUAGE = '-'

/** The state that such a line begins with. */
export const stateIn = (line: string): string => line.slice(0, line.indexOf(' '))

type Values = Readonly<Record<Facet, readonly string[]>>

/** Lines that were read before: many documents share one, and search after search finds them. */
const read = new Map<string, Values>()
const MOST_READ = 5000

function valuesIn(line: string): Values {
  const known = read.get(line)
  if (known) return known
  if (read.size >= MOST_READ) read.clear()
  const values = readValues(line)
  read.set(line, values)
  return values
}

function readValues(line: string): Values {
  const [state = '', kind = '', category = '', language = '', ...tag] = line.split(' ')
  return {
    state: [state],
    kind: [kind],
    category: [category],
    language: language === NO_LANGUAGE ? [] : [language],
    tag,
  }
}

/**
 * Counts documents, as `countedLine` has them, by each value of the facets wanted. Whatever a facet's own filter says, its
 * other values are counted too, so that they can be chosen instead; tags narrow each other, so theirs are counted among what
 * has the chosen ones.
 */
export function countFacets(
  lines: readonly string[],
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
  const counts = wanted.map((facet) => [facet, new Map<string, number>()] as const)
  for (const line of lines) {
    const values = valuesIn(line)
    const missed =
      narrowing.length === 0
        ? narrowing
        : narrowing.filter((facet) => !chosen[facet].every((value) => values[facet].includes(value)))
    if (missed.length > 1) continue
    for (const [facet, known] of counts) {
      if (missed.length === 1 && (missed[0] !== facet || facet === 'tag')) continue
      for (const value of values[facet]) known.set(value, (known.get(value) ?? 0) + 1)
    }
  }
  return Object.fromEntries(counts.map(([facet, known]) => [facet, mostFirst(known)]))
}

const present = (value: string | number | undefined): readonly string[] => (value === undefined ? [] : [String(value)])

function mostFirst(counts: ReadonlyMap<string, number>): readonly FacetCount[] {
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_VALUES)
}
