import { SOURCE_LOCALE, type Locale } from '#app/locale/locales.ts'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { compose, type App } from '#app/composition.server.ts'
import { parseEnv } from '#app/platform/env.server.ts'
import type { TestDatabase } from './databases.ts'
import { aClock, type MovableClock } from './fakes/clock.ts'
import { aLog } from './fakes/log.ts'
import { aMailer, type CatchingMailer } from './fakes/mailer.ts'

/** The whole product as it runs, but for the outside: its own search index and files in a temporary folder. */
export interface World extends App {
  readonly clock: MovableClock
  readonly mailer: CatchingMailer
  /** Spread into a context: tests read English. */
  readonly locale: Locale
}

/** Puts the product together on a test's database; `close` it afterwards. */
export async function aWorld(
  database: Pick<TestDatabase, 'url'>,
  settings: Readonly<Record<string, string>> = {},
): Promise<World> {
  const dataDir = await mkdtemp(join(inject('stores').folder, 'world-'))
  const env = parseEnv({
    BASE_URL: 'https://help.example.test',
    DATA_DIR: dataDir,
    ...settings,
  })
  const clock = aClock()
  const mailer = aMailer()
  const app = compose({ ...env, databaseUrl: database.url }, { clock, mailer, log: aLog() })
  return { ...app, clock, mailer, locale: SOURCE_LOCALE }
}
