import Database from 'better-sqlite3'
import { rarity } from '#app/text/bm25f.ts'
import { stem } from '#app/text/stem.ts'
import {
  type Collection,
  type Facet,
  type FacetCounts,
  type IndexHealth,
  type Learnt,
  type RankPart,
  type SearchDocument,
  type SearchHit,
  type SearchOrder,
  type SearchQuery,
  type SearchReply,
  type Suggestion,
  type Synonyms,
} from '../engine.ts'
import { openAlike, type Alike } from './alike.ts'
import { openChanges } from './changes.server.ts'
import { excerptAround, foundPattern, marked } from './excerpt.ts'
import { countedLine, countFacets, stateIn } from './facets.ts'
import { filterOf, NO_FILTER, type Filter } from './filter.ts'
import { openLongWords, type LongWords } from './long-words.server.ts'
import {
  allOf,
  anyExpression,
  anyWay,
  asTyped,
  eachWord,
  exactExpressions,
  isAsTyped,
  isReread,
  nearExpression,
  quote,
  rarestWords,
  telling,
  tellingWords,
  titleExpression,
  waysOf,
  wordsOf,
  type ReadWord,
  type Way,
} from './query.ts'
import { product, rankFactors, type RankFacts } from './rank-factors.ts'
import {
  ALIAS_WEIGHT,
  dropOf,
  forgetWords,
  LAYOUT,
  noteWords,
  TABLES,
  tablesOf,
  TITLE_WEIGHT,
  turned,
  WORD_TABLES,
} from './tables.ts'
import { hasCode, hashOf, lineFor, readTerms, SHARE_COLUMNS, termsOf } from './terms.ts'
import { openVocabulary, type Findable, type Vocabulary } from './vocabulary.server.ts'
import { openWorths } from './worth.ts'
import { queryWords, searchable } from './writing.ts'

/** What is found is read so far to be ranked, the newest; of more, those with the words in their titles too. */
const RANKED = 200
const TITLED = 120
/** A query of more words is a sentence, of which nothing need have all. */
const SENTENCE = 6
/** A query of so many words was chosen word by word, and each tells so much of what the rarest would. */
const FEW_WORDS = 4
const LEAST_TOLD = 0.2
/** What BM25 tells of the best beside its title's worth, of the others in proportion. */
const BM25 = 0.5
const MAX_COUNT = 1000
const MAX_SKIP = 500
/** Where fewer have all words, those that have most of them are found too: five pages. */
const NEAR_BELOW = 100
/** What every word tells besides its rarity, since in a small community rarity is chance. */
const EVERY_WORD = 1
/** What is near is counted so far. */
const MOST_NEAR = 250
/** Facets are counted over so many, and of what is near only where all that is found is no more. */
const FACETED = 500
/** Of what words find so many take part where an order by meaning is joined to theirs, and how little the first places differ. */
const FUSED = 100
const RANK_SOFTENER = 60
/** Phrases and excluded words of one query. */
const MOST_PHRASES = 8
const MAX_SIMILAR = 100
/** Documents of a word are counted so far to know how rare it is. */
const COUNTED = 1000
/** The same where common words are told from very common ones. */
const COUNTED_FINELY = 5000
/** Words whose counts are kept, until anything in the file changes. */
const KEPT_COUNTS = 5000
/** How long a count of all documents is good for. */
const COUNT_AGE = 60_000
/** A word of so many documents tells little about which are alike; of the others so many documents are ranked. */
const FREQUENT = 2000
const MOST_LIKE = 5000
/** Ways to read a word of a text that others are to be like. */
const LIKELY = 2
/** What is like a text is found by BM25 over its rare words; so many of it are ranked as a search ranks. */
const LIKE_RANKED = 40
const NONE_LEARNT: ReadonlyMap<number, number> = new Map()
/** Text of a thread beyond this is not searched: the question and the first answers are. */
const MAX_TEXT = 12_000

/** Statements are kept, also those that each read other columns of `terms`: making one takes as long as asking it. */
const MOST_STATEMENTS = 500

/** SQLite plans by what is bound to a bare `limit ?`, and so plans the statement anew each time it runs. */
const LIMIT = 'limit ? + 0'

/** Documents drawn to see whether the index can be trusted, and for how many milliseconds the answer holds. */
const DRAWN = 12
const SOUND_AGE = 5000

/** What `meta` says of an index that was not filled since it was made: on a new place, or after one that was lost. */
const FILLING = 1
const NEW = 2

/** What an expression finds, the newest first. */
interface Match {
  readonly match: string
  /** The same expression for titles, without phrases that must be there and words that must not. */
  readonly titled: string
  readonly ids: readonly number[]
  /** Found already, and not to be found again. */
  readonly before: ReadonlySet<number>
  /** One word is enough to be found. */
  readonly isAny: boolean
}

/** What has all words, and what has some of them; null where nothing has. */
interface Found {
  readonly exact: Match | null
  readonly rest: Match | null
}

/** Narrows an expression to what holds the phrases and none of what is excluded; null stands for anything. */
type Guard = (match: string | null) => string

/** How many have a word, as far as they were counted, and the oldest of those. */
interface Counted {
  readonly count: number
  readonly oldest: number
  readonly most: number
}

/** What is known of a document besides its words. */
interface Facts extends RankFacts {
  readonly id: number
}

/** Rows as lists: an object for each row takes twice the time. */
type RankedRow = readonly [
  id: number,
  counted: string,
  helpful: number,
  read: number,
  lastPostAt: number,
  terms: string,
]

/** What a search ranks by besides words. `parts`: filled with what each rank is made of, where that is asked for. */
interface Ranking {
  readonly learnt: ReadonlyMap<number, number>
  readonly parts: Map<number, Partial<Record<RankPart, number>>> | null
}

const NOTHING: SearchReply = {
  hits: [],
  count: 0,
  exactCount: 0,
  corrected: null,
  also: null,
  alike: [],
  asTyped: true,
  facets: {},
}

const NOTHING_SAID = { corrected: null, also: null } as const

/** What is said of an index that holds nothing that can be trusted. */
export class DamagedIndexError extends Error {
  constructor(cause?: unknown) {
    super('The search index is damaged.', { cause })
    this.name = 'DamagedIndexError'
  }
}

