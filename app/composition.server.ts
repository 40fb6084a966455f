import { join } from 'node:path'
import { systemClock, type Clock } from '#app/kernel/clock.ts'
import { openDatabase } from '#db/client.server.ts'
import { refreshStatistics } from '#db/statistics.server.ts'
import { openSearch } from '#search/open.server.ts'
import type { SearchEngine } from '#search/engine.ts'
import { openSessions, type Sessions } from '#app/features/accounts/sessions.server.ts'
import { eraseMember } from '#app/features/accounts/jobs/erase-member.server.ts'
import { indexArticle } from '#app/features/find/jobs/index-article.server.ts'
import { mendIndex } from '#app/features/find/jobs/mend-index.server.ts'
import { indexThread } from '#app/features/find/jobs/index-thread.server.ts'
import { forgetAuthor } from '#app/features/forum/jobs/forget-author.server.ts'
import { askOutcomes } from '#app/features/forum/jobs/ask-outcomes.server.ts'
import {
  checkRequestsOf,
  removeAgedRequests,
  checkSources,
  checkSourcesIn,
} from '#app/features/knowledge/jobs/check-sources.server.ts'
import { forgetContributor } from '#app/features/knowledge/jobs/forget-contributor.server.ts'
import { remindReviews } from '#app/features/knowledge/jobs/remind-reviews.server.ts'
import { settleArticle } from '#app/features/knowledge/jobs/settle-article.server.ts'
import { smoothDraft } from '#app/features/knowledge/jobs/smooth-draft.server.ts'
import { mineNightly } from '#app/features/mining/commands/start-mining.server.ts'
import { countTopic } from '#app/features/mining/jobs/count-topic.server.ts'
import { mineTopics } from '#app/features/mining/jobs/mine-topics.server.ts'
import { gatherTopics, placeRequests } from '#app/features/mining/jobs/place-requests.server.ts'
import { coverTopic } from '#app/features/mining/jobs/cover-topic.server.ts'
import { tellOfArticle, tellReviewDue, tellVerdict } from '#app/features/notices/jobs/settle-article.server.ts'
import { stillHolds } from '#app/features/notices/jobs/settle-mail.server.ts'
import { mailDigest, startDigests } from '#app/features/notices/jobs/mail-digest.server.ts'
import { mailNotices } from '#app/features/notices/jobs/mail-notices.server.ts'
import {
  settleAcceptance,
  settleHelpful,
  settleOutcome,
  settlePost,
} from '#app/features/notices/jobs/settle-notices.server.ts'
import { tellOfFlags, tellOfWaiting } from '#app/features/notices/jobs/settle-waiting.server.ts'
import { openModel } from '#app/platform/ai.server.ts'
import { readFile, removeImported } from '#app/features/requests/jobs/read-file.server.ts'
import { forgetRequester, joinRequester } from '#app/features/requests/jobs/settle-requester.server.ts'
import { settleSearches } from '#app/features/requests/jobs/settle-searches.server.ts'
import { settleThread } from '#app/features/requests/jobs/settle-thread.server.ts'
import { sweepIntake } from '#app/features/requests/jobs/sweep-intake.server.ts'
import { openFolderBlobs } from '#app/platform/blobs/folder-blobs.server.ts'
import type { Services } from '#app/platform/context.server.ts'
import type { Env } from '#app/platform/env.server.ts'
import type { JobHandlers } from '#app/platform/jobs/catalogue.ts'
import { openWorker, type JobWorker } from '#app/platform/jobs/worker.server.ts'
import { openLog, type Logger } from '#app/platform/log.server.ts'
import type { Mailer } from '#app/platform/mail/mail.server.ts'
import { sendMail } from '#app/platform/mail/send-mail.server.ts'
import { openSmtpMailer } from '#app/platform/mail/smtp-mailer.server.ts'
import { openMarkdownRenderer } from '#app/platform/markdown-renderer.server.ts'
import { openReadTally, type ReadTally } from '#app/platform/reads.server.ts'
import { cachedSite, type SiteReader } from '#app/platform/site.server.ts'
import { forgetOldRequests } from '#app/features/requests/jobs/forget-old.server.ts'
import { sweepOld } from '#app/features/settings/jobs/sweep-old.server.ts'
import { sweepStore } from '#app/features/accounts/jobs/sweep-store.server.ts'
import { openThread } from '#app/platform/threads.server.ts'

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
  const search = openSearch({ dataDir: env.dataDir, openThread })
  const markdown = openMarkdownRenderer()
  const blobs = openFolderBlobs(join(env.dataDir, 'files'))
  const services: Services = { db, clock, log, env, markdown, blobs }
  const smtp = env.smtpUrl ? openSmtpMailer(env.smtpUrl, env.mailFrom) : null
  const mailer = instead.mailer === undefined ? smtp : instead.mailer
  const site = cachedSite(db, clock)
  const reads = openReadTally(db, clock, log)
  const model = env.aiBaseUrl === null ? null : openModel(env.aiBaseUrl)

  const handlers: JobHandlers = {
    'search.index': ({ thread }) => indexThread(services, search, thread),
    'search.mend': (_, signal) => mendIndex(services, search, signal),
    'search.article': ({ article }) => indexArticle(services, search, article),
    'article.settle': ({ article }) => settleArticle(services, article),
    'article.verdict': async ({ article, revision }) => tellVerdict(services, await site(), article, revision),
    'article.smooth': ({ article, revision }) => smoothDraft(services, model, article, revision),
    'article.sources': ({ thread }) => checkSources(services, thread),
    'article.category': ({ category }) => checkSourcesIn(services, category),
    'article.requests': ({ article }) => checkRequestsOf(services, article),
    'article.aged': ({ article }) => removeAgedRequests(services, article),
    'articles.remind': () => remindReviews(services),
    'notices.review-due': async ({ article }) => tellReviewDue(services, await site(), article),
    'notices.article': async ({ article }) => tellOfArticle(services, await site(), article),
    'notices.waiting': async ({ article }) => tellOfWaiting(services, await site(), article),
    'notices.flags': ({ post }) => tellOfFlags(services, post),
    'topics.mine': ({ run }, signal) => mineTopics(services, run, signal),
    'topics.nightly': () => mineNightly(services),
    'topics.place': (_, signal) => placeRequests(services, signal),
    'topics.gather': (_, signal) => gatherTopics(services, signal),
    'topics.count': ({ topic }, signal) => countTopic(services, topic, signal),
    'topics.cover': ({ topic }, signal) => coverTopic(services, search, topic, signal),
    'requests.import': (payload, signal) => readFile(services, payload.import, signal),
    'requests.undo': (payload, signal) => removeImported(services, payload.import, signal),
    'requests.thread': ({ thread }) => settleThread(services, thread),
    'requests.searches': () => settleSearches(services),
    'requests.join': ({ member }) => joinRequester(services, member),
    'requests.sweep': () => sweepIntake(services),
    'notices.settle': ({ post }) => settlePost(services, post),
    'notices.acceptance': ({ thread }) => settleAcceptance(services, thread),
    'notices.helpful': ({ post }) => settleHelpful(services, post),
    'thread.outcome': ({ thread }) => settleOutcome(services, thread),
    'notices.mail': async ({ member, thread }) => mailNotices(services, await site(), member, thread),
    'notices.digest': async ({ member }) => mailDigest(services, await site(), member),
    'notices.digests': async () => startDigests(services, await site()),
    'outcomes.ask': async (_, signal) => askOutcomes(services, await site(), signal),
    'mail.send': ({ mail }) => sendMail(services, mailer, (queued) => stillHolds(services, queued), mail),
    'member.erase': async ({ member }) => {
      await forgetAuthor(services, member)
      await forgetRequester(services, member)
      await forgetContributor(services, member)
      await eraseMember(services, member)
    },
    'store.sweep': () => sweepStore(services),
    'store.statistics': (_, signal) => refreshStatistics(db, signal),
    'retention.sweep': async (_, signal) => {
      await forgetOldRequests(services, signal)
      await sweepOld(services, signal)
    },
  }
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
