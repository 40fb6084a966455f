import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { createMember } from '#app/features/accounts/commands/create-member.server.ts'
import { openSessions } from '#app/features/accounts/sessions.server.ts'
import { systemClock } from '#app/kernel/clock.ts'
import type { Role } from '#app/kernel/roles.ts'
import { openDatabase, type Database } from '#db/client.server.ts'
import { migrate } from '#db/migrate.server.ts'
import { communityLines } from './community.ts'
import { makeDatabase, type DatabaseName } from './databases.ts'
import { anSmtpServer, type Delivery, type TestSmtpServer } from './fakes/smtp.ts'

const BUILT = fileURLToPath(new URL('../../build/server/askwell.js', import.meta.url))

export const PASSWORD = 'a quiet afternoon'

/** Whoever can sign in from the start, with `PASSWORD` and `<handle>@example.test`. */
const PEOPLE: readonly (readonly [handle: string, name: string, role: Role])[] = [
  ['carla', 'Carla Ruiz', 'customer'],
  ['cyril', 'Cyril Noé', 'customer'],
  ['agnes', 'Agnes Holm', 'agent'],
  ['mona', 'Mona Lind', 'moderator'],
  ['ada', 'Ada Stern', 'admin'],
]

/** The built product as its own process, with a small community in it. */
export interface Product {
  readonly url: string
  readonly dataDir: string
  /** Its database, seen from beside it. */
  readonly db: Database
  readonly smtp: TestSmtpServer
  /** Lines of its log at level error, and what it wrote to standard error. */
  readonly troubles: readonly string[]
  start(): Promise<void>
  /** Runs one of its commands beside it, such as an import, and gives what it printed. */
  command(...words: readonly string[]): Promise<string>
  /** Sends a signal to its whole process group, and gives its exit code (null when it was killed). */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
  /** A session of a member, without the form. */
  cookieOf(handle: string): Promise<{ name: string; value: string; url: string }>
  /** The same as the header of a request. */
  headerOf(handle: string): Promise<string>
  /** Waits for a mail to an address that says `words`; what is gathered before it is mailed is due at once. */
  mailTo(address: string, words?: string | RegExp): Promise<Delivery>
  /** As if the minute were over in which what happens is gathered into one mail. */
  gathered(): Promise<void>
  /** As if the time of every limit were over. */
  forgetLimits(): Promise<void>
  /** Waits until no job is due. */
  settled(): Promise<void>
  close(): Promise<void>
}

export interface ProductOptions {
  readonly database?: DatabaseName
  /** A migrated PostgreSQL database of the test's own, instead of one of the run's server. */
  readonly databaseUrl?: string
  /** Where its files lie, instead of a temporary folder. */
  readonly dataDir?: string
  readonly settings?: Readonly<Record<string, string>>
}

