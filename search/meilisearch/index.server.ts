import type { EnqueuedTask, Hit, Meilisearch, MultiSearchQuery, SearchResponse } from 'meilisearch'
import { MeilisearchApiError } from 'meilisearch'
import {
  FOUND_END,
  FOUND_START,
  type Collection,
  type FacetCounts,
  type IndexHealth,
  type RebuildRun,
  type SearchDocument,
  type SearchHit,
  type SearchIndex,
  type SearchQuery,
  type SearchReply,
  type Suggestion,
  type Synonyms,
} from '../engine.ts'
import { storedDocument, type StoredDocument } from './documents.ts'
import { matchedWords } from './matched-words.ts'
import {
  ATTRIBUTES,
  MOST_WORDS,
  exactQuery,
  facetQuery,
  filtersOf,
  hitsQuery,
  queryText,
  textsQuery,
  wordsOf,
} from './query.ts'
import { MOST_HITS, SETTINGS, liveIndex, nextIndex, synonymsOf } from './settings.ts'

/** Of a rebuild so many documents, or so many letters of them, are sent at once. */
const BATCH = { documents: 1000, letters: 8_000_000 }
/** With what readers found worth opening, so many of the first hits are put in order. */
const REORDERED = 100
/** Words that mean the same are read from the server again after so long, in milliseconds. */
const KNOWN_FOR = 30_000

/** What an index of the server needs of the engine that it is part of. */
export interface Server {
  /** For readers: gives up soon. */
  readonly quick: Meilisearch
  /** For writing: waits for long. */
  readonly patient: Meilisearch
  /** Waits until a task is over; a task that failed is an error with the server's words. */
  readonly settle: (task: PromiseLike<EnqueuedTask>) => Promise<void>
  /** How rare words are, for queries with more words than the server reads; null where nobody knows. */
  readonly rarities: ((collection: Collection, words: readonly string[]) => Promise<readonly number[]>) | null
  /** The lists that were set in this process; null = none were, and the server's own go on. */
  readonly synonyms: () => readonly Synonyms[] | null
  /** Whether a failed write left something out, so that a rebuild is due. */
  readonly isBehind: () => boolean
}

type StoredHit = Hit<Pick<StoredDocument, 'id' | 'title'>>
type Answer = SearchResponse<Pick<StoredDocument, 'id' | 'title'>>

/** One collection on a Meilisearch server. Errors are the client's own; the engine turns them into `SearchUnavailableError`. */
export class MeilisearchIndex implements SearchIndex {
  readonly #server: Server
  readonly #collection: Collection
  readonly #live: string
  readonly #next: string
  #known: { readonly others: Readonly<Record<string, readonly string[]>>; readonly until: number } | null = null

  constructor(server: Server, collection: Collection) {
    this.#server = server
    this.#collection = collection
    this.#live = liveIndex(collection)
    this.#next = nextIndex(collection)
  }

