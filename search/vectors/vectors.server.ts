import { createHash } from 'node:crypto'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { ThreadFailure, type OpenThread } from '#app/kernel/calls.ts'
import { COLLECTIONS, SearchUnavailableError, type Collection, type SearchDocument } from '../engine.ts'
import { EmbedderError } from './embedder.server.ts'
import type { MadeVector, NotedDocument, VectorCounts } from './store.server.ts'
import type { VectorCall } from './vector-thread.server.ts'

/** A reader waits so long for what is near; then words alone answer. Milliseconds. */
const PATIENCE = 300
const WRITE_PATIENCE = 60_000
/** What a text is known by: so many letters of it tell what it is about, and few models read more. */
const MOST_LETTERS = 2000

/** The vectors of documents, in a file of their own, read in a thread of its own. */
export interface Vectors {
  note(collection: Collection, documents: readonly SearchDocument[]): Promise<void>
  remove(collection: Collection, ids: readonly number[]): Promise<void>
  beginRebuild(): Promise<number>
  finishRebuild(collection: Collection, generation: number): Promise<void>
  due(collection: Collection, most: number): Promise<readonly number[]>
  pass(collection: Collection, ids: readonly number[]): Promise<void>
  /** Throws `EmbedderError` where the vectors have another length than those that are kept. */
  keep(
    collection: Collection,
    documents: readonly SearchDocument[],
    vectors: readonly (readonly number[])[],
  ): Promise<void>
  nearest(
    collection: Collection,
    vector: readonly number[],
    withoutCategories: readonly number[],
    most: number,
  ): Promise<readonly number[]>
  counts(): Promise<VectorCounts>
  forget(): Promise<void>
  /** They were not told of a change: every document is to be noted anew. Outlives the process. */
  missed(): void
  close(): Promise<void>
}

/** What of a document is turned into a vector. */
export function meaningOf({ title, aliases, text }: SearchDocument): string {
  return [title, ...aliases, text].join('\n').slice(0, MOST_LETTERS)
}

/** What an error says that comes from a machine on which vectors can't be compared. */
export const NOT_LOADED = 'sqlite-vec can’t be loaded'

/** Opens the vectors that a model made. All methods throw `SearchUnavailableError` where they can't be read. */
export function openVectors(file: string, model: string, openThread: OpenThread): Vectors {
  const source = 'search/vectors/vector-thread.server.ts'
  const thread = openThread({ name: 'vector-thread', source, workerData: { file, model } })

  const call = async <T>(
    method: VectorCall['method'],
    args: readonly unknown[],
    patience = WRITE_PATIENCE,
  ): Promise<T> => {
    try {
      return await thread.call<T>({ method, args } satisfies VectorCall, { patience })
    } catch (error) {
      if (error instanceof ThreadFailure && error.message.startsWith('Vectors of '))
        throw new EmbedderError('dimensions')
      throw new SearchUnavailableError(error)
    }
  }
  const behindFile = `${file}-behind`
  let filled = new Set<Collection>()
  const noted = (document: SearchDocument): NotedDocument => ({
    id: document.id,
    categoryId: document.categoryId,
    hash: createHash('sha256')
      .update(`${model}\0${meaningOf(document)}`)
      .digest('base64url')
      .slice(0, 22),
  })

  return {
    note: (collection, documents) => call('note', [collection, documents.map(noted)]),
    remove: (collection, ids) => call('remove', [collection, ids]),
    beginRebuild: () => call<number>('beginRebuild', []),
    async finishRebuild(collection, generation) {
      await call('finishRebuild', [collection, generation])
      filled.add(collection)
      if (COLLECTIONS.some((one) => !filled.has(one))) return
      rmSync(behindFile, { force: true })
      filled = new Set()
    },
    due: (collection, most) => call<number[]>('due', [collection, most]),
    pass: (collection, ids) => call('pass', [collection, ids]),
    keep: (collection, documents, vectors) => {
      const made = documents.map((document, at): MadeVector => ({
        id: document.id,
        hash: noted(document).hash,
        vector: vectors[at] ?? [],
      }))
      return call('keep', [collection, made])
    },
    nearest: (collection, vector, without, most) =>
      call<number[]>('nearest', [collection, vector, without, most], PATIENCE),
    async counts() {
      const counts = await call<VectorCounts>('counts', [])
      return existsSync(behindFile) ? { ...counts, isFilled: false } : counts
    },
    forget: () => call('forget', []),
    missed() {
      writeFileSync(behindFile, new Date().toISOString())
      filled = new Set()
    },
    close: () => thread.close(),
  }
}