/** Starts the product with its community; `close` it afterwards. */
export async function aProduct({
  database = 'SQLite',
  databaseUrl,
  dataDir,
  settings = {},
}: ProductOptions = {}): Promise<Product> {
  const folder = dataDir ?? (await mkdtemp(join(inject('stores').folder, 'product-')))
  await mkdir(folder, { recursive: true })
  const made = await madeDatabase(database, databaseUrl)
  const db = made?.db ?? openDatabase(join(folder, 'askwell.db'))
  const smtp = await anSmtpServer()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    PORT: String(port),
    DATA_DIR: folder,
    SMTP_URL: smtp.url,
    MAIL_FROM: 'Askwell <help@example.test>',
    LOG_LEVEL: 'error',
    ...(made ? { DATABASE_URL: made.url } : {}),
    ...settings,
  }
  await migrate(db)
  for (const [handle, name, role] of PEOPLE) {
    const email = `${handle}@example.test`
    await createMember({ db, clock: systemClock }, { email, name, handle, role, password: PASSWORD })
  }
  const file = join(folder, 'community.jsonl')
  await writeFile(file, communityLines(Date.now()))
  await promisify(execFile)('node', [BUILT, 'import', 'forum', file], { env })

  const sessions = openSessions(db, false)
  const troubles: string[] = []
  let child: ChildProcess | null = null
  const cookieOf = async (handle: string) => {
    const { id } = await db.selectFrom('members').select('id').where('handle', '=', handle).executeTakeFirstOrThrow()
    const [pair = ''] = (await sessions.start(id, 'test', null)).split(';')
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url }
  }
  const product: Product = {
    url,
    dataDir: folder,
    db,
    smtp,
    troubles,
    async command(...words) {
      const { stdout } = await promisify(execFile)('node', [BUILT, ...words], { env })
      return stdout
    },
    async start() {
      child = spawn('node', [BUILT, 'serve'], { env, detached: true })
      killAtExit(child)
      const words: string[] = []
      const note = (piece: Buffer): void => {
        for (const line of piece.toString('utf8').split('\n')) {
          if (line.trim() !== '') words.push(line)
          if (/"level":(50|60|"error"|"fatal")/.test(line)) troubles.push(line)
        }
      }
      child.stdout?.on('data', note)
      child.stderr?.on('data', (piece: Buffer) => {
        note(piece)
        const text = piece.toString('utf8').trim()
        if (/error|unhandled|reject/i.test(text)) troubles.push(text)
      })
      await until('the product to be ready', async () => {
        if (child?.exitCode != null) throw new Error(`It ended at once:\n${words.join('\n')}`)
        return fetch(`${url}/readyz`).then(
          (answer) => answer.ok,
          () => false,
        )
      })
    },
    end(signal) {
      const running = child
      child = null
      if (running?.pid === undefined || running.exitCode !== null) return Promise.resolve(null)
      const { pid } = running
      return new Promise((resolve) => {
        running.once('exit', (code) => resolve(code))
        process.kill(-pid, signal)
      })
    },
    cookieOf,
    async headerOf(handle) {
      const { name, value } = await cookieOf(handle)
      return `${name}=${value}`
    },
    async mailTo(address, words = '') {
      const fits = ({ to, mail }: Delivery): boolean => {
        const text = `${mail.subject ?? ''}\n${mail.text ?? ''}`
        return to.includes(address) && (words instanceof RegExp ? words.test(text) : text.includes(words))
      }
      return until(`a mail to ${address}`, async () => {
        const found = smtp.delivered.findLast(fits)
        if (!found) await product.gathered()
        return found
      })
    },
    async gathered() {
      await db
        .updateTable('jobs')
        .set({ due_at: Date.now() })
        .where('name', 'in', ['notices.mail', 'notices.recognised-mail'])
        .where('due_at', '>', Date.now())
        .where('leased_until', 'is', null)
        .execute()
    },
    async forgetLimits() {
      await db.deleteFrom('rate_windows').execute()
    },
    async settled() {
      await until('the jobs to be done', async () => {
        const due = await db
          .selectFrom('jobs')
          .select('id')
          .where('parked_at', 'is', null)
          .where('due_at', '<=', Date.now())
          .execute()
        return due.length === 0
      })
    },
    async close() {
      await product.end('SIGTERM')
      await smtp.stop()
      if (made) await made.remove()
      else await db.destroy()
      if (dataDir === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
  await product.start()
  return product
}

/** The PostgreSQL database that a product is given; null where it makes a SQLite file itself. */
async function madeDatabase(database: DatabaseName, url: string | undefined) {
  if (url === undefined) return database === 'PostgreSQL' ? makeDatabase('PostgreSQL') : null
  const db = openDatabase(url)
  return { url, db, remove: () => db.destroy() }
}

/** Asks again until there is something, for at most half a minute. */
export async function until<T>(
  what: string,
  look: () => Promise<T | false | null | undefined> | T | false | null | undefined,
): Promise<T> {
  const end = performance.now() + 30_000
  while (performance.now() < end) {
    const found = await look()
    if (found !== false && found !== null && found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`Waited in vain for ${what}.`)
}

/** A run that is broken off leaves no server behind. */
function killAtExit(child: ChildProcess): void {
  const kill = (): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGKILL')
  }
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
  await new Promise((resolve) => server.close(resolve))
  return port
}
