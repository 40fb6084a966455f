import Database from 'better-sqlite3'
import { rarity } from '#app/text/bm25f.ts'
import {
  type Collection,
  type IndexHealth,
  type SearchDocument,
  type SearchHit,
  type SearchQuery,
  type SearchReply,
  type Suggestion,
} from '../engine.ts'
import { excerptAround, foundPattern, marked } from './excerpt.ts'
import { byFrequency, type Ranked } from './many-matches.ts'
import {
  allOf,
  asTyped,
  expressionsFor,
  isReread,
  tellingWords,
  titledExpression,
  titleExpression,
  rarestWords,
  wordsOf,
  type ReadWord,
} from './query.ts'
import { searchable } from './writing.ts'
import { openChanges } from './changes.server.ts'
import { titleWorth } from './title-worth.ts'
import { openVocabulary, type Findable, type Vocabulary } from './vocabulary.server.ts'

/** A title's words count so many times a text's. */
const TITLE_WEIGHT = 6
/** Other phrasings of the same question count nearly as much. */
const ALIAS_WEIGHT = 4
/** The best by BM25 whose titles are read; always as many, so that pages fit together. */
const TITLES_READ = 60
/** What the best by BM25 is given besides its title's worth, the others in proportion. */
const BM25 = 0.5
/** Of very many matches so many are ranked, the newest. */
const NEWEST = 250
/** Of these the texts of so many are read for it; the others stand behind them as they came. */
const READ = 60
/** A thread that was solved is likelier to help. */
const BOOST: Readonly<Record<string, number>> = { solved: 1.15, answered: 1.05 }
const MAX_COUNT = 1000
const MAX_SKIP = 500
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
/** Hits beyond the wanted ones among which a solved one may still move up. */
const BEYOND = 20
/** Text of a thread beyond this is not searched: the question and the first answers are. */
const MAX_TEXT = 12_000

/** SQLite plans by what is bound to a bare `limit ?`, and so plans the statement anew each time it runs. */
const LIMIT = 'limit ? + 0'

/** Documents drawn to see whether the index can be trusted, and for how many milliseconds the answer holds. */
const DRAWN = 12
const SOUND_AGE = 5000

/** What `meta` says of an index that was not filled since it was made: on a new place, or after one that was lost. */
const FILLING = 1
const NEW = 2

/** Bumped when the tables change: an older file is thrown away and filled again. */
const LAYOUT = 6

const tablesOf = (t: string): string => `
  create table ${t}docs (
    id integer primary key, title text not null, aliases text not null, text text not null, kind text not null, state text not null,
    category_id integer not null, tags text not null, created_at integer not null, last_post_at integer not null,
    answer_count integer not null, same_here_count integer not null, generation integer not null,
    shown_title text, shown_text text);
  create table ${t}meta (key text primary key, value integer not null);
  insert into ${t}meta values ('layout', ${LAYOUT}), ('generation', 1), ('filling', 0);
  create virtual table ${t}fts using fts5(title, aliases, text, content='${t}docs', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
  create virtual table ${t}titles using fts5(title, aliases, content='${t}docs', content_rowid='id', prefix='2 3', tokenize='unicode61 remove_diacritics 2');
  insert into ${t}fts(${t}fts, rank) values ('rank', 'bm25(${TITLE_WEIGHT}.0, ${ALIAS_WEIGHT}.0, 1.0)');
  create trigger ${t}docs_ai after insert on ${t}docs begin
    insert into ${t}fts(rowid, title, aliases, text) values (new.id, new.title, new.aliases, new.text);
    insert into ${t}titles(rowid, title, aliases) values (new.id, new.title, new.aliases);
  end;
  create trigger ${t}docs_ad after delete on ${t}docs begin
    insert into ${t}fts(${t}fts, rowid, title, aliases, text) values ('delete', old.id, old.title, old.aliases, old.text);
    insert into ${t}titles(${t}titles, rowid, title, aliases) values ('delete', old.id, old.title, old.aliases);
  end;
  create trigger ${t}docs_au after update of title, aliases, text on ${t}docs begin
    insert into ${t}fts(${t}fts, rowid, title, aliases, text) values ('delete', old.id, old.title, old.aliases, old.text);
    insert into ${t}titles(${t}titles, rowid, title, aliases) values ('delete', old.id, old.title, old.aliases);
    insert into ${t}fts(rowid, title, aliases, text) values (new.id, new.title, new.aliases, new.text);
    insert into ${t}titles(rowid, title, aliases) values (new.id, new.title, new.aliases);
  end;`

