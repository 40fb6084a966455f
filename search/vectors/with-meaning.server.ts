import { LRUCache } from 'lru-cache'
import {
  COLLECTIONS,
  SearchUnavailableError,
  type Collection,
  type Meaning,
  type MeaningTrouble,
  type RebuildRun,
  type SearchDocument,
  type SearchEngine,
  type SearchIndex,
  type SearchQuery,
} from '../engine.ts'
import { EmbedderError, type Embedder } from './embedder.server.ts'
import { meaningOf, NOT_LOADED, type Vectors } from './vectors.server.ts'

/** A reader waits so long for what a query means; then words alone answer. The vector is kept for the next all the same. Milliseconds. */
const PATIENCE = 400
const LATE = 10_000
/** A batch of documents may take a small machine so long. Milliseconds. */
const BATCH_PATIENCE = 60_000
/** After a failure nobody asks the service for so long, each time twice as long. Milliseconds. */
const AWAY = { first: 2_000, most: 60_000 }
/** Queries whose vectors are kept, some kilobytes each. */
const KEPT = 500
/** Queries that are asked for at once; further ones are answered by their words. */
const AT_ONCE = 4
/** Letters of a query that are sent. */
const MOST_LETTERS = 500
/** Documents that are near in meaning take part so far. */
const NEAR = 50

interface Parts {
  readonly engine: SearchEngine
  readonly vectors: Vectors
  readonly embedder: Embedder
  /** A query as it may leave the machine: without what is personal. */
  readonly outward: (text: string) => Promise<string>
  readonly log: (trouble: MeaningTrouble | null) => void
}

/**
 * Finds documents by what they mean beside an engine that finds them by their words. Nobody waits long for it: where the service
 * or the vectors don't answer in time, words alone do, and the state says so.
 */
