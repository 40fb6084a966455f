import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import {
  type Collection,
  type SearchDocument,
  type SearchHit,
  type SearchQuery,
  type SearchReply,
  type Suggestion,
} from '../engine.ts'
import { excerptAround, foundPattern, marked } from './excerpt.ts'
import { byFrequency, byShare, type Ranked } from './many-matches.ts'
import {
  expressionsFor,
  tellingWords,
  titledExpression,
  titleExpression,
  wordsOf,
} from './query.ts'
import { openVocabulary, type Vocabulary } from './vocabulary.server.ts'

/** A title's words count so many times a text's. */
const TITLE_WEIGHT = 6
/** Other phrasings of the same question count nearly as much. */
const ALIAS_WEIGHT = 4
/** Hits beyond the page among which a solved one may still move up. */
const LOOKED_AT = 20
/** Of very many matches so many are ranked, the newest. */
const NEWEST = 250
/** Of these the texts of so many are read for it; the others stand behind them as they came. */
const READ = 60
/** A thread that was solved is likelier to help. */
const BOOST: Readonly<Record<string, number>> = { solved: 1.15, answered: 1.05 }
const MAX_COUNT = 1000
const MAX_SKIP = 500
const MAX_SIMILAR = 100
/** A word of so many documents tells little about which are alike; of the others so many documents are ranked. */
const FREQUENT = 2000
const MOST_LIKE = 5000
/** How far documents of a word are counted, to tell a slip from a rare word. */
const COUNTED = 200
/** Text of a thread beyond this is not searched: the question and the first answers are. */
const MAX_TEXT = 12_000

/** Bumped when the tables change: an older file is thrown away and filled again. */
const LAYOUT = 4