/**
 * One collection's index in a SQLite file, all of it synchronous: it runs in a thread of its own.
 * Nothing in it is the only copy of anything.
 */
export class Fts5Store {
  readonly #db: Database.Database
  readonly #statements = new Map<string, Database.Statement>()

  readonly #t: string
  readonly #vocabulary: Vocabulary
  readonly #longWords: LongWords
  #alike: Alike = openAlike([])
  #alikeAt = -1
  readonly #changes: () => string
  readonly #counts = new Map<string, Counted>()
  #countedAt = ''
  /** The state of the file while a search is answered; else null. */
  #now: string | null = null
  /** What the search that is answered has read of what documents are counted by. */
  readonly #lines = new Map<number, string>()
  #all = { count: 0, newest: 0, until: -Infinity }
  #soundUntil = -Infinity

  /**
   * `collection`: which documents; each has tables of its own, so that ranks of one don't move another's. `isLost`: the
   * file is made in the place of one that was lost, so that finding nothing in it says nothing.
   */
  constructor(file: string, collection: Collection = 'threads', { isLost = false } = {}) {
    this.#t = collection === 'threads' ? '' : `${collection}_`
    this.#db = new Database(file)
    try {
      this.#setUp(isLost)
      this.#changes = openChanges(this.#db)
      this.#vocabulary = openVocabulary(this.#db, `${this.#t}titles`, this.#changes)
      this.#longWords = openLongWords(this.#db, this.#t)
    } catch (error) {
      this.#db.close()
      throw error
    }
  }

  #setUp(isLost: boolean): void {
    for (const pragma of [
      'journal_mode=WAL',
      'synchronous=NORMAL',
      'busy_timeout=5000',
      'cache_size=-8192',
      // Read from the system's own cache, which gives it back when anybody needs it: reading a page costs a call less.
      'mmap_size=2147418112',
      'temp_store=MEMORY',
    ])
      this.#db.pragma(pragma)
    if (!this.#isUsable()) this.#recreate(!isLost && this.#isFirst() ? NEW : FILLING)
  }

  index(documents: readonly SearchDocument[]): void {
    const write = this.#prepare(`
      insert into ${this.#t}docs (id, title, aliases, text, shown_title, shown_text) values (?, ?, ?, ?, ?, ?)
      on conflict (id) do update set title = excluded.title, aliases = excluded.aliases, text = excluded.text,
        shown_title = excluded.shown_title, shown_text = excluded.shown_text`)
    const holds = this.#prepare(
      `select 1 from ${this.#t}docs where id = ? and title = ? and aliases = ? and text = ? and shown_title is ? and shown_text is ?`,
    )
    const state = this.#prepare(`
      insert or replace into ${this.#t}facts (id, kind, state, category_id, author_id, language, created_at, last_post_at, answer_count,
        same_here_count, helpful_count, read_count, counted, generation)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (select value from ${this.#t}meta where key = 'generation'))`)
    const note = this.#prepare(
      `insert or replace into ${this.#t}terms (id, named, words, ${SHARE_COLUMNS.join(', ')}) values (?, ?, ?${', ?'.repeat(SHARE_COLUMNS.length)})`,
    )
    const forget = WORD_TABLES.map((table) => this.#prepare(`${forgetWords(this.#t, table)} where id = ?`))
    const keep = WORD_TABLES.map((table) => this.#prepare(noteWords(this.#t, table)))
    const counted = this.#prepare(`select counted from ${this.#t}facts where id = ?`).pluck()
    const untag = this.#prepare(`delete from ${this.#t}tags where id = ?`)
    const tag = this.#prepare(`insert or ignore into ${this.#t}tags (tag, id) values (?, ?)`)
    this.#db
      .transaction(() => {
        const each = [...new Map(documents.map((one) => [one.id, one])).values()].sort((a, b) => a.id - b.id)
        const changed = each.flatMap((d) => {
          const shown = [clean(d.title), clean(d.text).slice(0, MAX_TEXT)] as const
          const [title, text] = [searchable(shown[0]), searchable(shown[1])]
          const words = [title, searchable(clean(d.aliases.join('\n'))), text] as const
          // Kept only where the index reads another text than people do.
          const asShown = [title === shown[0] ? null : shown[0], text === shown[1] ? null : shown[1]] as const
          return holds.get(d.id, ...words, ...asShown) ? [] : [{ d, words, asShown }]
        })
        // FTS5 writes out what it has whenever its number of a document is less than the one before.
        const newestFirst = changed.toReversed()
        for (const { d } of newestFirst) for (const words of forget) words.run(d.id)
        for (const { d, words, asShown } of changed) {
          write.run(d.id, ...words, ...asShown)
          const terms = termsOf(...words)
          note.run(d.id, terms.named, terms.words, ...terms.shares)
        }
        for (const { d } of newestFirst) for (const words of keep) words.run(d.id)
        for (const d of each) {
          const line = countedLine(d)
          if (counted.get(d.id) !== line) {
            untag.run(d.id)
            for (const one of d.tags) tag.run(one, d.id)
          }
          state.run(
            d.id,
            d.kind,
            d.state,
            d.categoryId,
            d.authorId,
            d.language,
            d.createdAt,
            d.lastPostAt,
            d.answerCount,
            d.sameHereCount,
            d.helpfulCount,
            d.readCount,
            line,
          )
        }
        this.#longWords.note(changed.map(({ d }) => d))
      })
      .immediate()
  }

  remove(ids: readonly number[]): void {
    const remove = this.#prepare(`delete from ${this.#t}docs where id = ?`)
    this.#db.transaction(() => {
      for (const id of ids) remove.run(id)
    })()
  }

  search(query: SearchQuery): SearchReply {
    return this.#atOnce(() => this.#search(query))
  }

  /** Nothing changes while one question is answered: whether anything did is asked once, not for each word. */
  #atOnce<T>(answer: () => T): T {
    this.#now = this.#changes()
    try {
      return answer()
    } finally {
      this.#now = null
      this.#lines.clear()
    }
  }

  #search(query: SearchQuery): SearchReply {
    const limit = Math.max(0, Math.min(50, query.limit))
    const skip = Math.max(0, Math.min(MAX_SKIP, query.skip))
    const filter = filterOf(this.#t, query)
    const phrases = phrasesOf(query.phrases)
    const excluded = phrasesOf(query.excluded)
    const words = this.#readQuery(query)
    const guard = guardOf(phrases, excluded)
    if (words.length === 0 && phrases.length === 0) return this.#listed(query, { filter, excluded, limit, skip })
    const found = this.#found(words, guard, filter)
    const { exact, rest } = found
    const near = this.#near(query, filter)
    if (!exact && !rest && near.length === 0) {
      this.#demandSound()
      return { ...NOTHING, asTyped: isAsTyped(words), facets: this.#facets(words, guard, query) }
    }
    const ranking: Ranking = {
      learnt: new Map(query.learnt?.map(({ id, factor }: Learnt) => [id, factor])),
      parts: query.explain ? new Map() : null,
    }
    const most = skip + limit
    const inOrder = (match: Match | null, close: readonly number[], wanted: number): readonly number[] => {
      if (wanted <= 0) return []
      const read = close.length > 0 ? Math.max(wanted, FUSED) : wanted
      const ordered = match ? this.#inOrder(words, match, guard, filter, read, query.order, ranking) : []
      return fused(ordered, close).slice(0, wanted)
    }
    const { nearExact, nearRest } = apart(near, exact?.ids ?? [])
    const first = inOrder(exact, nearExact, most)
    const others = inOrder(rest, nearRest, most - first.length)
    const places = new Map(near.map((id, at) => [id, at + 1]))
    for (const [id, meaning] of places) ranking.parts?.set(id, { ...ranking.parts.get(id), meaning })
    const inexact = new Set([...(rest?.ids ?? []), ...nearRest]).size
    const shown = [...first.map((id) => ({ id, isExact: true })), ...others.map((id) => ({ id, isExact: false }))]
    const hits = shown.slice(skip)
    const pattern = foundPattern([...phrases, ...eachWay(words).map(({ word }) => word)])
    return {
      hits: hits.flatMap(({ id, isExact }) => {
        const missing = isExact ? [] : this.#missing(words, id)
        const rank = ranking.parts?.get(id)
        const place = places.get(id)
        return this.#hit(pattern, id).map((hit) => ({
          ...hit,
          missing,
          ...(place !== undefined && { near: place }),
          ...(rank && { rank }),
        }))
      }),
      count: Math.min(MAX_COUNT, (exact?.ids.length ?? 0) + inexact),
      byMeaning: inexact > (rest?.ids.length ?? 0),
      exactCount: exact?.ids.length ?? 0,
      alike: words.flatMap(({ typed, alike = [] }) =>
        alike.length === 0 ? [] : [{ typed, words: alike.map(({ word }) => word) }],
      ),
      asTyped: isAsTyped(words) && near.length === 0,
      facets: this.#facets(words, guard, query, found),
      ...(exact || rest ? this.#said(words, found, guard, filter, hits[0]?.id) : NOTHING_SAID),
    }
  }

