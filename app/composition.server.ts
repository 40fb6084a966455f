import { join } from 'node:path'
import { systemClock, type Clock } from '#app/kernel/clock.ts'
import { openDatabase } from '#db/client.server.ts'
import { openSearch } from '#search/open.server.ts'
import type { SearchEngine } from '#search/engine.ts'
import { openSessions, type Sessions } from '#app/features/accounts/sessions.server.ts'
import { openModel } from '#app/platform/ai.server.ts'
import { redactionPatterns } from '#app/features/requests/queries/patterns.server.ts'
import { withoutPersonalData } from '#app/platform/personal-data/redact.ts'
import { openFolderBlobs } from '#app/platform/blobs/folder-blobs.server.ts'
import type { Services } from '#app/platform/context.server.ts'
import type { Env } from '#app/platform/env.server.ts'
import { LOCALES } from '#app/locale/locales.ts'
import { learnMadeUp } from '#app/locale/translations.server.ts'
import { openWorker, type JobWorker } from '#app/platform/jobs/worker.server.ts'
import { openLog, type Logger } from '#app/platform/log.server.ts'
import type { Mailer } from '#app/platform/mail/mail.server.ts'
import { openSmtpMailer } from '#app/platform/mail/smtp-mailer.server.ts'
import { openMarkdownRenderer } from '#app/platform/markdown-renderer.server.ts'
import { openReadTally, type ReadTally } from '#app/platform/reads.server.ts'
import { cachedSite, type SiteReader } from '#app/platform/site.server.ts'
import { openThread } from '#app/platform/threads.server.ts'
import { jobHandlers } from './job-handlers.server.ts'

/** The running product: its parts, and how to end them. */
export interface App extends Services {
  readonly search: SearchEngine
  readonly sessions: Sessions
  readonly mailer: Mailer | null
  readonly site: SiteReader
  /** Counts what is read. */
  readonly reads: ReadTally
  readonly worker: JobWorker
  close(): Promise<void>
}

interface Instead {
  readonly clock?: Clock
  readonly log?: Logger
  readonly mailer?: Mailer | null
}

/** Puts the product together from its settings. `instead`: what a test hands in for the outside. */
export function compose(env: Env, instead: Instead = {}): App {
  const clock = instead.clock ?? systemClock
  const log = instead.log ?? openLog(env.logLevel)
  const db = openDatabase(env.databaseUrl)
  if (env.languages.some((locale) => LOCALES[locale].isMadeUp)) learnMadeUp()
  const search = openSearch({
    dataDir: env.dataDir,
    openThread,
    meili: env.meiliUrl === null ? null : { url: env.meiliUrl, key: env.meiliKey },
    log: (trouble) =>
      trouble === null
        ? log.info('the search server answers')
        : log.warn(trouble, 'the search server does not do its part: pages are answered from the embedded index'),
    meaning:
      env.aiBaseUrl === null || env.aiEmbeddingModel === null
        ? null
        : {
            baseUrl: env.aiBaseUrl,
            key: env.aiKey,
            model: env.aiEmbeddingModel,
            outward: async (text) => withoutPersonalData(text, { patterns: await redactionPatterns(db) }),
            log: (trouble) =>
              trouble === null
                ? log.info('the embeddings service answers')
                : log.warn({ trouble }, 'nothing is found by its meaning now: searches are answered by their words'),
          },
  })
  const markdown = openMarkdownRenderer()
  const blobs = openFolderBlobs(join(env.dataDir, 'files'))
  const services: Services = { db, clock, log, env, markdown, blobs }
  const smtp = env.smtpUrl ? openSmtpMailer(env.smtpUrl, env.mailFrom) : null
  const mailer = instead.mailer === undefined ? smtp : instead.mailer
  const site = cachedSite(db, clock)
  const reads = openReadTally(db, clock, log)
  const model =
    env.aiBaseUrl === null
      ? null
      : openModel({ url: env.aiBaseUrl, key: env.aiKey, embeddingModel: env.aiEmbeddingModel })

  const handlers = jobHandlers({ services, search, mailer, model, site })
  const worker = openWorker({ db, clock, log, handlers })

  return {
    ...services,
    search,
    mailer,
    sessions: openSessions(db, env.baseUrl.startsWith('https:')),
    site,
    reads,
    worker,
    async close() {
      await worker.stop()
      await reads.close()
      await Promise.all([markdown.close(), search.close()])
      smtp?.close()
      await db.destroy()
    },
  }
}