const tablesOf = (t: string): string => `
  create table ${t}docs (
    id integer primary key, title text not null, aliases text not null, text text not null, kind text not null, state text not null,
    category_id integer not null, tags text not null, created_at integer not null, last_post_at integer not null,
    answer_count integer not null, same_here_count integer not null, generation integer not null);
  create table ${t}meta (key text primary key, value integer not null);
  insert into ${t}meta values ('layout', ${LAYOUT}), ('generation', 1);
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

/** One way to read a query, and how much it finds. */
interface Found {
  readonly match: string
  readonly matched: 'all' | 'any'
  readonly count: number
}

interface Filter {
  readonly where: string
  readonly values: readonly (string | number)[]
}

type Filters = Omit<SearchQuery, 'text' | 'limit' | 'skip' | 'exact'>

/**
 * The search index in one SQLite file, all of it synchronous: it runs in a thread of its own.
 * Nothing in it is the only copy of anything.
 */
export class Fts5Store {
  readonly #db: Database.Database
  readonly #statements = new Map<string, Database.Statement>()

  readonly #t: string
  readonly #vocabulary: Vocabulary

  /** `collection`: which documents; each has tables of its own, so that ranks of one don't move another's. */
  constructor(file: string, collection: Collection = 'threads') {
    this.#t = collection === 'threads' ? '' : `${collection}_`
    mkdirSync(dirname(file), { recursive: true })
    this.#db = new Database(file)
    for (const pragma of ['journal_mode=WAL', 'synchronous=NORMAL', 'busy_timeout=5000', 'cache_size=-8192', 'mmap_size=16777216', 'temp_store=MEMORY']) this.#db.pragma(pragma) // prettier-ignore
    if (!this.#isUsable()) this.#recreate()
    this.#vocabulary = openVocabulary(this.#db, `${this.#t}titles`)
  }

  index(documents: readonly SearchDocument[]): void {
    const write = this.#prepare(`
      insert into ${this.#t}docs (id, title, aliases, text, kind, state, category_id, tags, created_at, last_post_at, answer_count, same_here_count, generation)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (select value from ${this.#t}meta where key = 'generation'))
      on conflict (id) do update set title = excluded.title, aliases = excluded.aliases, text = excluded.text, kind = excluded.kind, state = excluded.state,
        category_id = excluded.category_id, tags = excluded.tags, created_at = excluded.created_at, last_post_at = excluded.last_post_at,
        answer_count = excluded.answer_count, same_here_count = excluded.same_here_count, generation = excluded.generation`)
    // The triggers look at which columns are set, not at whether they changed: words that stay are not set.
    const holds = this.#prepare(
      `select 1 from ${this.#t}docs where id = ? and title = ? and aliases = ? and text = ?`,
    )
    const renew = this.#prepare(
      `update ${this.#t}docs set kind = ?, state = ?, category_id = ?, tags = ?, created_at = ?, last_post_at = ?, answer_count = ?, same_here_count = ?,
         generation = (select value from ${this.#t}meta where key = 'generation') where id = ?`,
    )
    this.#db
      .transaction(() => {
        for (const d of documents) {
          const words = [clean(d.title), clean(d.aliases.join('\n')), clean(d.text).slice(0, MAX_TEXT)] // prettier-ignore
          const rest = [d.kind, d.state, d.categoryId, ` ${d.tags.join(' ')} `, d.createdAt, d.lastPostAt, d.answerCount, d.sameHereCount] // prettier-ignore
          if (holds.get(d.id, ...words)) renew.run(...rest, d.id)
          else write.run(d.id, ...words, ...rest)
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
    const typed = this.#found(query.text, filter)
    const isSaid = typed?.matched === 'all' || query.exact
    const meant = isSaid ? null : this.#meant(query, filter)
    const found = meant?.found ?? typed
    if (!found) return { hits: [], count: 0, matched: 'all', corrected: null }
    const { match, matched, count } = found
    const corrected = meant?.text ?? null
    const words = wordsOf(corrected ?? query.text)
    const pattern = foundPattern(words)
    const most = skip + limit + LOOKED_AT
    const isMany = matched === 'all' && count >= MAX_COUNT
    const ranked = isMany ? this.#newest(match, words, filter, most) : this.#ranked(match, filter, count, most) // prettier-ignore
    const ids = ranked.slice(skip, skip + limit)
    return { hits: ids.flatMap((id) => this.#hit(pattern, id)), count, matched, corrected }
  }

  suggest(text: string, withoutCategories: readonly number[], limit: number): Suggestion[] {
    const match = titleExpression(text)
    if (!match) return []
    const { where, values } = filterOf({ withoutCategories })
    return this.#prepare(
      `select id, title from (
         select docs.id, docs.title, docs.answer_count, docs.same_here_count from ${this.#t}titles titles join ${this.#t}docs docs on docs.id = titles.rowid
         where ${this.#t}titles match ? ${where} order by titles.rowid desc limit 60)
       order by min(answer_count, 3) + min(same_here_count, 5) desc, id desc limit ?`,
    ).all(match, ...values, Math.min(20, limit)) as Suggestion[]
  }

  similar(
    title: string,
    text: string,
    withoutCategories: readonly number[],
    limit: number,
  ): Suggestion[] {
    const words = [...new Set([...tellingWords(title, 10), ...tellingWords(text, 6)])]
    if (words.length === 0) return []
    const match = this.#likeness(words)
    const { where, values } = filterOf({ withoutCategories })
    const most = Math.min(MAX_SIMILAR, limit)
    const near = this.#prepare(
      `select fts.rowid as id, -bm25(${this.#t}fts, ${TITLE_WEIGHT * 2}, ${ALIAS_WEIGHT * 2}, 1) as weight
       from ${this.#t}fts fts ${where === '' ? '' : `join ${this.#t}docs docs on docs.id = fts.rowid`}
       where ${this.#t}fts match ? ${where} order by weight desc limit ?`,
    ).all(match, ...values, most + LOOKED_AT) as Ranked[]
    const titles = this.#prepare(`select title from ${this.#t}docs where id = ?`).pluck()
    return this.#boosted(near)
      .slice(0, most)
      .map((id) => ({ id, title: String(titles.get(id)) }))
  }

  /** Starts a rebuild: from nothing when the index is damaged, else beside what is there. */
  beginRebuild(): number {
    try {
      this.#db.exec(`insert into ${this.#t}fts(${this.#t}fts, rank) values ('integrity-check', 0)`)
      this.#db.exec(`update ${this.#t}meta set value = value + 1 where key = 'generation'`)
    } catch {
      this.#recreate() // whatever is wrong with it, it holds nothing that can't be made again
    }
    return this.#prepare(`select value from ${this.#t}meta where key = 'generation'`)
      .pluck()
      .get() as number
  }

  finishRebuild(generation: number): number {
    const { changes } = this.#prepare(`delete from ${this.#t}docs where generation < ?`).run(
      generation,
    )
    this.#db.exec(`insert into ${this.#t}fts(${this.#t}fts) values ('optimize')`)
    return changes
  }

  count(): number {
    return this.#prepare(`select count(*) from ${this.#t}docs`).pluck().get() as number
  }

  ping(): void {
    this.#prepare('select 1').get()
  }

  close(): void {
    this.#db.close()
  }

  /**
   * An expression for what is like these words: any of the rare ones. Words that very many documents have tell little
   * apart, and ranking all that have one of them takes longer than a page; where there are no others, all must be there.
   */
  #likeness(words: readonly string[]): string {
    const counted = this.#prepare(
      `select count(*) from (select 1 from ${this.#t}fts where ${this.#t}fts match ? limit ${FREQUENT})`,
    ).pluck()
    const counts = words.map((word) => ({ word, count: counted.get(`"${word}"`) as number }))
    const found = counts.filter(({ count }) => count > 0).sort((a, b) => a.count - b.count)
    let sum = 0
    const rare = found.filter(({ count }) => count < FREQUENT && (sum += count) <= MOST_LIKE)
    const quoted = (some: typeof counts): string[] => some.map(({ word }) => `"${word}"`)
    return rare.length > 0 ? quoted(rare).join(' OR ') : quoted(counts.slice(0, 3)).join(' AND ')
  }

  /** The first of the ways to read a text that finds something. */
  #found(text: string, filter: Filter): Found | null {
    for (const { match, matched } of expressionsFor(text)) {
      const count = this.#counted(match, filter, MAX_COUNT)
      if (count > 0) return { match, matched, count }
    }
    return null
  }

  #counted(match: string, { where, values }: Filter, most: number): number {
    return this.#prepare(
      `select count(*) from (select 1 from ${this.#t}fts fts ${where === '' ? '' : `join ${this.#t}docs docs on docs.id = fts.rowid`} where ${this.#t}fts match ? ${where} limit ${most})`,
    )
      .pluck()
      .get(match, ...values) as number
  }

  /**
   * What may have been meant, in words that the reader can find (other filters don't matter to spelling): the
   * likeliest reading whose words stand together, else the likeliest that finds anything.
   */
  #meant(
    { text, withoutCategories }: SearchQuery,
    filter: Filter,
  ): { text: string; found: Found } | null {
    const visible = filterOf({ withoutCategories })
    const count = (word: string): number => this.#counted(`"${word}"`, visible, COUNTED)
    let first: { text: string; found: Found } | null = null
    for (const words of this.#vocabulary.readings(wordsOf(text), { count })) {
      const found = this.#found(words.join(' '), filter)
      if (found?.matched === 'all') return { text: words.join(' '), found }
      if (found) first ??= { text: words.join(' '), found }
    }
    return first
  }

  /**
   * Ids of the newest where every word is found in very many: those with all words in the title, the shortest titles
   * first, then the others by how often their texts hold the words. BM25 would read each word's whole list of documents
   * to learn how rare it is, which grows with the index and tells nothing apart where all hold all words.
   */
  #newest(
    match: string,
    words: readonly string[],
    filter: Filter,
    most: number,
  ): readonly number[] {
    const newest = (table: string, expression: string): readonly number[] =>
      this.#prepare(
        `select ${table}.rowid from ${this.#t}${table} ${table} ${filter.where === '' ? '' : `join ${this.#t}docs docs on docs.id = ${table}.rowid`}
         where ${this.#t}${table} match ? ${filter.where} order by ${table}.rowid desc limit ${NEWEST}`,
      )
        .pluck()
        .all(expression, ...filter.values) as number[]
    const titled = newest('titles', titledExpression(words))
    const titles = this.#prepare(`select title from ${this.#t}docs where id = ?`).pluck()
    const first = byShare(words, titled.map((id) => [id, String(titles.get(id))])) // prettier-ignore
    if (first.length >= most) return this.#boosted(first.slice(0, most))
    const isTitled = new Set(titled)
    const others = newest('fts', match).filter((id) => !isTitled.has(id))
    const texts = this.#prepare(`select text from ${this.#t}docs where id = ?`).pluck()
    const read = byFrequency(words, others.slice(0, READ).map((id) => [id, String(texts.get(id))])) // prettier-ignore
    const all = [...this.#boosted(first), ...this.#boosted(read), ...others.slice(READ)]
    return all.slice(0, most)
  }

  /**
   * Ids in order of rank, a solved thread a little before an equal one. Ranking all of many thousand
   * matches takes tens of milliseconds, so beyond a thousand only the newest are ranked: of those with
   * the words in the title, and of all.
   */
  #ranked(match: string, filter: Filter, count: number, most: number): readonly number[] {
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
    const best = [...found].sort((a, b) => a[1] - b[1] || b[0] - a[0]).slice(0, most)
    return this.#boosted(best.map(([id, rank]) => ({ id, weight: -rank })))
  }

  /** Heaviest first, once what is solved weighs more. */
  #boosted(ranked: readonly Ranked[]): readonly number[] {
    const stateOf = this.#prepare(`select state from ${this.#t}docs where id = ?`).pluck()
    return ranked
      .map(({ id, weight }) => ({ id, weight: weight * (BOOST[String(stateOf.get(id))] ?? 1) }))
      .sort((a, b) => b.weight - a.weight || b.id - a.id)
      .map(({ id }) => id)
  }

  #hit(pattern: RegExp | null, id: number): SearchHit[] {
    const row = this.#prepare(`select title, text from ${this.#t}docs where id = ?`).get(id) as
      { title: string; text: string } | undefined
    if (!row) return []
    return [{ id, title: marked(row.title, pattern), excerpt: excerptAround(row.text, pattern) }]
  }

  #isUsable(): boolean {
    try {
      const layout = this.#db
        .prepare(`select value from ${this.#t}meta where key = 'layout'`)
        .pluck()
        .get()
      this.#db.prepare(`select count(*) from ${this.#t}titles`).get()
      return layout === LAYOUT
    } catch {
      return false
    }
  }

  #recreate(): void {
    this.#statements.clear()
    this.#db.transaction(() => this.#db.exec(dropOf(this.#t) + tablesOf(this.#t))).immediate()
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
    add(
      `docs.category_id not in (${query.withoutCategories.map(() => '?').join(',')})`,
      ...query.withoutCategories,
    )
  }
  if (query.category !== undefined) add('docs.category_id = ?', query.category)
  if (query.kind !== undefined) add('docs.kind = ?', query.kind)
  if (query.state !== undefined) add('docs.state = ?', query.state)
  if (query.tag !== undefined) add(`instr(docs.tags, ?) > 0`, ` ${query.tag} `)
  if (query.since !== undefined) add('docs.last_post_at >= ?', query.since)
  return { where: parts.map((part) => ` and ${part}`).join(''), values }
}
