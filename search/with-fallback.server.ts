import {
  SearchUnavailableError,
  type Collection,
  type EngineState,
  type EngineTrouble,
  type SearchEngine,
  type SearchIndex,
} from './engine.ts'
import type { MeilisearchEngine } from './meilisearch/engine.server.ts'

/** After a failure nobody asks the server for so long; then one question that no reader waits for. Milliseconds. */
const AWAY = { first: 2_000, most: 60_000 }

interface Parts {
  readonly server: MeilisearchEngine
  readonly embedded: SearchEngine
  /** The server's address, without what is secret in it. */
  readonly address: string
  readonly log: (trouble: EngineTrouble | null) => void
}

/**
 * A server in front and the embedded engine behind it, which is kept in step: while the server is down, slow, refuses the
 * key, lost an index or is too old, readers are answered by the embedded one, the first after the server's patience and the
 * others at once. What the server misses meanwhile makes it "behind"; it is filled anew once it answers.
 */
export function withFallback({ server, embedded, address, log }: Parts): SearchEngine {
  let trouble: EngineTrouble | null = null
  let since = 0
  let pause = AWAY.first
  let timer: NodeJS.Timeout | null = null
  let isClosed = false

  const note = (found: EngineTrouble | null): void => {
    if (trouble?.kind !== found?.kind) {
      since = Date.now()
      log(found)
    }
    trouble = found
  }
  /** Asks the server in the background until it is well. */
  const watch = (): void => {
    if (timer || isClosed) return
    timer = setTimeout(() => {
      timer = null
      void server.trouble().then((found) => {
        // What is behind answers, and is filled by a job.
        const isWell = found === null || found.kind === 'behind'
        note(found)
        pause = isWell ? AWAY.first : Math.min(AWAY.most, pause * 2)
        if (!isWell) watch()
      })
    }, pause)
    timer.unref()
  }
  const isAway = (): boolean => trouble !== null && trouble.kind !== 'behind'
  const fail = (error: unknown): void => {
    note(server.troubleOf(error))
    watch()
  }

  const read = async <T>(ofServer: () => Promise<T>, ofEmbedded: () => Promise<T>): Promise<T> => {
    if (isAway()) return ofEmbedded()
    try {
      return await ofServer()
    } catch (error) {
      if (!(error instanceof SearchUnavailableError)) throw error
      fail(error)
      return ofEmbedded()
    }
  }
  /** Writes to both. What the server can't be told now it gets by the rebuild that follows. */
  const write = async (ofServer: () => Promise<void>, ofEmbedded: () => Promise<void>): Promise<void> => {
    await ofEmbedded()
    if (isAway()) return server.missed()
    try {
      await ofServer()
    } catch (error) {
      if (!(error instanceof SearchUnavailableError)) throw error
      server.missed()
      const found = server.troubleOf(error)
      // A task that it took and could not do is the job's failure, which the desk shows.
      if (found.kind === 'task') throw error
      fail(error)
    }
  }

  const indexOf = (collection: Collection): SearchIndex => {
    const [front, behind] = [server[collection], embedded[collection]]
    return {
      index: (documents) =>
        write(
          () => front.index(documents),
          () => behind.index(documents),
        ),
      remove: (ids) =>
        write(
          () => front.remove(ids),
          () => behind.remove(ids),
        ),
      search: (query) =>
        read(
          () => front.search(query),
          () => behind.search(query),
        ),
      suggest: (text, without, limit) =>
        read(
          () => front.suggest(text, without, limit),
          () => behind.suggest(text, without, limit),
        ),
      similar: (title, text, without, limit) =>
        read(
          () => front.similar(title, text, without, limit),
          () => behind.similar(title, text, without, limit),
        ),
      // Words are counted where the words are, whatever the server does.
      rarities: (words) => behind.rarities(words),
      async beginRebuild() {
        const runs = [await behind.beginRebuild()]
        try {
          runs.push(await front.beginRebuild())
        } catch (error) {
          if (!(error instanceof SearchUnavailableError)) throw error
          server.missed()
          fail(error)
        }
        const own = runs[0]
        let other = runs[1]
        const orWithout = async (part: () => Promise<unknown>): Promise<void> => {
          if (!other) return
          try {
            await part()
          } catch (error) {
            if (!(error instanceof SearchUnavailableError)) throw error
            other = undefined
            server.missed()
            fail(error)
          }
        }
        return {
          async index(documents) {
            await own?.index(documents)
            await orWithout(async () => other?.index(documents))
          },
          async finish() {
            const removed = (await own?.finish()) ?? 0
            await orWithout(async () => other?.finish())
            if (other) note(await server.trouble())
            return removed
          },
        }
      },
      count: () => behind.count(),
      health: () => behind.health(),
    }
  }

  // At the start nobody has waited for it yet.
  pause = 0
  watch()
  pause = AWAY.first
  return {
    threads: indexOf('threads'),
    articles: indexOf('articles'),
    async setSynonyms(synonyms) {
      await write(
        () => server.setSynonyms(synonyms),
        () => embedded.setSynonyms(synonyms),
      )
    },
    ping: () => embedded.ping(),
    // The embedded one is mended through this engine; the server's indexes by themselves.
    apart: [server],
    state: async (): Promise<EngineState> => {
      const found = await server.trouble()
      note(found)
      if (found && found.kind !== 'behind') watch()
      return { name: 'meilisearch', address, trouble: found, since: found === null ? null : since }
    },
    async close() {
      isClosed = true
      if (timer) clearTimeout(timer)
      await Promise.all([server.close(), embedded.close()])
    },
  }
}