  async index(documents: readonly SearchDocument[]): Promise<void> {
    if (documents.length === 0) return
    const stored = documents.map(storedDocument)
    for (const uid of await this.#indexesNow())
      await this.#server.settle(this.#server.patient.index(uid).addDocuments(stored, { primaryKey: 'id' }))
  }

  async remove(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return
    for (const uid of await this.#indexesNow())
      await this.#server.settle(this.#server.patient.index(uid).deleteDocuments([...ids]))
  }

  /** The index that is read, and the one that a rebuild fills: what is written now must stand in both. */
  async #indexesNow(): Promise<readonly string[]> {
    return (await isThere(this.#server.patient, this.#next)) ? [this.#live, this.#next] : [this.#live]
  }

  async search(query: SearchQuery): Promise<SearchReply> {
    const words = await this.#rarest(wordsOf(query.text))
    const learnt = new Map((query.learnt ?? []).map(({ id, factor }) => [id, factor]))
    const isReordered = learnt.size > 0 && query.skip < REORDERED && (query.order ?? 'relevance') === 'relevance'
    const span = isReordered ? { offset: 0, limit: REORDERED } : { offset: query.skip, limit: query.limit }
    const facets = query.countBy ?? []
    const { results } = await this.#server.quick.multiSearch<
      { queries: MultiSearchQuery[] },
      Pick<StoredDocument, 'id' | 'title'>
    >({
      queries: [
        hitsQuery(this.#live, query, words, span),
        exactQuery(this.#live, query, words),
        ...facets.map((facet) => facetQuery(this.#live, query, words, facet)),
      ],
    })
    const [found, exact, ...counted] = results as readonly Answer[]
    if (!found || !exact) throw new Error('The server answered fewer queries than it was asked.')
    const hits = isReordered
      ? reordered(found.hits, learnt).slice(query.skip, query.skip + query.limit)
      : found.hits.slice(0, query.limit)
    const missing = await this.#missing(words, hits)
    return {
      hits: hits.map((hit) => asHit(hit, missing.get(hit.id) ?? [], query, learnt)),
      count: Math.min(MOST_HITS, found.estimatedTotalHits ?? 0),
      exactCount: Math.min(MOST_HITS, exact.estimatedTotalHits ?? 0),
      corrected: null,
      also: null,
      alike: query.exact === true ? [] : await this.#alike(words),
      asTyped: query.exact === true,
      facets: Object.fromEntries(
        facets.map((facet, at) => {
          const values = counted[at]?.facetDistribution?.[ATTRIBUTES[facet]] ?? {}
          const counts = Object.entries(values).map(([value, count]) => ({ value, count }))
          return [facet, counts.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))]
        }),
      ) as FacetCounts,
    }
  }

  /** The server reads ten words: of more, those that tell most. */
  async #rarest(words: readonly string[]): Promise<readonly string[]> {
    if (words.length <= MOST_WORDS) return words
    const { rarities } = this.#server
    const rarity = rarities
      ? await rarities(this.#collection, words).catch(() => words.map((word) => word.length))
      : words.map((word) => word.length)
    const kept = new Set(
      words
        .map((_, at) => at)
        .sort((a, b) => (rarity[b] ?? 0) - (rarity[a] ?? 0) || a - b)
        .slice(0, MOST_WORDS),
    )
    return words.filter((_, at) => kept.has(at))
  }

  /** Which words of the query are not in a hit, for those hits that have not all of them. */
  async #missing(
    words: readonly string[],
    hits: readonly StoredHit[],
  ): Promise<ReadonlyMap<number, readonly string[]>> {
    const partly = hits.filter((hit) => !hasAll(hit)).map(({ id }) => id)
    if (partly.length === 0 || words.length < 2) return new Map()
    const { results } = await this.#server.quick.multiSearch<{ queries: MultiSearchQuery[] }, StoredDocument>({
      queries: [textsQuery(this.#live, partly)],
    })
    const alike = await this.#othersOf()
    return new Map(
      (results[0]?.hits ?? []).map(({ id, title, aliases, text }) => {
        const found = matchedWords(words, [title, ...aliases, text], alike)
        return [id, words.filter((word) => !found.has(word))]
      }),
    )
  }

  /** What means the same as a word, as the server has it; read again every half minute. */
  async #othersOf(): Promise<Readonly<Record<string, readonly string[]>>> {
    const lists = this.#server.synonyms()
    if (lists !== null) return synonymsOf(lists)
    if (!this.#known || this.#known.until < Date.now()) {
      const others = await this.#server.quick.index(this.#live).getSynonyms()
      this.#known = { others, until: Date.now() + KNOWN_FOR }
    }
    return this.#known.others
  }

  async #alike(words: readonly string[]): Promise<SearchReply['alike']> {
    const others = await this.#othersOf()
    return words.flatMap((typed) => {
      const found = others[typed.toLowerCase()]
      return found ? [{ typed, words: found }] : []
    })
  }

  async suggest(text: string, withoutCategories: readonly number[], limit: number): Promise<readonly Suggestion[]> {
    const words = await this.#rarest(wordsOf(text))
    if (words.length === 0) return []
    const { hits } = await this.#server.quick
      .index<Pick<StoredDocument, 'id' | 'title'>>(this.#live)
      .search(queryText(words, {}), {
        limit,
        filter: filtersOf({ withoutCategories }),
        attributesToSearchOn: ['title', 'aliases'],
        attributesToRetrieve: ['id', 'title'],
        matchingStrategy: 'last',
      })
    return hits.map(({ id, title }) => ({ id, title }))
  }

  async similar(
    title: string,
    text: string,
    withoutCategories: readonly number[],
    limit: number,
  ): Promise<readonly Suggestion[]> {
    // The title says what is asked; what is told around it only fills it up.
    const own = wordsOf(title)
    const words = await this.#rarest(own.length >= 3 ? own : [...own, ...wordsOf(text).slice(0, 60)])
    if (words.length === 0) return []
    const { hits } = await this.#server.quick
      .index<Pick<StoredDocument, 'id' | 'title'>>(this.#live)
      .search(queryText(words, {}), {
        limit,
        filter: filtersOf({ withoutCategories }),
        attributesToRetrieve: ['id', 'title'],
        matchingStrategy: 'frequency',
      })
    return hits.map((hit) => ({ id: hit.id, title: hit.title }))
  }

  async rarities(words: readonly string[]): Promise<readonly number[]> {
    const total = await this.count()
    if (total === 0) return words.map(() => 0)
    const { results } = await this.#server.quick.multiSearch({
      queries: words.map((word) => ({ indexUid: this.#live, q: `"${wordsOf(word).join(' ')}"`, limit: 0 })),
    })
    return results.map((answer) => Math.max(0, Math.log((total + 1) / ((answer.estimatedTotalHits ?? 0) + 1))))
  }

  /** Fills an index beside the one that is read, and puts it in its place at the end. */
  async beginRebuild(): Promise<RebuildRun> {
    const { patient, settle } = this.#server
    const [live, next] = [this.#live, this.#next]
    if (await isThere(patient, next)) await settle(patient.deleteIndex(next))
    await settle(patient.createIndex(next, { primaryKey: 'id' }))
    const synonyms = await this.#othersOf().catch(() => ({}))
    await settle(
      patient.index(next).updateSettings({ ...SETTINGS, synonyms: { ...synonyms } as Record<string, string[]> }),
    )
    const before = await this.count().catch(() => 0)
    const sent: PromiseLike<EnqueuedTask>[] = []
    let waiting: StoredDocument[] = []
    let letters = 0
    let total = 0
    const send = async (): Promise<void> => {
      if (waiting.length === 0) return
      const batch = waiting
      waiting = []
      letters = 0
      const task = patient.index(next).addDocuments(batch, { primaryKey: 'id' })
      await task
      sent.push(task)
    }
    return {
      async index(documents) {
        for (const document of documents) {
          const stored = storedDocument(document)
          waiting.push(stored)
          letters += stored.text.length
          total += 1
        }
        if (waiting.length >= BATCH.documents || letters >= BATCH.letters) await send()
      },
      async finish() {
        await send()
        for (const task of sent) await settle(task)
        if (!(await isThere(patient, live))) await settle(patient.createIndex(live, { primaryKey: 'id' }))
        await settle(patient.swapIndexes([{ indexes: [live, next], rename: false }]))
        await settle(patient.deleteIndex(next))
        return Math.max(0, before - total)
      },
    }
  }

  async count(): Promise<number> {
    return (await this.#server.quick.index(this.#live).getStats()).numberOfDocuments
  }

  async health(): Promise<IndexHealth> {
    if (!(await isThere(this.#server.quick, this.#live))) return 'new'
    return this.#server.isBehind() ? 'filling' : 'sound'
  }

  async setSynonyms(synonyms: readonly Synonyms[]): Promise<void> {
    for (const uid of await this.#indexesNow())
      if (await isThere(this.#server.patient, uid))
        await this.#server.settle(this.#server.patient.index(uid).updateSynonyms(synonymsOf(synonyms)))
  }
}

async function isThere(client: Meilisearch, uid: string): Promise<boolean> {
  try {
    await client.getRawIndex(uid)
    return true
  } catch (error) {
    if (error instanceof MeilisearchApiError && error.cause?.code === 'index_not_found') return false
    throw error
  }
}

/** Whether every word of the query stands in a hit, as the server's ranking tells. */
function hasAll({ _rankingScoreDetails }: StoredHit): boolean {
  const words = _rankingScoreDetails?.['words'] as { matchingWords?: number; maxMatchingWords?: number } | undefined
  return words === undefined || (words.matchingWords ?? 0) >= (words.maxMatchingWords ?? 0)
}

/** In the order of their worth with what readers found; those with all words stay before the others. */
function reordered(hits: readonly StoredHit[], learnt: ReadonlyMap<number, number>): readonly StoredHit[] {
  const worth = (hit: StoredHit): number => (hit._rankingScore ?? 0) * (learnt.get(hit.id) ?? 1)
  return hits
    .map((hit, at) => ({ hit, at }))
    .sort((a, b) => Number(hasAll(b.hit)) - Number(hasAll(a.hit)) || worth(b.hit) - worth(a.hit) || a.at - b.at)
    .map(({ hit }) => hit)
}

function asHit(
  hit: StoredHit,
  missing: readonly string[],
  query: SearchQuery,
  learnt: ReadonlyMap<number, number>,
): SearchHit {
  const shown = (hit._formatted ?? {}) as { readonly title?: string; readonly text?: string }
  return {
    id: hit.id,
    title: shown.title ?? hit.title,
    excerpt: oneLine(shown.text ?? ''),
    missing,
    ...(query.explain === true
      ? { rank: { text: round(hit._rankingScore ?? 0), learnt: learnt.get(hit.id) ?? 1 } }
      : {}),
  }
}

const oneLine = (text: string): string =>
  text.replace(/\s+/gu, ' ').replaceAll(`${FOUND_END} ${FOUND_START}`, ' ').trim()
const round = (score: number): number => Math.round(score * 1000) / 1000
