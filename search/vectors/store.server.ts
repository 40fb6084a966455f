import Database from 'better-sqlite3'
import { getLoadablePath } from 'sqlite-vec'
import { COLLECTIONS, type Collection } from '../engine.ts'
import { packed } from './packed.ts'

/** A document whose text is to have a vector. `hash`: of its text and the model. */
export interface NotedDocument {
  readonly id: number
  readonly categoryId: number
  readonly hash: string
}

/** A vector that was made of the text with this hash. */
export interface MadeVector {
  readonly id: number
  readonly hash: string
  readonly vector: readonly number[]
}

export interface VectorCounts {
  /** Documents that have the vector of their text. */
  readonly made: number
  readonly due: number
  /** Whether every document was noted since the file was made. */
  readonly isFilled: boolean
}

/** Bumped when the tables change: an older file is thrown away, and all vectors are made again. */
const LAYOUT = 1
/** Read by their bits, and then compared by their bytes. */
const CANDIDATES = 200
/** So many vectors, drawn evenly, tell how near anything is to a query; of fewer nothing can be told. */
const SAMPLE = 400
const LEAST_SAMPLE = 30
/** How long a sample is good for. Milliseconds. */
const SAMPLE_AGE = 300_000
/** Of ten searches for nothing that is here less than one finds something that is near by chance. */
const BY_CHANCE = 0.1

const tablesOf = (t: Collection): string => `
  create table ${t}_texts (
    id integer primary key, wanted text not null, hash text, category_id integer not null, generation integer not null, due integer not null);
  create index ${t}_due on ${t}_texts (id) where due = 1;
  create table ${t}_bits (id integer primary key, category_id integer not null, bits blob not null);
  create table ${t}_bytes (id integer primary key, bytes blob not null);
  create trigger ${t}_texts_bd before delete on ${t}_texts begin
    delete from ${t}_bits where id = old.id;
    delete from ${t}_bytes where id = old.id;
  end;`

/** Throws `sqlite-vec can’t be loaded` where the machine has no build of it. */
function load(db: Database.Database): void {
  try {
    db.loadExtension(getLoadablePath())
  } catch (error) {
    throw new Error(`sqlite-vec can’t be loaded: ${String(error)}`, { cause: error })
  }
}

/** Vectors of another length than those that are kept. */
export class DimensionsError extends Error {
  constructor(expected: number, given: number) {
    super(`Vectors of ${expected} numbers are kept, and not of ${given}.`)
    this.name = 'DimensionsError'
  }
}

/** The vectors of all collections in a SQLite file. Nothing in it is the only copy of anything, though making it again takes a service. */
export class VectorStore {
  readonly #db: Database.Database
  readonly #statements = new Map<string, Database.Statement>()
  readonly #samples = new Map<Collection, { readonly ids: string; readonly until: number }>()

  /** Throws where the extension can't be loaded. `model`: whose vectors; those of another one are thrown away. */
  constructor(file: string, model: string) {
    this.#db = new Database(file)
    try {
      load(this.#db)
      for (const pragma of ['journal_mode=WAL', 'synchronous=NORMAL', 'busy_timeout=5000', 'mmap_size=2147418112'])
        this.#db.pragma(pragma)
      this.#setUp(model)
    } catch (error) {
      this.#db.close()
      throw error
    }
  }

  #setUp(model: string): void {
    this.#db
      .transaction(() => {
        this.#db.exec('create table if not exists meta (key text primary key, value)')
        if (this.#meta('layout') !== LAYOUT) {
          const tables = this.#db
            .prepare(`select name from sqlite_master where type = 'table' and name <> 'meta'`)
            .pluck()
            .all() as string[]
          for (const table of tables) this.#db.exec(`drop table "${table}"`)
          this.#db.exec(`delete from meta; ${COLLECTIONS.map(tablesOf).join('')}`)
          this.#setMeta('layout', LAYOUT)
          this.#setMeta('generation', 1)
        }
        if (this.#meta('model') !== model) {
          this.forget()
          this.#setMeta('model', model)
        }
      })
      .immediate()
  }

