import { join } from 'node:path'
import { inject } from 'vitest'
import { GUEST, type Viewer } from '#app/kernel/roles.ts'
import type { Locale } from '#app/locale/locales.ts'
import type { Context, Services } from '#app/platform/context.server.ts'
import { parseEnv } from '#app/platform/env.server.ts'
import { openMarkdownRenderer, type MarkdownRenderer } from '#app/platform/markdown-renderer.server.ts'
import type { TestDatabase } from './databases.ts'
import { someBlobs, type MemoryBlobs } from './fakes/blobs.ts'
import { aClock, type MovableClock } from './fakes/clock.ts'
import { aLog } from './fakes/log.ts'

/** The process's parts as a test has them: a real database, and fakes for the outside. */
export interface TestServices extends Services {
  readonly clock: MovableClock
  readonly blobs: MemoryBlobs
  /** Spread into a context: tests read English. */
  readonly locale: Locale
  /** The same parts, as this viewer sees them. */
  as(viewer: Viewer): Context
}

let renderer: MarkdownRenderer | null = null

/** Parts around a database; `settings` are environment variables. */
export function someServices(
  database: Pick<TestDatabase, 'db'>,
  settings: Readonly<Record<string, string>> = {},
): TestServices {
  const dataDir = join(inject('stores').folder, 'data')
  const services: Services & Pick<TestServices, 'clock' | 'blobs'> = {
    db: database.db,
    clock: aClock(),
    log: aLog(),
    env: parseEnv({ BASE_URL: 'https://help.example.test', DATA_DIR: dataDir, ...settings }),
    markdown: (renderer ??= openMarkdownRenderer()),
    blobs: someBlobs(),
  }
  return { ...services, locale: 'en', as: (viewer = GUEST) => ({ ...services, viewer, locale: 'en' }) }
}