  /** The words of a query, with other spellings and with what means the same; only as typed where that is wanted. */
  #readQuery(query: Pick<SearchQuery, 'text' | 'withoutCategories' | 'exact' | 'languages'>): readonly ReadWord[] {
    const typed = rarestWords(wordsOf(query.text), (word) => this.#countedWord(word, NO_FILTER, FREQUENT))
    if (query.exact) return asTyped(typed)
    const findable = this.#findable(query.withoutCategories, { isBegun: true })
    return this.#withAlike(this.#vocabulary.read(typed, findable), findable, query.languages)
  }

  /** Words that mean the same, the other writing of a number, parts of long words and longer words. */
  #withAlike(
    words: readonly ReadWord[],
    findable: Findable,
    languages: readonly string[] | undefined,
  ): readonly ReadWord[] {
    const read = words.map((word) => {
      const alike = [
        ...otherNumbers(word.typed),
        ...this.#longWords.alike(word.typed, languages, (part, most) => findable.count(part, most)),
      ]
      return alike.length === 0 ? word : { ...word, alike }
    })
    return this.#synonyms().add(read, languages)
  }

  #synonyms(): Alike {
    const version = this.#prepare(`select value from ${this.#t}meta where key = 'synonyms'`).pluck().get() as number
    if (version !== this.#alikeAt) {
      const rows = this.#prepare(`select language, words from ${this.#t}synonyms`).all() as {
        language: string | null
        words: string
      }[]
      this.#alike = openAlike(rows.map(({ language, words }) => ({ language, words: words.split('\n') })))
      this.#alikeAt = version
    }
    return this.#alike
  }

  /** What means the same from now on. */
  setSynonyms(synonyms: readonly Synonyms[]): void {
    const insert = this.#prepare(`insert into ${this.#t}synonyms (language, words) values (?, ?)`)
    this.#db
      .transaction(() => {
        this.#db.exec(
          `delete from ${this.#t}synonyms; update ${this.#t}meta set value = value + 1 where key = 'synonyms'`,
        )
        for (const { language, words } of synonyms) insert.run(language, words.map(clean).join('\n'))
      })
      .immediate()
  }

  /** What a filter alone lets through, where nothing is said of words; the newest first unless helpful ones are wanted. */
  #listed(
    query: SearchQuery,
    {
      filter,
      excluded,
      limit,
      skip,
    }: { readonly filter: Filter; readonly excluded: readonly string[]; readonly limit: number; readonly skip: number },
  ): SearchReply {
    const isAsked = filter.where !== filterOf(this.#t, { withoutCategories: query.withoutCategories }).where
    if (!isAsked && excluded.length === 0) return NOTHING
    const without = (one: Filter): Filter =>
      excluded.length === 0
        ? one
        : {
            where: `${one.where} and not exists (select 1 from ${this.#t}fts fts where ${this.#t}fts match ? and fts.rowid = ${turned('facts.id')})`,
            values: [...one.values, excluded.map(quote).join(' OR ')],
          }
    const { where, values } = without(filter)
    const order =
      query.order === 'helpful' ? 'helpful_count desc, created_at desc, id desc' : 'created_at desc, id desc'
    const ids = this.#prepare(
      `select id from ${this.#t}facts facts where 1 = 1 ${where} order by ${order} ${LIMIT} offset ? + 0`,
    )
      .pluck()
      .all(...values, limit, skip) as number[]
    const count = this.#prepare(
      `select count(*) from (select 1 from ${this.#t}facts facts where 1 = 1 ${where} ${LIMIT})`,
    )
      .pluck()
      .get(...values, MAX_COUNT) as number
    const base = without(filterOf(this.#t, fixedOf(query)))
    const lines = query.countBy?.length
      ? (this.#prepare(
          `select counted from ${this.#t}facts facts where 1 = 1 ${base.where} order by created_at desc, id desc ${LIMIT}`,
        )
          .pluck()
          .all(...base.values, FACETED) as string[])
      : []
    return {
      ...NOTHING,
      hits: ids.flatMap((id) => this.#hit(null, id)),
      count,
      exactCount: count,
      facets: countFacets(lines, query, query.countBy ?? []),
    }
  }

  /** Counts what is found by facets, over the newest of it. A facet's own filter does not narrow its other values. */
  #facets(words: readonly ReadWord[], guard: Guard, query: SearchQuery, found?: Found): FacetCounts {
    const wanted: readonly Facet[] = query.countBy ?? []
    if (wanted.length === 0) return {}
    const { where, values } = filterOf(this.#t, fixedOf(query))
    const narrow = filterOf(this.#t, query)
    // Where facets narrow the search, more is found without them, and perhaps by fewer words left out.
    const all = found && narrow.where === where ? found : this.#found(words, guard, { where, values })
    const exact = all.exact?.ids ?? []
    const { nearRest } = apart(this.#near(query, { where, values }), exact)
    const rest = [...new Set([...(all.rest?.ids ?? []), ...nearRest])]
    const counted = exact.length > 0 && exact.length + rest.length > FACETED ? exact : [...exact, ...rest]
    const lines = this.#linesOf(counted.slice(0, FACETED))
    return countFacets(lines, query, wanted)
  }

  /** What is near in meaning and let through by filters, phrases and excluded words, the nearest first. */
  #near({ near = [], phrases, excluded }: SearchQuery, { where, values }: Filter): readonly number[] {
    if (near.length === 0) return near
    const open = this.#prepare(
      `select facts.id from json_each(?) found cross join ${this.#t}facts facts on facts.id = found.value where 1 = 1 ${where} order by found.key`,
    )
      .pluck()
      .all(JSON.stringify(near), ...values) as number[]
    const has = this.#prepare(
      `select 1 from ${this.#t}fts where ${this.#t}fts match ? and rowid = ${turned('cast(? as integer)')}`,
    ).pluck()
    const [wanted, unwanted] = [phrasesOf(phrases).map(quote), phrasesOf(excluded).map(quote)]
    return open
      .filter((id) => wanted.length === 0 || has.get(wanted.join(' AND '), id) !== undefined)
      .filter((id) => unwanted.length === 0 || has.get(unwanted.join(' OR '), id) === undefined)
  }

  /** Which of the telling words a document does not have in any way. */
  #missing(words: readonly ReadWord[], id: number): readonly string[] {
    // What is there in a near form is quickly seen; what may be there in another is asked.
    const nearForms = ({ ways, parts }: ReadWord): readonly number[] =>
      parts ? [] : ways.filter(({ word }) => !word.includes(' ')).map(({ word }) => hashOf(stem(word)))
    const line = this.#prepare(`select ${lineFor(words.flatMap(nearForms))} from ${this.#t}terms terms where id = ?`)
      .pluck()
      .get(id) as string | undefined
    const terms = line === undefined ? null : readTerms(line)
    const isSeen = (word: ReadWord): boolean => terms !== null && nearForms(word).some((code) => hasCode(terms, code))
    const has = this.#prepare(
      `select 1 from ${this.#t}fts where ${this.#t}fts match ? and rowid = ${turned('cast(? as integer)')}`,
    ).pluck()
    return telling(words).flatMap((word) =>
      isSeen(word) || has.get(anyWay(word), id) !== undefined ? [] : [word.typed],
    )
  }

  suggest(text: string, withoutCategories: readonly number[], limit: number): Suggestion[] {
    const most = Math.min(20, limit)
    const typed = asTyped(wordsOf(text))
    const found = this.#titles(typed, withoutCategories, most)
    if (found.length >= most) return found
    const findable = this.#findable(withoutCategories, { isBegun: true, table: 'titles' })
    const words = this.#withAlike(this.#vocabulary.read(wordsOf(text), findable), findable, undefined)
    if (isReread(words) || words.some(({ alike }) => alike))
      found.push(...this.#titles(words, withoutCategories, most, found))
    const last = words.at(-1)
    if (found.length > 0 || !last) return found
    const begun = this.#vocabulary.begin(last.typed, findable)
    if (begun.length === 0) return []
    const ways = begun.map((word) => ({ word, weight: 1 / begun.length }))
    return this.#titles([...words.slice(0, -1), { typed: last.typed, ways }], withoutCategories, most)
  }

  similar(title: string, text: string, withoutCategories: readonly number[], limit: number): Suggestion[] {
    return this.#atOnce(() => this.#similar(title, text, withoutCategories, Math.min(MAX_SIMILAR, limit)))
  }

  #similar(title: string, text: string, withoutCategories: readonly number[], most: number): Suggestion[] {
    const typed = [...new Set([...tellingWords(title, 10), ...tellingWords(text, 6)])]
    if (typed.length === 0) return []
    const findable = this.#findable(withoutCategories, { isBegun: false })
    const words = this.#withAlike(this.#vocabulary.read(typed, findable), findable, undefined)
    const near = this.#nearest(this.#likeness(words), withoutCategories, Math.max(LIKE_RANKED, most))
    const titles = this.#prepare(`select coalesce(shown_title, title) from ${this.#t}docs where id = ?`).pluck()
    return this.#boosted(words, near, { learnt: NONE_LEARNT, parts: null })
      .slice(0, most)
      .map((id) => ({ id, title: String(titles.get(id)) }))
  }

  /**
   * What matches best by BM25. Looking up the category of all that match takes longer than ranking them, so a few
   * more than wanted are ranked first and looked up; where too many of these are hidden, all are looked up.
   */
  #nearest(match: string, withoutCategories: readonly number[], most: number): readonly number[] {
    const ranked = ({ where, values }: Filter, limit: number): readonly number[] =>
      this.#prepare(
        `select ${turned('fts.rowid')} from ${this.#t}fts fts ${this.#joined(where, 'fts')}
         where ${this.#t}fts match ? ${where} order by bm25(${this.#t}fts, ${TITLE_WEIGHT * 2}, ${ALIAS_WEIGHT * 2}, 1) ${LIMIT}`,
      )
        .pluck()
        .all(match, ...values, limit) as number[]
    if (withoutCategories.length === 0) return ranked(NO_FILTER, most)
    const first = ranked(NO_FILTER, 2 * most)
    const { where, values } = filterOf(this.#t, { withoutCategories })
    const open = this.#prepare(
      `select facts.id from json_each(?) found cross join ${this.#t}facts facts on facts.id = found.value ${where} order by found.key`,
    )
      .pluck()
      .all(JSON.stringify(first), ...values) as number[]
    const isEnough = open.length >= most || first.length < 2 * most
    return isEnough ? open.slice(0, most) : ranked({ where, values }, most)
  }

  /** How rare these words are, counted up to a limit: what many have is common, however many. */
  rarities(words: readonly string[]): number[] {
    return words.map((word) => this.#rarity(word.replaceAll('"', ' '), COUNTED_FINELY))
  }

  /** Starts a rebuild beside what is there. */
  beginRebuild(): number {
    this.#db.exec(`update ${this.#t}meta set value = value + 1 where key = 'generation'`)
    return this.#prepare(`select value from ${this.#t}meta where key = 'generation'`).pluck().get() as number
  }

  /** Reads all of it, and throws when anything in it is damaged. */
  demandWhole(): void {
    if (this.health() === 'damaged') throw new DamagedIndexError()
    // FTS5 does not look at the lengths of documents when it checks itself, and ranks by them.
    for (const table of [...TABLES, 'fts_docsize', 'titles_docsize']) {
      const said = this.#db.pragma(`quick_check('${this.#t}${table}')`, { simple: true })
      if (said !== 'ok') throw new DamagedIndexError(said)
    }
    for (const table of WORD_TABLES)
      this.#db.exec(`insert into ${this.#t}${table}(${this.#t}${table}, rank) values ('integrity-check', 0)`)
  }

  finishRebuild(generation: number): number {
    const { changes } = this.#prepare(
      `delete from ${this.#t}docs where id in (select id from ${this.#t}facts where generation < ?)`,
    ).run(generation)
    this.#db.exec(`insert into ${this.#t}fts(${this.#t}fts) values ('optimize')`)
    this.#db.exec(`update ${this.#t}meta set value = 0 where key = 'filling'`)
    return changes
  }

  count(): number {
    return this.#prepare(`select count(*) from ${this.#t}docs`).pluck().get() as number
  }

  /** Throws unless what is indexed can be found. */
  ping(): void {
    this.#soundUntil = -Infinity
    this.#demandSound()
  }

  /**
   * Whether what is indexed can be found: some documents are drawn by chance and looked for by a word of their own.
   * A garbled index finds nothing, without an error, or fails: then this throws what it threw.
   */
  health(): IndexHealth {
    const filling = this.#prepare(`select value from ${this.#t}meta where key = 'filling'`).pluck().get()
    if (filling !== 0) return filling === NEW ? 'new' : 'filling'
    // In one transaction: a title that another process changes meanwhile is not missed.
    return this.#db.transaction(() => (this.#missesMany() ? 'damaged' : 'sound'))()
  }

  #missesMany(): boolean {
    const most = this.#prepare(`select coalesce(max(id), 0) from ${this.#t}docs`).pluck().get()
    const draw = this.#prepare(`select id, title from ${this.#t}docs where id >= ? order by id limit 1`)
    const find = this.#prepare(
      `select 1 from ${this.#t}fts where ${this.#t}fts match ? and rowid = ${turned('cast(? as integer)')}`,
    ).pluck()
    const findTitle = this.#prepare(
      `select 1 from ${this.#t}titles where ${this.#t}titles match ? and rowid = ${turned('cast(? as integer)')}`,
    ).pluck()
    let looked = 0
    let missed = 0
    for (let n = 0; n < DRAWN; n += 1) {
      const from = 1 + Math.floor(Math.random() * Number(most))
      const drawn = draw.get(from) as { id: number; title: string } | undefined
      const word = drawn && wordsOf(drawn.title).toSorted((a, b) => b.length - a.length)[0]
      if (!drawn || word === undefined) continue
      looked += 1
      const isFound = find.get(`"${word}"`, drawn.id) === 1 && findTitle.get(`"${word}"`, drawn.id) === 1
      if (!isFound) missed += 1
    }
    return missed * 3 > looked
  }

  /** Throws when the index can't be trusted; looks anew after a while. */
  #demandSound(): void {
    const now = performance.now()
    if (now < this.#soundUntil) return
    const health = this.health()
    if (health === 'damaged') throw new DamagedIndexError()
    if (health === 'filling') throw new Error('The search index is filling.')
    this.#soundUntil = now + SOUND_AGE
  }

  close(): void {
    this.#db.close()
  }

  /** What the reader can find of words, in documents or in their titles (which are not stemmed); other filters don't matter to spelling. */
  #findable(
    withoutCategories: readonly number[],
    { isBegun, table = 'fts' }: { readonly isBegun: boolean; readonly table?: 'fts' | 'titles' },
  ): Findable {
    const visible = filterOf(this.#t, { withoutCategories })
    return { isBegun, count: (word, most) => this.#countedWord(word, visible, most, table) }
  }

  /** Titles that have all words, the last one unfinished; those that many have or answered first. */
  #titles(
    words: readonly ReadWord[],
    withoutCategories: readonly number[],
    limit: number,
    known: readonly Suggestion[] = [],
  ): Suggestion[] {
    const match = titleExpression(words)
    if (!match) return []
    const { where, values } = filterOf(this.#t, { withoutCategories })
    const found = this.#prepare(
      `select id, title from (
         select docs.id, coalesce(docs.shown_title, docs.title) as title, facts.answer_count, facts.same_here_count
         from ${this.#t}titles titles join ${this.#t}docs docs on docs.id = ${turned('titles.rowid')} join ${this.#t}facts facts on facts.id = docs.id
         where ${this.#t}titles match ? ${where} order by titles.rowid limit 60)
       order by min(answer_count, 3) + min(same_here_count, 5) desc, id desc ${LIMIT}`,
    ).all(match, ...values, limit) as Suggestion[]
    return found.filter(({ id }) => known.every((one) => one.id !== id)).slice(0, limit - known.length)
  }

  /**
   * An expression for what is like these words: any of the rare ones. Words that very many documents have tell little
   * apart, and ranking all that have one of them takes longer than a page; where there are no others, all must be there.
   */
  #likeness(words: readonly ReadWord[]): string {
    const ways = new Set(
      words.flatMap((word) => [
        ...eachWord([word]).flatMap((one) => one.ways.slice(0, LIKELY).map((way) => way.word)),
        ...(word.alike ?? []).filter(({ apart }) => !apart).map((way) => way.word),
      ]),
    )
    const counts = [...ways].map((word) => ({
      word,
      count: this.#countedWord(word, NO_FILTER, FREQUENT),
    }))
    const found = counts.filter(({ count }) => count > 0).sort((a, b) => a.count - b.count)
    let sum = 0
    const rare = found.filter(({ count }) => count < FREQUENT && (sum += count) <= MOST_LIKE)
    return rare.length > 0 ? rare.map(({ word }) => `"${word}"`).join(' OR ') : allOf(words.slice(0, 3))
  }

  /**
   * What has all words, and, where few have, what has most of the telling ones; where none has, what has any of them.
   */
  #found(words: readonly ReadWord[], guard: Guard, filter: Filter): Found {
    const withAny = anyExpression(words)
    // A long text has all words of a sentence sooner than a title that answers it: they are ranked together.
    if (withAny !== null && words.length > SENTENCE)
      return { exact: null, rest: this.#matched(guard(withAny), withAny, filter, null) }
    const exact =
      words.length === 0 ? this.#matched(guard(null), guard(null), filter) : this.#exact(words, guard, filter)
    if (exact && (exact.ids.length >= NEAR_BELOW || words.length < 2)) return { exact, rest: null }
    const some = exact ? nearExpression(words, (word) => this.#weight(word)) : withAny
    if (some === null) return { exact, rest: null }
    return { exact, rest: this.#matched(guard(some), some, filter, exact) }
  }

  #exact(words: readonly ReadWord[], guard: Guard, filter: Filter): Match | null {
    for (const expression of exactExpressions(words)) {
      const found = this.#matched(guard(expression), expression, filter)
      if (found) return found
    }
    return null
  }

  /** `exact`: what has all words, where only others are looked for; null where any word is enough. */
  #matched(match: string, titled: string, filter: Filter, exact?: Match | null): Match | null {
    const before = new Set(exact?.ids)
    const most = exact ? MOST_NEAR : MAX_COUNT
    const ids = this.#newest(match, filter, most + before.size).filter((id) => !before.has(id))
    return ids.length > 0 ? { match, titled, ids: ids.slice(0, most), before, isAny: exact === null } : null
  }

  /** Ids of what an expression finds, the newest first. */
  #newest(match: string, { where, values }: Filter, most: number, table: 'fts' | 'named' = 'fts'): readonly number[] {
    return this.#prepare(
      `select ${turned('found.rowid')} from ${this.#t}${table} found ${this.#joined(where, 'found')}
       where ${this.#t}${table} match ? ${where} order by found.rowid ${LIMIT}`,
    )
      .pluck()
      .all(match, ...values, most) as number[]
  }

  /** How much a word tells: by the commonest of its ways, since any of them finds. */
  #weight(word: ReadWord): number {
    if (word.parts) return Math.max(...word.parts.map((part) => this.#weight(part)))
    const known = waysOf(word).filter((way) => this.#countedWord(way.word, NO_FILTER, COUNTED) > 0)
    return known.length === 0 ? 0 : EVERY_WORD + Math.min(...known.map((way) => this.#rarity(way.word)))
  }

  /** What the reader is told about words read otherwise than typed: by the first hit, since that is what they see first. */
  #said(
    read: readonly ReadWord[],
    found: Found,
    guard: Guard,
    filter: Filter,
    first: number | undefined,
  ): Pick<SearchReply, 'corrected' | 'also'> {
    const words = eachWord(read)
    if (!isReread(words)) return { corrected: null, also: null }
    const isUnknown = words.some((word) => word.ways.every((way) => way.word !== word.typed))
    const typed =
      isUnknown || !found.exact
        ? 0
        : (this.#exact(asTyped(words.map((word) => word.typed)), guard, filter)?.ids.length ?? 0)
    if (found.exact && typed === found.exact.ids.length) return { corrected: null, also: null }
    if (!found.exact && typed === found.rest?.ids.length) return { corrected: null, also: null }
    const isAsWell = !isUnknown && (typed > 0 || !found.exact)
    const has = this.#prepare(
      `select 1 from ${this.#t}fts where ${this.#t}fts match ? and rowid = ${turned('cast(? as integer)')}`,
    ).pluck()
    const text = words
      .map(({ typed: word, ways }) => {
        const meant = isAsWell ? ways.filter((way) => way.word !== word) : ways
        const seen = isAsWell ? undefined : meant.find((way) => has.get(quote(way.word), first ?? 0) !== undefined)
        return (seen ?? meant[0])?.word ?? word
      })
      .join(' ')
    return isAsWell ? { corrected: null, also: text } : { corrected: text, also: null }
  }

  /** Facts are joined only where a filter asks for them. */
  #joined(where: string, found: string): string {
    return where === '' ? '' : `join ${this.#t}facts facts on facts.id = ${turned(`${found}.rowid`)}`
  }

  /** How many have a word. Those of a query are counted again and again, and the next queries have many of them too. */
  #countedWord(word: string, filter: Filter, most: number, table: 'fts' | 'titles' = 'fts'): number {
    return Math.min(most, this.#lookedUp(word, filter, most, table).count)
  }

  #lookedUp(word: string, { where, values }: Filter, most: number, table: 'fts' | 'titles' = 'fts'): Counted {
    const state = this.#now ?? this.#changes()
    if (state !== this.#countedAt || this.#counts.size > KEPT_COUNTS) this.#counts.clear()
    this.#countedAt = state
    const key = `${table} ${word}${where} ${values.join(' ')}`
    const known = this.#counts.get(key)
    if (known && (known.count < known.most || most <= known.most)) return known
    const [count = 0, oldest = 0] = this.#prepare(
      `select count(*), coalesce(min(id), 0) from (
         select ${turned('found.rowid')} as id from ${this.#t}${table} found ${this.#joined(where, 'found')}
         where ${this.#t}${table} match ? ${where} order by found.rowid ${LIMIT})`,
    )
      .raw()
      .get(`"${word}"`, ...values, most) as number[]
    const counted = { count, oldest, most }
    this.#counts.set(key, counted)
    return counted
  }

  /** Ids in the order that is wanted. */
  #inOrder(
    words: readonly ReadWord[],
    found: Match,
    guard: Guard,
    filter: Filter,
    most: number,
    order: SearchOrder = 'relevance',
    ranking: Ranking,
  ): readonly number[] {
    return order === 'relevance'
      ? this.#ranked(words, found, guard, filter, most, ranking)
      : this.#sorted(found, most, order)
  }

  /** The newest, or the most helpful, of those found last. */
  #sorted({ ids }: Match, most: number, order: Exclude<SearchOrder, 'relevance'>): readonly number[] {
    const column = order === 'newest' ? 'created_at' : 'helpful_count'
    return this.#prepare(
      `select facts.id from json_each(?) found cross join ${this.#t}facts facts on facts.id = found.value
       order by facts.${column} desc, facts.created_at desc, facts.id desc ${LIMIT}`,
    )
      .pluck()
      .all(JSON.stringify(ids), most) as number[]
  }

  /**
   * Ids in order of rank: by what their words are worth, what is solved and helps a little before an equal one. Of very
   * many only the newest are read, and the newest that have the words in their titles; the others stand behind them as they came.
   */
  #ranked(
    words: readonly ReadWord[],
    found: Match,
    guard: Guard,
    filter: Filter,
    most: number,
    ranking: Ranking,
  ): readonly number[] {
    const { ids, isAny } = found
    const isMany = ids.length > RANKED
    const named = !isMany ? [] : isAny ? this.#heaviest(words, filter) : this.#named(found, guard, filter)
    const read = isMany ? [...new Set([...named, ...ids.slice(0, Math.max(0, RANKED - named.length))])] : ids
    const first = this.#boosted(words, read, ranking)
    if (!isMany || first.length >= most) return first.slice(0, most)
    const isFirst = new Set(first)
    return [...first, ...ids.filter((id) => !isFirst.has(id))].slice(0, most)
  }

  /** How much each word tells. Who types few words chose each of them: however common it is, it tells a little. */
  #tellingOf(words: readonly ReadWord[]): (word: string) => number {
    const least = words.length <= FEW_WORDS ? LEAST_TOLD * rarity(0, this.#everything().count) : 0
    return (word) => Math.max(least, this.#rarity(word))
  }

  /** How rare a word is. Of one that very many have those among the newest are counted, and taken for all. */
  #rarity(word: string, most = COUNTED): number {
    const { count, newest } = this.#everything()
    const counted = this.#lookedUp(word, NO_FILTER, most)
    const share = counted.count < counted.most ? 1 : newest / Math.max(1, newest - counted.oldest + 1)
    const having = Math.max(counted.count, Math.min(count, counted.count * share))
    return rarity(having, Math.max(having, count))
  }

  /** How many documents there are, and the newest of them, as it was not long ago. */
  #everything(): { readonly count: number; readonly newest: number } {
    const since = performance.now()
    if (since > this.#all.until) {
      const count = this.#prepare(`select count(*) from ${this.#t}fts_docsize`).pluck().get() as number
      const newest = this.#prepare(`select coalesce(max(id), 0) from ${this.#t}docs`).pluck().get() as number
      this.#all = { count, newest, until: since + COUNT_AGE }
    }
    return this.#all
  }

  /** The newest of what is found that have the words in their titles. */
  #named({ match, titled, before }: Match, guard: Guard, filter: Filter): readonly number[] {
    const found = this.#newest(titled, filter, TITLED, 'named').filter((id) => !before.has(id))
    if (guard('x') === 'x') return found
    const holds = this.#prepare(
      `select 1 from ${this.#t}fts where ${this.#t}fts match ? and rowid = ${turned('cast(? as integer)')}`,
    ).pluck()
    return found.filter((id) => holds.get(match, id) === 1)
  }

  /**
   * Of what has any of the words the ids with most of them by weight, at most so many as are read. Of words that very many have the
   * newest are looked at, and only where the others find too little.
   */
  #heaviest(words: readonly ReadWord[], filter: Filter): readonly number[] {
    const weighed = telling(words)
      .map((word) => ({ word, weight: this.#weight(word) }))
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight)
    const weights = new Map<number, number>()
    for (const { word, weight } of weighed) {
      const ids = this.#newest(anyWay(word), filter, MAX_COUNT)
      const isNew = weights.size < RANKED
      for (const id of ids) {
        const before = weights.get(id)
        if (before !== undefined || isNew || ids.length < MAX_COUNT) weights.set(id, (before ?? 0) + weight)
      }
    }
    return [...weights]
      .sort((a, b) => b[1] - a[1] || b[0] - a[0])
      .slice(0, RANKED)
      .map(([id]) => id)
  }

  /** Heaviest first: what the words are worth, and what helps weighs more. */
  #boosted(words: readonly ReadWord[], ids: readonly number[], { learnt, parts }: Ranking): readonly number[] {
    const worths = openWorths(words, this.#tellingOf(words), ids.length)
    const all: Facts[] = []
    const rows = this.#prepare(
      `select facts.id, facts.counted, facts.helpful_count, facts.read_count, facts.last_post_at, ${lineFor(worths.codes)}
       from json_each(?) found cross join ${this.#t}facts facts on facts.id = found.value cross join ${this.#t}terms terms on terms.id = found.value`,
    )
      .raw()
      .all(JSON.stringify(ids)) as RankedRow[]
    for (const [id, counted, helpful, read, last, line] of rows) {
      worths.add(readTerms(line))
      this.#lines.set(id, counted)
      all.push({ id, state: stateIn(counted), helpful_count: helpful, read_count: read, last_post_at: last })
    }
    const { title, text } = worths.all()
    const newest = all.reduce((latest, { last_post_at }) => Math.max(latest, last_post_at), 0)
    const most = text.reduce((best, one) => Math.max(best, one), 0) || 1
    return all
      .map((facts, nth) => {
        const told = (BM25 * (text[nth] ?? 0)) / most
        const factors = rankFactors(facts, newest, learnt.get(facts.id))
        parts?.set(facts.id, { text: told, title: title[nth] ?? 0, ...factors })
        return { id: facts.id, weight: (told + (title[nth] ?? 0)) * product(factors) }
      })
      .sort((a, b) => b.weight - a.weight || b.id - a.id)
      .map(({ id }) => id)
  }

  /** What documents are counted by. That of those ranked is known already. */
  #linesOf(ids: readonly number[]): readonly string[] {
    const unknown = ids.filter((id) => !this.#lines.has(id))
    const read = this.#prepare(
      `select facts.counted from json_each(?) found cross join ${this.#t}facts facts on facts.id = found.value`,
    )
      .pluck()
      .all(JSON.stringify(unknown)) as string[]
    return [...ids.flatMap((id) => this.#lines.get(id) ?? []), ...read]
  }

  #hit(pattern: RegExp | null, id: number): SearchHit[] {
    const row = this.#prepare(
      `select coalesce(shown_title, title) as title, coalesce(shown_text, text) as text from ${this.#t}docs where id = ?`,
    ).get(id) as { title: string; text: string } | undefined
    if (!row) return []
    return [{ id, title: marked(row.title, pattern), excerpt: excerptAround(row.text, pattern), missing: [] }]
  }

  #isUsable(): boolean {
    try {
      const layout = this.#db.prepare(`select value from ${this.#t}meta where key = 'layout'`).pluck().get()
      this.#db.prepare(`select count(*) from ${this.#t}titles`).get()
      return layout === LAYOUT
    } catch {
      return false
    }
  }

  #isFirst(): boolean {
    return this.#db.prepare('select 1 from sqlite_master where name = ?').get(`${this.#t}docs`) === undefined
  }

  #recreate(filling: number): void {
    this.#statements.clear()
    this.#db.transaction(() => this.#db.exec(dropOf(this.#t) + tablesOf(this.#t))).immediate()
    this.#db.exec(`update ${this.#t}meta set value = ${filling} where key = 'filling'`)
    this.#soundUntil = -Infinity
  }

  #prepare(sql: string): Database.Statement {
    let statement = this.#statements.get(sql)
    if (!statement) {
      statement = this.#db.prepare(sql)
      if (this.#statements.size > MOST_STATEMENTS) this.#statements.clear()
      this.#statements.set(sql, statement)
    }
    return statement
  }
}

