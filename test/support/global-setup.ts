import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '#db/client.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { buildThreads } from './built-threads.ts'
import { startCluster, type Cluster } from './cluster.ts'

/** Where test files find their databases. */
export interface Stores {
  /** A folder for temporary files, removed after the run. */
  readonly folder: string
  /** A migrated SQLite file to copy. */
  readonly sqliteTemplate: string
  /** `POST` here makes a migrated PostgreSQL database and answers its address; `DELETE /name` drops it. */
  readonly postgres: string
  /** The address of the folder in which worker threads lie built, as soon as they are. */
  readonly threads: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    stores: Stores
  }
}

/**
 * Runs once before all tests. PostgreSQL takes seconds to start, so it starts when the first test asks
 * for it: a run of pure rules never waits.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'askwell-test-'))
  await chmod(folder, 0o711) // PostgreSQL runs as a user of its own when tests run as root
  const sqliteTemplate = join(folder, 'template.db')
  const template = openDatabase(sqliteTemplate)
  await migrate(template)
  await template.destroy()

  let cluster: Promise<Cluster> | null = null
  const server = createServer((request, response) => {
    const answer = async (): Promise<string> => {
      const running = await (cluster ??= startCluster(join(folder, 'postgres')))
      if (request.method === 'POST') return running.create()
      await running.drop((request.url ?? '').slice(1))
      return ''
    }
    answer().then(
      (text) => response.end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe

  // Nobody waits for it: until it is there, threads start from their sources.
  const threads = join(folder, 'threads')
  let building = startBuilding(threads)
  project.onTestsRerun(async () => {
    await building
    await rm(threads, { recursive: true, force: true })
    building = startBuilding(threads)
  })

  project.provide('stores', {
    folder,
    sqliteTemplate,
    postgres: `http://127.0.0.1:${port}/`,
    threads: `${pathToFileURL(threads).href}/`,
  })
  return async () => {
    const problem = await building
    server.close()
    server.closeAllConnections()
    await (await cluster)?.stop()
    await rm(folder, { recursive: true, force: true })
    if (problem !== null) throw new Error('The worker threads could not be built.', { cause: problem })
  }
}

/** Gives what went wrong, null when nothing did, so that nobody has to listen before the end. */
function startBuilding(threads: string): Promise<unknown> {
  return buildThreads(threads).then(
    () => null,
    (error: unknown) => error,
  )
}