  /** Throws all vectors away; those of all documents are due. */
  forget(): void {
    this.#db.transaction(() => {
      for (const t of COLLECTIONS)
        this.#db.exec(`delete from ${t}_bits; delete from ${t}_bytes; update ${t}_texts set hash = null, due = 1`)
      this.#setMeta('dimensions', null)
    })()
    this.#samples.clear()
  }

  /** These documents are as they are now: a vector of another text is no longer good, though it serves until the next is there. */
  note(collection: Collection, documents: readonly NotedDocument[]): void {
    const t = collection
    const note = this.#prepare(`
      insert into ${t}_texts (id, wanted, category_id, generation, due) values (@id, @hash, @categoryId, @generation, 1)
      on conflict (id) do update set wanted = excluded.wanted, category_id = excluded.category_id, generation = excluded.generation,
        due = hash is null or hash <> excluded.wanted`)
    const move = this.#prepare(
      `update ${t}_bits set category_id = @categoryId where id = @id and category_id <> @categoryId`,
    )
    this.#db
      .transaction(() => {
        const generation = this.#meta('generation')
        for (const { id, hash, categoryId } of documents) {
          note.run({ id, hash, categoryId, generation })
          move.run({ id, categoryId })
        }
      })
      .immediate()
  }

  remove(collection: Collection, ids: readonly number[]): void {
    const remove = this.#prepare(`delete from ${collection}_texts where id = ?`)
    this.#db.transaction(() => {
      for (const id of ids) remove.run(id)
    })()
  }

  beginRebuild(): number {
    return this.#db
      .transaction(() => {
        const next = Number(this.#meta('generation')) + 1
        this.#setMeta('generation', next)
        return next
      })
      .immediate()
  }

  /** Forgets what the rebuild did not bring. */
  finishRebuild(collection: Collection, generation: number): void {
    this.#prepare(`delete from ${collection}_texts where generation < ?`).run(generation)
    this.#setMeta(`filled ${collection}`, 1)
  }

  /** Documents that have no vector of their text, the newest first. */
  due(collection: Collection, most: number): number[] {
    return this.#prepare(`select id from ${collection}_texts where due = 1 order by id desc limit ?`)
      .pluck()
      .all(most) as number[]
  }

  /** These are to have no vector as they are now; one that they had is thrown away. */
  pass(collection: Collection, ids: readonly number[]): void {
    const t = collection
    const pass = this.#prepare(`update ${t}_texts set due = 0, hash = null where id = ?`)
    const bare = (['bits', 'bytes'] as const).map((of) => this.#prepare(`delete from ${t}_${of} where id = ?`))
    this.#db.transaction(() => {
      for (const id of ids) for (const one of [pass, ...bare]) one.run(id)
    })()
  }

  /** Keeps vectors of documents that are still there. Throws `DimensionsError`. */
  keep(collection: Collection, made: readonly MadeVector[]): void {
    const t = collection
    const mark = this.#prepare(
      `update ${t}_texts set hash = @hash, due = wanted <> @hash where id = @id returning category_id`,
    ).pluck()
    const bits = this.#prepare(`insert or replace into ${t}_bits (id, category_id, bits) values (?, ?, ?)`)
    const bytes = this.#prepare(`insert or replace into ${t}_bytes (id, bytes) values (?, ?)`)
    this.#db
      .transaction(() => {
        for (const { id, hash, vector } of made) {
          const kept = this.#dimensions()
          if (kept === null) this.#setMeta('dimensions', vector.length)
          else if (kept !== vector.length) throw new DimensionsError(kept, vector.length)
          const category = mark.get({ id, hash })
          if (category === undefined) continue
          const small = packed(vector)
          bits.run(id, category, small.bits)
          bytes.run(id, small.bytes)
        }
      })
      .immediate()
  }

  /**
   * What means nearly the same as a query, nearest first, and nothing that is near by chance alone. Throws `DimensionsError`.
   */
  nearest(
    collection: Collection,
    vector: readonly number[],
    withoutCategories: readonly number[],
    most: number,
  ): number[] {
    const kept = this.#dimensions()
    if (kept === null) return []
    if (kept !== vector.length) throw new DimensionsError(kept, vector.length)
    const { bits, bytes } = packed(vector)
    const t = collection
    const found = this.#prepare(
      `select id from ${t}_bits where category_id not in (select value from json_each(?))
       order by vec_distance_hamming(vec_bit(bits), vec_bit(?)), id desc limit ?`,
    )
      .pluck()
      .all(JSON.stringify(withoutCategories), bits, CANDIDATES) as number[]
    const chance = this.#chance(t, bytes)
    const near = this.#distances(t, bytes, JSON.stringify(found))
      .filter(({ distance }) => chance !== null && distance < chance)
      .sort((a, b) => a.distance - b.distance || b.id - a.id)
    return near.slice(0, most).map(({ id }) => id)
  }

  #distances(t: Collection, bytes: Uint8Array, ids: string): { readonly id: number; readonly distance: number }[] {
    return this.#prepare(
      `select kept.id, vec_distance_cosine(vec_int8(kept.bytes), vec_int8(?)) as distance
       from json_each(?) found cross join ${t}_bytes kept on kept.id = found.value`,
    ).all(bytes, ids) as { id: number; distance: number }[]
  }

  /** The distance below which nothing is by chance alone, as an even sample tells; null where too few are there to tell. */
  #chance(t: Collection, bytes: Uint8Array): number | null {
    const distances = this.#distances(t, bytes, this.#sample(t)).map(({ distance }) => distance)
    if (distances.length < LEAST_SAMPLE) return null
    // What is about the same pulls the mean towards it; the middle half tells what the others are like.
    const sorted = distances.toSorted((a, b) => a - b)
    const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0
    const deviation = (at(0.75) - at(0.25)) / 1.349
    // Chernoff's bound: beyond z deviations lies less than exp(-z²/2)/2 of what is spread normally.
    return at(0.5) - deviation * Math.sqrt(2 * Math.log(this.#count(t) / (2 * BY_CHANCE)))
  }

  #count(t: Collection): number {
    return this.#prepare(`select count(*) from ${t}_bits`).pluck().get() as number
  }

  #sample(t: Collection): string {
    const now = performance.now()
    const known = this.#samples.get(t)
    if (known && known.until > now) return known.ids
    const count = this.#count(t)
    const every = Math.max(1, Math.floor(count / SAMPLE))
    const ids = this.#prepare(
      `select id from (select id, row_number() over (order by id) as place from ${t}_bits) where place % ? = 0`,
    )
      .pluck()
      .all(every) as number[]
    const sample = JSON.stringify(ids.slice(0, 2 * SAMPLE))
    this.#samples.set(t, { ids: sample, until: count < SAMPLE ? now : now + SAMPLE_AGE })
    return sample
  }

  counts(): VectorCounts {
    let [made, due] = [0, 0]
    for (const t of COLLECTIONS) {
      made += this.#count(t)
      due += this.#prepare(`select count(*) from ${t}_texts where due = 1`).pluck().get() as number
    }
    return { made, due, isFilled: COLLECTIONS.every((t) => this.#meta(`filled ${t}`) === 1) }
  }

  close(): void {
    this.#db.close()
  }

  #dimensions(): number | null {
    return (this.#meta('dimensions') as number | null | undefined) ?? null
  }

  #meta(key: string): unknown {
    return this.#prepare('select value from meta where key = ?').pluck().get(key)
  }

  #setMeta(key: string, value: string | number | null): void {
    this.#prepare('insert or replace into meta values (?, ?)').run(key, value)
  }

  #prepare(sql: string): Database.Statement {
    let statement = this.#statements.get(sql)
    if (!statement) {
      statement = this.#db.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }
}