/** Control characters out, our own marks among them. */
function clean(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ')
}

/** Phrases and words as the index reads them. */
function phrasesOf(texts: readonly string[] = []): readonly string[] {
  return texts
    .slice(0, MOST_PHRASES)
    .map((text) => queryWords(text).join(' ').slice(0, 300))
    .filter(Boolean)
}

function guardOf(phrases: readonly string[], excluded: readonly string[]): Guard {
  if (phrases.length === 0 && excluded.length === 0) return (match) => match ?? ''
  return (match) => {
    const wanted = [...(match === null ? [] : [`(${match})`]), ...phrases.map(quote)].join(' AND ')
    return excluded.length === 0 ? wanted : `(${wanted}) NOT (${excluded.map(quote).join(' OR ')})`
  }
}

/**
 * What is near in meaning and has all words, and what else is near. Where very many have all words, what has not is not looked
 * for, by meaning as by words.
 */
function apart(
  near: readonly number[],
  exact: readonly number[],
): { readonly nearExact: readonly number[]; readonly nearRest: readonly number[] } {
  const isExact = new Set(exact)
  return {
    nearExact: near.filter((id) => isExact.has(id)),
    nearRest: exact.length >= NEAR_BELOW ? [] : near.filter((id) => !isExact.has(id)),
  }
}