export function withMeaning({ engine, vectors, embedder, outward, log }: Parts): SearchEngine {
  const known = new LRUCache<string, readonly number[]>({ max: KEPT })
  const asked = new Map<string, Promise<readonly number[] | null>>()
  let service: MeaningTrouble | null = null
  let store: MeaningTrouble | null = null
  let since: number | null = null
  let notBefore = 0
  let pause = AWAY.first

  const noted = (change: () => void): void => {
    const before = store ?? service
    change()
    const now = store ?? service
    if (before === now) return
    since = now === null ? null : Date.now()
    log(now)
  }
  const failed = (kind: MeaningTrouble, retryAfter: number | null): void => {
    notBefore = Date.now() + (retryAfter ?? pause)
    pause = Math.min(AWAY.most, pause * 2)
    noted(() => (service = kind))
  }
  const answered = (): void => {
    notBefore = 0
    pause = AWAY.first
    noted(() => (service = null))
  }
  /** Asks the service, and notes how it did. That it is too slow for readers a job does not find out. */
  const embed = async (texts: readonly string[], patience: number): Promise<readonly (readonly number[])[]> => {
    const start = performance.now()
    try {
      const made = await embedder.embed(texts, patience)
      if (patience !== LATE) {
        if (service !== 'slow') answered()
      } else if (performance.now() - start > PATIENCE) failed('slow', null)
      else answered()
      return made
    } catch (error) {
      if (error instanceof EmbedderError) failed(error.kind, error.retryAfter)
      throw error
    }
  }

  const askFor = async (text: string): Promise<readonly number[] | null> => {
    try {
      const [vector] = await embed([text], LATE)
      if (vector) known.set(text, vector)
      return vector ?? null
    } catch (error) {
      if (error instanceof EmbedderError) return null
      throw error
    } finally {
      asked.delete(text)
    }
  }
  /** What a query means, where it is known in time. While the service fails it is asked behind the reader's back. */
  const vectorOf = async (query: string): Promise<readonly number[] | null> => {
    const text = (await outward(query)).toLowerCase().replace(/\s+/gu, ' ').trim().slice(0, MOST_LETTERS)
    const kept = known.get(text)
    if (kept !== undefined || text === '') return kept ?? null
    const isWell = service === null
    let coming = asked.get(text)
    if (!coming) {
      if (asked.size >= AT_ONCE || Date.now() < notBefore) return null
      coming = askFor(text)
      asked.set(text, coming)
    }
    return isWell ? inTime(coming, PATIENCE, () => failed('slow', null)) : null
  }

  const nearTo = async (collection: Collection, query: SearchQuery): Promise<readonly number[]> => {
    if (query.exact === true || (query.order ?? 'relevance') !== 'relevance' || query.text.trim() === '') return []
    const vector = await vectorOf(query.text)
    if (vector === null) return []
    try {
      const near = await vectors.nearest(collection, vector, query.withoutCategories, NEAR)
      noted(() => (store = null))
      return near
    } catch (error) {
      noted(() => (store = storeTrouble(error)))
      return []
    }
  }

  /** Has vectors made; of a batch that is refused each text is asked for alone, so that one can't hold up the others. */
  const learn = async (collection: Collection, documents: readonly SearchDocument[]): Promise<void> => {
    if (documents.length === 0) return
    try {
      await vectors.keep(collection, documents, await embed(documents.map(meaningOf), BATCH_PATIENCE))
      noted(() => (store = null))
    } catch (error) {
      if (!(error instanceof EmbedderError)) throw error
      if (error.kind === 'dimensions') noted(() => (store = 'dimensions'))
      const isOfText = error.kind === 'refused' || error.kind === 'nonsense'
      if (!isOfText || documents.length === 1) throw error
      const refused: number[] = []
      for (const document of documents) {
        try {
          await learn(collection, [document])
        } catch (alone) {
          if (!(alone instanceof EmbedderError) || (alone.kind !== 'refused' && alone.kind !== 'nonsense')) throw alone
          refused.push(document.id)
        }
      }
      if (refused.length === documents.length) throw error
      await vectors.pass(collection, refused)
    }
  }

  /** What the vectors are not told now they get once they are noted anew: finding by words goes on. */
  const tell = async (telling: () => Promise<void>): Promise<void> => {
    try {
      await telling()
    } catch (error) {
      if (!(error instanceof SearchUnavailableError)) throw error
      vectors.missed()
      noted(() => (store = storeTrouble(error)))
    }
  }

  const meaning: Meaning = {
    isFilled: async () => (await vectors.counts()).isFilled,
    async beginRebuild(collection) {
      const generation = await vectors.beginRebuild()
      return {
        index: (documents) => vectors.note(collection, documents),
        async finish() {
          await vectors.finishRebuild(collection, generation)
          return 0
        },
      }
    },
    due: (collection, most) => vectors.due(collection, most),
    learn,
    pass: (collection, ids) => vectors.pass(collection, ids),
    forget: () => vectors.forget(),
    async ping() {
      await embed(['ping'], LATE)
    },
    async state() {
      const { model } = embedder
      try {
        const { made, due } = await vectors.counts()
        return { model, made, due, trouble: store ?? service, since }
      } catch (error) {
        noted(() => (store = storeTrouble(error)))
        return { model, made: 0, due: 0, trouble: store, since }
      }
    },
  }

  const indexOf = (collection: Collection): SearchIndex => {
    const inner = engine[collection]
    return {
      ...inner,
      async index(documents) {
        await inner.index(documents)
        await tell(() => vectors.note(collection, documents))
      },
      async remove(ids) {
        await inner.remove(ids)
        await tell(() => vectors.remove(collection, ids))
      },
      async search(query) {
        const near = await nearTo(collection, query)
        return inner.search(near.length === 0 ? query : { ...query, near })
      },
      async beginRebuild() {
        const run = await inner.beginRebuild()
        let noting: RebuildRun | null = null
        await tell(async () => {
          noting = await meaning.beginRebuild(collection)
        })
        return {
          async index(documents) {
            await run.index(documents)
            await tell(async () => noting?.index(documents))
          },
          async finish() {
            const removed = await run.finish()
            await tell(async () => void (await noting?.finish()))
            return removed
          },
        }
      },
    }
  }

  return {
    ...engine,
    ...(Object.fromEntries(COLLECTIONS.map((one) => [one, indexOf(one)])) as Record<Collection, SearchIndex>), // of all collections
    meaning,
    async close() {
      await Promise.all([engine.close(), vectors.close()])
    },
  }
}

function storeTrouble(error: unknown): MeaningTrouble {
  if (error instanceof EmbedderError) return error.kind
  const cause = error instanceof SearchUnavailableError ? error.cause : error
  return cause instanceof Error && cause.message.startsWith(NOT_LOADED) ? 'extension' : 'store'
}

/** An answer where it comes in time, else null; `late` is told. */
async function inTime<T>(coming: Promise<T>, patience: number, late: () => void): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      late()
      resolve(null)
    }, patience)
  })
  try {
    return await Promise.race([coming, over])
  } finally {
    clearTimeout(timer)
  }
}
