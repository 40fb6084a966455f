import { randomUUID } from 'node:crypto'
import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { COLLECTIONS, type Collection } from '../engine.ts'
import { DamagedIndexError, Fts5Store } from './store.server.ts'

type Stores = Readonly<Record<Collection, Fts5Store>>

/** A file that is put in the place of a damaged one is tried so many times before a call fails. */
const TRIES = 2

/**
 * The file that the indexes of all collections lie in. One in which damage is met, wherever in it, is thrown away and an
 * empty one put in its place, which says of itself that it is to be filled: nothing in it is the only copy of anything.
 * Other processes may have the file open too; each looks before a call whether another one stands in its place.
 */
export class SearchFile {
  readonly #file: string
  #stores: Stores | null = null
  #which = ''

  constructor(file: string) {
    this.#file = file
    mkdirSync(dirname(file), { recursive: true })
  }

  /** Calls a method of a collection's store. Throws where damage is met; the next call finds an empty index. */
  call<T>(collection: Collection, use: (store: Fts5Store) => T): T {
    try {
      return use(this.#open()[collection])
    } catch (error) {
      if (isDamage(error)) this.#replace()
      throw error
    }
  }

  /** Starts a rebuild: from nothing when anything in the file is damaged, else beside what is there. */
  beginRebuild(collection: Collection): number {
    // Opened anew, so that what is looked at lies on the disk and not in memory.
    this.#forget()
    for (let tried = 1; ; tried += 1) {
      try {
        const stores = this.#open()
        for (const one of COLLECTIONS) stores[one].demandWhole()
        return stores[collection].beginRebuild()
      } catch (error) {
        if (tried > TRIES || !isDamage(error)) throw error
        this.#replace()
      }
    }
  }

  close(): void {
    const stores = this.#stores
    this.#stores = null
    for (const store of Object.values(stores ?? {})) store.close()
  }

  #open(): Stores {
    if (this.#stores && this.#which === placeOf(this.#file)) return this.#stores
    this.#forget()
    for (let tried = 1; ; tried += 1) {
      try {
        this.#stores = openStores(this.#file, false)
        this.#which = placeOf(this.#file)
        return this.#stores
      } catch (error) {
        if (tried > TRIES || !isDamage(error)) throw error
        this.#replace()
      }
    }
  }

  /** Closes what is open, which what is damaged may refuse. */
  #forget(): void {
    try {
      this.close()
    } catch (error) {
      if (!isDamage(error)) throw error
    }
  }

  /** Puts an empty file in the place of this one. It is made beside it, so that no process sees half of it. */
  #replace(): void {
    this.#forget()
    const made = `${this.#file}.${randomUUID()}.new`
    remove(made)
    for (const store of Object.values(openStores(made, true))) store.close()
    // SQLite would read what an older file's log holds into the new one.
    for (const end of LOGS) rmSync(`${this.#file}${end}`, { force: true })
    renameSync(made, this.#file)
    remove(made)
  }
}

const LOGS = ['-wal', '-shm']

function remove(file: string): void {
  for (const end of ['', ...LOGS]) rmSync(`${file}${end}`, { force: true })
}

function openStores(file: string, isLost: boolean): Stores {
  const opened: Fts5Store[] = []
  const open = (collection: Collection): Fts5Store => {
    const store = new Fts5Store(file, collection, { isLost })
    opened.push(store)
    return store
  }
  try {
    return { threads: open('threads'), articles: open('articles') }
  } catch (error) {
    for (const store of opened) store.close()
    throw error
  }
}

/** Which file stands at a path: another one there has another number. */
function placeOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true })
  return found ? `${found.dev} ${found.ino}` : ''
}

/** Whether the file itself is to blame, and not what was asked of it. */
function isDamage(error: unknown): boolean {
  if (error instanceof DamagedIndexError) return true
  if (!(error instanceof Error) || !('code' in error)) return false
  const code = String(error.code)
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/.test(code)) return true
  return (
    code === 'SQLITE_ERROR' && /no such table|vtable constructor failed|invalid fts5 file format/.test(error.message)
  )
}