/**
 * Two orders in one by reciprocal ranks (Cormack, Clarke and Büttcher 2009): what stands high in both comes first. It needs no scale
 * that words and meaning share. So many of the first by words take part, so that each page is cut from the same list.
 */
function fused(byWords: readonly number[], byMeaning: readonly number[]): readonly number[] {
  if (byMeaning.length === 0) return byWords
  const worth = new Map<number, number>()
  for (const order of [byWords.slice(0, FUSED), byMeaning])
    for (const [place, id] of order.entries()) worth.set(id, (worth.get(id) ?? 0) + 1 / (RANK_SOFTENER + place + 1))
  const first = [...worth].sort((a, b) => b[1] - a[1]).map(([id]) => id)
  return [...first, ...byWords.filter((id) => !worth.has(id))]
}

/** A filter without what counts by facets tell: those are looked at one by one. */
function fixedOf(query: SearchQuery) {
  const { withoutCategories, author, from, before, since } = query
  return { withoutCategories, author, from, before, since }
}

/** All ways of all words, those that belong together one by one, and what is alike. */
const eachWay = (words: readonly ReadWord[]): readonly Way[] =>
  words.flatMap((word) => [...eachWord([word]).flatMap(waysOf), ...(word.parts ? (word.alike ?? []) : [])])

/** A number of base 16 is written with its sign or without. */
function otherNumbers(word: string): readonly Way[] {
  if (/^0x[0-9a-f]{4,}$/.test(word)) return [{ word: word.slice(2), weight: 1 }]
  return /^(?=.*\d)[0-9a-f]{5,}$/.test(word) ? [{ word: `0x${word}`, weight: 1 }] : []
}