const dropOf = (t: string): string => `
  drop table if exists ${t}fts; drop table if exists ${t}titles; drop table if exists ${t}docs; drop table if exists ${t}meta;`

/** An expression that finds something, and how much. */
interface Found {
  readonly match: string
  readonly matched: 'all' | 'any'
  readonly count: number
}

interface Filter {
  readonly where: string
  readonly values: readonly (string | number)[]
}

/** How many have a word, as far as they were counted. */
interface Counted {
  readonly count: number
  readonly most: number
}

/** What ranks a document besides its text. */
interface Brief {
  readonly title: string
  readonly aliases: string
  readonly state: string
}

type Filters = Omit<SearchQuery, 'text' | 'limit' | 'skip' | 'exact'>

const NO_FILTER: Filter = { where: '', values: [] }
const NOTHING: SearchReply = { hits: [], count: 0, matched: 'all', corrected: null, also: null }

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
  readonly #changes: () => string
  readonly #counts = new Map<string, Counted>()
  #countedAt = ''
  #all = { count: 0, until: -Infinity }
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
      'mmap_size=16777216',
      'temp_store=MEMORY',
    ])
      this.#db.pragma(pragma)
    if (!this.#isUsable()) this.#recreate(!isLost && this.#isFirst() ? NEW : FILLING)
  }

  index(documents: readonly SearchDocument[]): void {
    const write = this.#prepare(`
      insert into ${this.#t}docs (id, title, aliases, text, kind, state, category_id, tags, created_at, last_post_at, answer_count, same_here_count, shown_title, shown_text, generation)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (select value from ${this.#t}meta where key = 'generation'))
      on conflict (id) do update set title = excluded.title, aliases = excluded.aliases, text = excluded.text, kind = excluded.kind, state = excluded.state,
        category_id = excluded.category_id, tags = excluded.tags, created_at = excluded.created_at, last_post_at = excluded.last_post_at,
        answer_count = excluded.answer_count, same_here_count = excluded.same_here_count, shown_title = excluded.shown_title, shown_text = excluded.shown_text, generation = excluded.generation`)
    // The triggers look at which columns are set, not at whether they changed: words that stay are not set.
    const holds = this.#prepare(
      `select 1 from ${this.#t}docs where id = ? and title = ? and aliases = ? and text = ? and shown_title is ? and shown_text is ?`,
    )
    const renew = this.#prepare(
      `update ${this.#t}docs set kind = ?, state = ?, category_id = ?, tags = ?, created_at = ?, last_post_at = ?, answer_count = ?, same_here_count = ?,
         generation = (select value from ${this.#t}meta where key = 'generation') where id = ?`,
    )
    this.#db
      .transaction(() => {
        for (const d of documents) {
          const shown = [clean(d.title), clean(d.text).slice(0, MAX_TEXT)] as const
          const [title, text] = [searchable(shown[0]), searchable(shown[1])]
          const words = [title, searchable(clean(d.aliases.join('\n'))), text]
          // Kept only where the index reads another text than people do.
          const asShown = [title === shown[0] ? null : shown[0], text === shown[1] ? null : shown[1]]
          const rest = [
            d.kind,
            d.state,
            d.categoryId,
            ` ${d.tags.join(' ')} `,
            d.createdAt,
            d.lastPostAt,
            d.answerCount,
            d.sameHereCount,
          ]
          if (holds.get(d.id, ...words, ...asShown)) renew.run(...rest, d.id)
          else write.run(d.id, ...words, ...rest, ...asShown)
        }
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
    const limit = Math.max(0, Math.min(50, query.limit))
    const skip = Math.max(0, Math.min(MAX_SKIP, query.skip))
    const filter = filterOf(query)
    const typed = rarestWords(wordsOf(query.text), (word) => this.#countedWord(word, NO_FILTER, FREQUENT))
    const findable = this.#findable(query.withoutCategories, { isBegun: true })
    const words = query.exact ? asTyped(typed) : this.#vocabulary.read(typed, findable)
    const found = this.#found(words, filter)
    if (!found) {
      this.#demandSound()
      return NOTHING
    }
    const { match, matched, count } = found
    const most = skip + limit
    const isMany = matched === 'all' && count >= MAX_COUNT
    const ranked = isMany ? this.#newest(words, match, filter, most) : this.#ranked(words, found, filter, most)
    const ids = ranked.slice(skip)
    const pattern = foundPattern(words.flatMap(({ ways }) => ways.map(({ word }) => word)))
    const hits = ids.flatMap((id) => this.#hit(pattern, id))
    return { hits, count, matched, ...this.#said(words, found, filter, ids[0]) }
  }

  suggest(text: string, withoutCategories: readonly number[], limit: number): Suggestion[] {
    const most = Math.min(20, limit)
    const typed = asTyped(wordsOf(text))
    const found = this.#titles(typed, withoutCategories, most)
    if (found.length >= most) return found
    const findable = this.#findable(withoutCategories, { isBegun: true, table: 'titles' })
    const words = this.#vocabulary.read(wordsOf(text), findable)
    if (isReread(words)) found.push(...this.#titles(words, withoutCategories, most, found))
    const last = words.at(-1)
    if (found.length > 0 || !last) return found
    const begun = this.#vocabulary.begin(last.typed, findable)
    if (begun.length === 0) return []
    const ways = begun.map((word) => ({ word, weight: 1 / begun.length }))
    return this.#titles([...words.slice(0, -1), { typed: last.typed, ways }], withoutCategories, most)
  }

  similar(title: string, text: string, withoutCategories: readonly number[], limit: number): Suggestion[] {
    const words = [...new Set([...tellingWords(title, 10), ...tellingWords(text, 6)])]
    if (words.length === 0) return []
    const match = this.#likeness(this.#vocabulary.read(words, this.#findable(withoutCategories, { isBegun: false })))
    const most = Math.min(MAX_SIMILAR, limit)
    const near = this.#nearest(match, withoutCategories, most + BEYOND)
    const titles = this.#prepare(`select coalesce(shown_title, title) from ${this.#t}docs where id = ?`).pluck()
    return this.#boosted(near)
      .slice(0, most)
      .map((id) => ({ id, title: String(titles.get(id)) }))
  }

  /**
   * What matches best by BM25. Looking up the category of all that match takes longer than ranking them, so a few
   * more than wanted are ranked first and looked up; where too many of these are hidden, all are looked up.
   */
  #nearest(match: string, withoutCategories: readonly number[], most: number): readonly Ranked[] {
    const ranked = ({ where, values }: Filter, limit: number): readonly Ranked[] =>
      this.#prepare(
        `select fts.rowid as id, -bm25(${this.#t}fts, ${TITLE_WEIGHT * 2}, ${ALIAS_WEIGHT * 2}, 1) as weight
         from ${this.#t}fts fts ${where === '' ? '' : `join ${this.#t}docs docs on docs.id = fts.rowid`}
         where ${this.#t}fts match ? ${where} order by weight desc ${LIMIT}`,
      ).all(match, ...values, limit) as Ranked[]
    if (withoutCategories.length === 0) return ranked(NO_FILTER, most)
    const first = ranked(NO_FILTER, 2 * most)
    const category = this.#prepare(`select category_id from ${this.#t}docs where id = ?`).pluck()
    const open = first.filter(({ id }) => !withoutCategories.includes(category.get(id) as number))
    const isEnough = open.length >= most || first.length < 2 * most
    return isEnough ? open.slice(0, most) : ranked(filterOf({ withoutCategories }), most)
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
    const said = this.#db.pragma(`quick_check('${this.#t}docs')`, { simple: true })
    if (said !== 'ok') throw new DamagedIndexError(said)
    for (const table of ['fts', 'titles'])
      this.#db.exec(`insert into ${this.#t}${table}(${this.#t}${table}, rank) values ('integrity-check', 0)`)
  }

  finishRebuild(generation: number): number {
    const { changes } = this.#prepare(`delete from ${this.#t}docs where generation < ?`).run(generation)
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
      `select 1 from ${this.#t}fts where ${this.#t}fts match ? and rowid = cast(? as integer)`,
    ).pluck()
    const findTitle = this.#prepare(
      `select 1 from ${this.#t}titles where ${this.#t}titles match ? and rowid = cast(? as integer)`,
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
    const visible = filterOf({ withoutCategories })
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
    const { where, values } = filterOf({ withoutCategories })
    const found = this.#prepare(
      `select id, title from (
         select docs.id, coalesce(docs.shown_title, docs.title) as title, docs.answer_count, docs.same_here_count from ${this.#t}titles titles join ${this.#t}docs docs on docs.id = titles.rowid
         where ${this.#t}titles match ? ${where} order by titles.rowid desc limit 60)
       order by min(answer_count, 3) + min(same_here_count, 5) desc, id desc ${LIMIT}`,
    ).all(match, ...values, limit) as Suggestion[]
    return found.filter(({ id }) => known.every((one) => one.id !== id)).slice(0, limit - known.length)
  }

  /**
   * An expression for what is like these words: any of the rare ones. Words that very many documents have tell little
   * apart, and ranking all that have one of them takes longer than a page; where there are no others, all must be there.
   */
  #likeness(words: readonly ReadWord[]): string {
    const ways = new Set(words.flatMap((word) => word.ways.slice(0, LIKELY).map((way) => way.word)))
    const counts = [...ways].map((word) => ({
      word,
      count: this.#countedWord(word, NO_FILTER, FREQUENT),
    }))
    const found = counts.filter(({ count }) => count > 0).sort((a, b) => a.count - b.count)
    let sum = 0
    const rare = found.filter(({ count }) => count < FREQUENT && (sum += count) <= MOST_LIKE)
    return rare.length > 0 ? rare.map(({ word }) => `"${word}"`).join(' OR ') : allOf(words.slice(0, 3))
  }

  /** The first of the ways to look for words that finds something. */
  #found(words: readonly ReadWord[], filter: Filter): Found | null {
    for (const { match, matched } of expressionsFor(words)) {
      const count = this.#counted(match, filter, MAX_COUNT)
      if (count > 0) return { match, matched, count }
    }
    return null
  }

  /** How many have all words as typed, the last one perhaps unfinished. */
  #countedAll(words: readonly ReadWord[], filter: Filter): number {
    const typed = expressionsFor(asTyped(words.map((word) => word.typed)))
    const all = typed.filter(({ matched }) => matched === 'all')
    return all.reduce((count, { match }) => count || this.#counted(match, filter, MAX_COUNT), 0)
  }

  /** What the reader is told about words read otherwise than typed: by the first hit, since that is what they see first. */
  #said(
    words: readonly ReadWord[],
    found: Found,
    filter: Filter,
    first: number | undefined,
  ): Pick<SearchReply, 'corrected' | 'also'> {
    if (!isReread(words)) return { corrected: null, also: null }
    const isUnknown = words.some((word) => word.ways.every((way) => way.word !== word.typed))
    const typed = isUnknown || found.matched === 'any' ? 0 : this.#countedAll(words, filter)
    if (typed === found.count) return { corrected: null, also: null }
    const isAsWell = !isUnknown && (typed > 0 || found.matched === 'any')
    const has = this.#prepare(
      `select 1 from ${this.#t}fts where ${this.#t}fts match ? and rowid = cast(? as integer)`,
    ).pluck()
    const text = words
      .map(({ typed: word, ways }) => {
        const meant = isAsWell ? ways.filter((way) => way.word !== word) : ways
        const seen = isAsWell ? undefined : meant.find((way) => has.get(`"${way.word}"`, first ?? 0) !== undefined)
        return (seen ?? meant[0])?.word ?? word
      })
      .join(' ')
    return isAsWell ? { corrected: null, also: text } : { corrected: text, also: null }
  }

  #counted(match: string, { where, values }: Filter, most: number, table = 'fts'): number {
    return this.#prepare(
      `select count(*) from (select 1 from ${this.#t}${table} found ${where === '' ? '' : `join ${this.#t}docs docs on docs.id = found.rowid`} where ${this.#t}${table} match ? ${where} ${LIMIT})`,
    )
      .pluck()
      .get(match, ...values, most) as number
  }

  /** The same for one word. Those of a query are counted again and again, and the next queries have many of them too. */
  #countedWord(word: string, filter: Filter, most: number, table: 'fts' | 'titles' = 'fts'): number {
    const state = this.#changes()
    if (state !== this.#countedAt || this.#counts.size > KEPT_COUNTS) this.#counts.clear()
    this.#countedAt = state
    const key = `${table} ${word}${filter.where} ${filter.values.join(' ')}`
    const known = this.#counts.get(key)
    if (known && (known.count < known.most || most <= known.most)) return Math.min(most, known.count)
    const count = this.#counted(`"${word}"`, filter, most, table)
    this.#counts.set(key, { count, most })
    return count
  }

  /**
   * Ids of the newest where every word is found in very many: those with all words in the title, the worthiest titles
   * first, then the others by how often their texts hold the words. BM25 would read each word's whole list of documents
   * to learn how rare it is, which grows with the index and tells nothing apart where all hold all words.
   */
  #newest(words: readonly ReadWord[], match: string, filter: Filter, most: number): readonly number[] {
    const newest = (table: string, expression: string): readonly number[] =>
      this.#prepare(
        `select ${table}.rowid from ${this.#t}${table} ${table} ${filter.where === '' ? '' : `join ${this.#t}docs docs on docs.id = ${table}.rowid`}
         where ${this.#t}${table} match ? ${filter.where} order by ${table}.rowid desc limit ${NEWEST}`,
      )
        .pluck()
        .all(expression, ...filter.values) as number[]
    const titled = newest('titles', titledExpression(words))
    const first = this.#titled(
      words,
      titled.map((id) => ({ id, weight: 0 })),
    )
    if (first.length >= most) return first.slice(0, most)
    const isTitled = new Set(titled)
    const others = newest('fts', match).filter((id) => !isTitled.has(id))
    const texts = this.#prepare(`select text from ${this.#t}docs where id = ?`).pluck()
    const ways = words.map((word) => word.ways.map((way) => way.word))
    const read = byFrequency(
      ways,
      others.slice(0, READ).map((id) => [id, String(texts.get(id))]),
    )
    return [...first, ...this.#boosted(read), ...others.slice(READ)].slice(0, most)
  }

  /**
   * Ids in order of rank, a solved thread a little before an equal one: by BM25, then the best of these by their
   * titles and BM25. Ranking all of many thousand matches takes tens of milliseconds, so beyond a thousand only
   * the newest are ranked: of those with the words in the title, and of all.
   */
  #ranked(words: readonly ReadWord[], { match, count }: Found, filter: Filter, most: number): readonly number[] {
    const found = new Map<number, number>()
    const add = (expression: string, order: string, limit: number): void => {
      const rows = this.#prepare(
        `select fts.rowid as id, rank from ${this.#t}fts fts ${filter.where === '' ? '' : `join ${this.#t}docs docs on docs.id = fts.rowid`}
         where ${this.#t}fts match ? ${filter.where} order by ${order} limit ${limit}`,
      ).all(expression, ...filter.values) as { id: number; rank: number }[]
      for (const row of rows) found.set(row.id, row.rank)
    }
    if (count < MAX_COUNT) add(match, 'rank', MAX_SKIP + 50)
    else {
      add(`{title} : (${match})`, 'fts.rowid desc', NEWEST)
      add(match, 'fts.rowid desc', NEWEST)
    }
    const inOrder = [...found].sort((a, b) => a[1] - b[1] || b[0] - a[0])
    const best = inOrder[0]?.[1] ?? 0
    const near = inOrder
      .slice(0, TITLES_READ)
      .map(([id, rank]) => ({ id, weight: best < 0 ? (BM25 * rank) / best : 0 }))
    return [...this.#titled(words, near), ...inOrder.slice(TITLES_READ).map(([id]) => id)].slice(0, most)
  }

  /** Those whose titles are worth most first, besides what they weigh already; what is solved weighs more. */
  #titled(words: readonly ReadWord[], ranked: readonly Ranked[]): readonly number[] {
    const worthOf = titleWorth(words, (word) => this.#rarity(word))
    return this.#boosted(ranked, ({ title, aliases }) => worthOf(title, aliases))
  }

  #rarity(word: string, most = COUNTED): number {
    const since = performance.now()
    if (since > this.#all.until) {
      const count = this.#prepare(`select count(*) from ${this.#t}fts_docsize`).pluck().get() as number
      this.#all = { count, until: since + COUNT_AGE }
    }
    const having = this.#countedWord(word, NO_FILTER, most)
    return rarity(having, Math.max(having, this.#all.count))
  }

  /** Heaviest first, once what else they are worth is added and what is solved weighs more. */
  #boosted(ranked: readonly Ranked[], worthOf: (document: Brief) => number = () => 0): readonly number[] {
    const briefs = this.#briefs(ranked.map(({ id }) => id))
    return ranked
      .flatMap(({ id, weight }) => {
        const brief = briefs.get(id)
        return brief ? { id, weight: (weight + worthOf(brief)) * (BOOST[brief.state] ?? 1) } : []
      })
      .sort((a, b) => b.weight - a.weight || b.id - a.id)
      .map(({ id }) => id)
  }

  #briefs(ids: readonly number[]): ReadonlyMap<number, Brief> {
    const rows = this.#prepare(
      `select id, title, aliases, state from ${this.#t}docs where id in (select value from json_each(?))`,
    )
      .raw()
      .all(JSON.stringify(ids)) as [number, string, string, string][]
    return new Map(rows.map(([id, title, aliases, state]) => [id, { title, aliases, state }]))
  }

  #hit(pattern: RegExp | null, id: number): SearchHit[] {
    const row = this.#prepare(
      `select coalesce(shown_title, title) as title, coalesce(shown_text, text) as text from ${this.#t}docs where id = ?`,
    ).get(id) as { title: string; text: string } | undefined
    if (!row) return []
    return [{ id, title: marked(row.title, pattern), excerpt: excerptAround(row.text, pattern) }]
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
      if (this.#statements.size > 200) this.#statements.clear()
      this.#statements.set(sql, statement)
    }
    return statement
  }
}

/** Control characters out, our own marks among them. */
function clean(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ')
}

function filterOf(query: Filters): { where: string; values: (string | number)[] } {
  const parts: string[] = []
  const values: (string | number)[] = []
  const add = (part: string, ...given: (string | number)[]): void => {
    parts.push(part)
    values.push(...given)
  }
  if (query.withoutCategories.length > 0) {
    add(`docs.category_id not in (${query.withoutCategories.map(() => '?').join(',')})`, ...query.withoutCategories)
  }
  if (query.category !== undefined) add('docs.category_id = ?', query.category)
  if (query.kind !== undefined) add('docs.kind = ?', query.kind)
  if (query.state !== undefined) add('docs.state = ?', query.state)
  if (query.tag !== undefined) add(`instr(docs.tags, ?) > 0`, ` ${query.tag} `)
  if (query.since !== undefined) add('docs.last_post_at >= ?', query.since)
  return { where: parts.map((part) => ` and ${part}`).join(''), values }
}
