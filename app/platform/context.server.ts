import type { Clock } from '#app/kernel/clock.ts'
import type { Actor } from '#app/kernel/roles.ts'
import type { Locale } from '#app/locale/locales.ts'
import type { Database } from '#db/client.server.ts'
import type { Blobs } from './blobs/blobs.server.ts'
import type { Env } from './env.server.ts'
import type { Logger } from './log.server.ts'
import type { MarkdownRenderer } from './markdown-renderer.server.ts'

/** The process's parts that know no feature. */
export interface Services {
  readonly db: Database
  readonly clock: Clock
  readonly log: Logger
  readonly env: Env
  readonly markdown: MarkdownRenderer
  readonly blobs: Blobs
}

/** What a command or a query is handed: the parts, and who asks or acts. */
export interface Context extends Services {
  readonly viewer: Actor
  /** The language that is answered in. */
  readonly locale: Locale
}
