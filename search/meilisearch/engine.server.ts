import { existsSync, rmSync, writeFileSync } from 'node:fs'
import {
  Meilisearch,
  MeilisearchApiError,
  MeilisearchRequestError,
  MeilisearchRequestTimeOutError,
  MeilisearchTaskTimeOutError,
  type EnqueuedTask,
} from 'meilisearch'
import {
  COLLECTIONS,
  SearchUnavailableError,
  type Collection,
  type EngineTrouble,
  type SearchEngine,
  type SearchIndex,
  type Synonyms,
} from '../engine.ts'
import { MeilisearchIndex, type Server } from './index.server.ts'
import { LEAST_SERVER, liveIndex } from './settings.ts'

/** A reader waits so long for the server, and then reads from the embedded index. Milliseconds. */
const PATIENCE = 1500
const WRITE_PATIENCE = 30_000
/** A task may wait behind a large rebuild. */
const TASK_PATIENCE = 600_000
const TASK_INTERVAL = 50

export interface MeilisearchSettings {
  readonly url: string
  readonly key: string | null
  /** A file that says that the server missed something; it outlives the process. */
  readonly behindFile: string
  /** How rare words are, by somebody who knows. */
  readonly rarities?: (collection: Collection, words: readonly string[]) => Promise<readonly number[]>
}

/** The engine and what only a server has. */
export interface MeilisearchEngine extends SearchEngine {
  /** What is wrong with the server now; null = it answers and knows what is asked of it. */
  trouble(): Promise<EngineTrouble | null>
  /** The server missed a change: a rebuild is due. */
  missed(): void
  /** What an error of this engine means. Nothing of the key is in it. */
  troubleOf(error: unknown): EngineTrouble
}

/** A task that the server took and could not do. */
export class MeilisearchTaskError extends Error {
  constructor(message: string) {
    super(`Meilisearch could not do what it was told: ${message}`)
    this.name = 'MeilisearchTaskError'
  }
}

/** A Meilisearch server, by its official client. Every method throws `SearchUnavailableError` where the server does not do its part. */
export function openMeilisearch({ url, key, behindFile, rarities }: MeilisearchSettings): MeilisearchEngine {
  const config = { host: url, ...(key === null ? {} : { apiKey: key }) }
  const patient = new Meilisearch({
    ...config,
    timeout: WRITE_PATIENCE,
    defaultWaitOptions: { timeout: TASK_PATIENCE, interval: TASK_INTERVAL },
  })
  const quick = new Meilisearch({ ...config, timeout: PATIENCE })
  let lists: readonly Synonyms[] | null = null
  let rebuilt = new Set<Collection>()

  const settle = async (sent: PromiseLike<EnqueuedTask>): Promise<void> => {
    const { taskUid } = await sent
    const task = await patient.tasks.waitForTask(taskUid)
    if (task.status !== 'succeeded') throw new MeilisearchTaskError(task.error?.message ?? task.status)
  }
  const server: Server = {
    quick,
    patient,
    settle,
    rarities: rarities ?? null,
    synonyms: () => lists,
    isBehind: () => existsSync(behindFile),
  }
  const asked = async <T>(ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask()
    } catch (error) {
      throw new SearchUnavailableError(error)
    }
  }

  const indexOf = (collection: Collection): SearchIndex & Pick<MeilisearchIndex, 'setSynonyms'> => {
    const index = new MeilisearchIndex(server, collection)
    return {
      index: (documents) => asked(() => index.index(documents)),
      remove: (ids) => asked(() => index.remove(ids)),
      search: (query) => asked(() => index.search(query)),
      suggest: (text, without, limit) => asked(() => index.suggest(text, without, limit)),
      similar: (title, text, without, limit) => asked(() => index.similar(title, text, without, limit)),
      rarities: (words) => asked(() => index.rarities(words)),
      async beginRebuild() {
        const run = await asked(() => index.beginRebuild())
        return {
          index: (documents) => asked(() => run.index(documents)),
          async finish() {
            const removed = await asked(() => run.finish())
            rebuilt.add(collection)
            // Once both are whole nothing is missing.
            if (COLLECTIONS.every((one) => rebuilt.has(one))) {
              rmSync(behindFile, { force: true })
              rebuilt = new Set()
            }
            return removed
          },
        }
      },
      count: () => asked(() => index.count()),
      health: () => asked(() => index.health()),
      setSynonyms: (synonyms) => asked(() => index.setSynonyms(synonyms)),
    }
  }
  const indexes = { threads: indexOf('threads'), articles: indexOf('articles') }

  return {
    ...indexes,
    async setSynonyms(synonyms) {
      lists = synonyms
      for (const collection of COLLECTIONS) await indexes[collection].setSynonyms(synonyms)
    },
    async ping() {
      await asked(() => quick.health())
    },
    async trouble() {
      try {
        const { pkgVersion } = await quick.getVersion()
        if (isOlder(pkgVersion, LEAST_SERVER)) return { kind: 'old', detail: pkgVersion }
        for (const collection of COLLECTIONS) await quick.getRawIndex(liveIndex(collection))
        return server.isBehind() ? { kind: 'behind', detail: '' } : null
      } catch (error) {
        return troubleOf(error)
      }
    },
    troubleOf,
    missed() {
      writeFileSync(behindFile, new Date().toISOString())
      rebuilt = new Set()
    },
    close: async () => undefined,
  }
}

/** What an error of the client means for whoever runs the place. Nothing of the key is in it. */
function troubleOf(error: unknown): EngineTrouble {
  const cause = error instanceof SearchUnavailableError ? error.cause : error
  const within = cause instanceof MeilisearchRequestError ? cause.cause : null
  if (
    [cause, within].some((one) => one instanceof MeilisearchRequestTimeOutError) ||
    cause instanceof MeilisearchTaskTimeOutError
  )
    return { kind: 'slow', detail: '' }
  if (cause instanceof MeilisearchApiError) {
    const { status } = cause.response
    if (status === 401 || status === 403) return { kind: 'key', detail: '' }
    if (cause.cause?.code === 'index_not_found') return { kind: 'empty', detail: '' }
    return { kind: 'refused', detail: cause.message.slice(0, 300) }
  }
  if (cause instanceof MeilisearchTaskError) return { kind: 'task', detail: cause.message.slice(0, 300) }
  if (cause instanceof MeilisearchRequestError) return { kind: 'down', detail: '' }
  return { kind: 'refused', detail: cause instanceof Error ? cause.message.slice(0, 300) : '' }
}

/** Whether one version stands before another, by their first two numbers. */
function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor = 0, leastMinor = 0] = than.split('.').map(Number)
  return major < leastMajor || (major === leastMajor && minor < leastMinor)
}
