import type { Model } from '#app/platform/ai.server.ts'
import type { Services } from '#app/platform/context.server.ts'
import type { Mailer } from '#app/platform/mail/mail.server.ts'
import type { SiteReader } from '#app/platform/site.server.ts'
import type { SearchEngine } from '#search/engine.ts'
import { refreshStatistics } from '#db/statistics.server.ts'
import { eraseMember } from '#app/features/accounts/jobs/erase-member.server.ts'
import { forgetEarner } from '#app/features/badges/jobs/forget-earner.server.ts'
import { settleBadges } from '#app/features/badges/jobs/settle-badges.server.ts'
import { sweepBadges } from '#app/features/badges/jobs/sweep-badges.server.ts'
import { forgetPanellist } from '#app/features/panels/jobs/forget-panellist.server.ts'
import { forgetQuoted } from '#app/features/stories/jobs/forget-quoted.server.ts'
import { proposeSynonyms } from '#app/features/find/jobs/propose-synonyms.server.ts'
import { pushSynonyms } from '#app/features/find/jobs/push-synonyms.server.ts'
import { expireSessions, forgetOldSearches } from '#app/features/find/jobs/expire-sessions.server.ts'
import { keepTrail } from '#app/features/find/jobs/keep-trail.server.ts'
import { learnFromSearches } from '#app/features/find/jobs/learn-from-searches.server.ts'
import { forgetSearcher } from '#app/features/find/jobs/forget-searcher.server.ts'
import { indexArticle } from '#app/features/find/jobs/index-article.server.ts'
import { mendIndex } from '#app/features/find/jobs/mend-index.server.ts'
import { makeVectors } from '#app/features/find/jobs/make-vectors.server.ts'
import { indexThread } from '#app/features/find/jobs/index-thread.server.ts'
import { forgetAuthor } from '#app/features/forum/jobs/forget-author.server.ts'
import { renewPromises } from '#app/features/forum/jobs/renew-promises.server.ts'
import { closeOldThreads } from '#app/features/forum/jobs/close-old.server.ts'
import { readSecondTier } from '#app/features/escalations/queries/second-tier.server.ts'
import { mailSummary, startSummaries } from '#app/features/notices/jobs/mail-summary.server.ts'
import { askOutcomes } from '#app/features/forum/jobs/ask-outcomes.server.ts'
import {
  checkRequestsOf,
  removeAgedRequests,
  checkSources,
  checkSourcesIn,
} from '#app/features/knowledge/jobs/check-sources.server.ts'
import { forgetContributor } from '#app/features/knowledge/jobs/forget-contributor.server.ts'
import { lookAtExemplar } from '#app/features/knowledge/jobs/look-at-exemplar.server.ts'
import { countFresh } from '#app/features/knowledge/jobs/count-fresh.server.ts'
import { publishExemplars } from '#app/features/knowledge/jobs/publish-exemplars.server.ts'
import { sweepExemplars } from '#app/features/knowledge/jobs/sweep-exemplars.server.ts'
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
import { freeEscalations } from '#app/features/escalations/jobs/free-escalations.server.ts'
import { rankEscalations } from '#app/features/escalations/jobs/rank-escalations.server.ts'
import { routeAgain } from '#app/features/escalations/jobs/route-again.server.ts'
import { followThread, reviewThread } from '#app/features/escalations/jobs/review-thread.server.ts'
import { settleReceived } from '#app/features/notices/jobs/settle-received.server.ts'
import { settleClosed, settleDesk, settleInvited, settleNotes } from '#app/features/notices/jobs/settle-desk.server.ts'
import { mailBadges, tellOfBadges } from '#app/features/notices/jobs/settle-badges.server.ts'
import { mailDesk } from '#app/features/notices/jobs/mail-desk.server.ts'
import { tellOfFlags, tellOfWaiting } from '#app/features/notices/jobs/settle-waiting.server.ts'
import { mailRecognised, settleRecognised, tellDeciders } from '#app/features/notices/jobs/settle-recognised.server.ts'
import { endMissions, settleMissions } from '#app/features/missions/jobs/settle-missions.server.ts'
import {
  collectArticlePoints,
  collectEased,
  collectFlagPoints,
  collectMissionPoints,
  collectReviewPoints,
  collectPoints,
} from '#app/features/recognition/jobs/collect-points.server.ts'
import { findRingsAgain } from '#app/features/recognition/jobs/find-rings.server.ts'
import { forgetPoints } from '#app/features/recognition/jobs/forget-points.server.ts'
import { reweighPoints } from '#app/features/recognition/jobs/reweigh-points.server.ts'
import { writeFirstNote } from '#app/features/recognition/jobs/write-first-note.server.ts'
import { reviewLevels, settlePoints } from '#app/features/recognition/jobs/settle-points.server.ts'
import { forgetRedeemer, forgetShipping } from '#app/features/rewards/jobs/forget-shipping.server.ts'
import { readFile, removeImported } from '#app/features/requests/jobs/read-file.server.ts'
import { forgetRequester, joinRequester } from '#app/features/requests/jobs/settle-requester.server.ts'
import { settleSearches } from '#app/features/requests/jobs/settle-searches.server.ts'
import { settleThread } from '#app/features/requests/jobs/settle-thread.server.ts'
import { sweepIntake } from '#app/features/requests/jobs/sweep-intake.server.ts'
import type { JobHandlers } from '#app/platform/jobs/catalogue.ts'
import { sendMail } from '#app/platform/mail/send-mail.server.ts'
import { forgetOldRequests } from '#app/features/requests/jobs/forget-old.server.ts'
import { sweepOld } from '#app/features/settings/jobs/sweep-old.server.ts'
import { sweepStore } from '#app/features/accounts/jobs/sweep-store.server.ts'

/** What handlers need beside the parts that know no feature. */
interface HandlerParts {
  readonly services: Services
  readonly search: SearchEngine
  readonly mailer: Mailer | null
  /** Null where no model is set. */
  readonly model: Model | null
  readonly site: SiteReader
}

/** What each job does, by name. */
export function jobHandlers({ services, search, mailer, model, site }: HandlerParts): JobHandlers {
  return {
    'search.index': ({ thread }) => indexThread(services, search, thread),
    'search.mend': (_, signal) => mendIndex(services, search, signal),
    'search.vectors': (_, signal) => makeVectors(services, search, signal),
    'search.synonyms': () => pushSynonyms(services, search),
    'search.propose': (_, signal) => proposeSynonyms(services, signal),
    'search.learn': (_, signal) => learnFromSearches(services, signal),
    'search.sweep': () => expireSessions(services),
    'search.trail': ({ thread }) => keepTrail(services, thread),
    'search.article': ({ article }) => indexArticle(services, search, article),
    'article.settle': ({ article }) => settleArticle(services, article),
    'article.verdict': async ({ article, revision }) => tellVerdict(services, await site(), article, revision),
    'article.smooth': ({ article, revision }) => smoothDraft(services, model, article, revision),
    'article.sources': ({ thread }) => checkSources(services, thread),
    'article.category': ({ category }) => checkSourcesIn(services, category),
    'article.requests': ({ article }) => checkRequestsOf(services, article),
    'article.aged': ({ article }) => removeAgedRequests(services, article),
    'articles.remind': () => remindReviews(services),
    'articles.exemplar': ({ thread }) => lookAtExemplar(services, thread),
    'articles.sweep': (_, signal) => sweepExemplars(services, signal),
    'articles.near': (_, signal) => countFresh(services, signal),
    'articles.publish': async (_, signal) => void (await publishExemplars(services, signal)),
    'notices.review-due': async ({ article }) => tellReviewDue(services, await site(), article),
    'notices.article': async ({ article }) => tellOfArticle(services, await site(), article),
    'promises.renew': (which, signal) => renewPromises(services, which, signal),
    'promises.recount': (_, signal) => renewPromises(services, { calendar: 0, category: 0 }, signal),
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
    'notices.received': ({ thread }) => settleReceived(services, thread),
    'notices.acceptance': ({ thread }) => settleAcceptance(services, thread),
    'notices.helpful': ({ post }) => settleHelpful(services, post),
    'notices.deciders': () => tellDeciders(services),
    'notices.recognised': ({ member }) => settleRecognised(services, member),
    'notices.recognised-mail': async ({ member }) => mailRecognised(services, await site(), member),
    'recognition.first-note': ({ post }) => writeFirstNote(services, post),
    'points.collect': async ({ thread }) => collectPoints(services, await site(), thread),
    'points.article': ({ article }) => collectArticlePoints(services, article),
    'points.flags': ({ post }) => collectFlagPoints(services, post),
    'points.reviews': ({ member }) => collectReviewPoints(services, member),
    'points.missions': ({ member }) => collectMissionPoints(services, member),
    'points.settle': ({ member }) => settlePoints(services, member),
    'points.eased': () => collectEased(services),
    'points.rings': (_, signal) => findRingsAgain(services, signal),
    'points.reweigh': async (_, signal) => reweighPoints(services, await site(), signal),
    'levels.review': (_, signal) => reviewLevels(services, signal),
    'missions.settle': ({ member }) => settleMissions(services, member),
    'missions.end': () => endMissions(services),
    'escalations.free': ({ member }) => freeEscalations(services, member),
    'escalation.route': async ({ thread }) => routeAgain(services, await site(), thread),
    'escalation.review': async ({ thread }) => reviewThread(services, await site(), thread),
    'escalation.follow': async ({ thread }) => followThread(services, await site(), thread),
    'escalations.rank': async (_, signal) => rankEscalations(services, await site(), signal),
    'threads.close-old': async (_, signal) =>
      closeOldThreads(services, (await readSecondTier(services.db)).closeAfterDays, signal),
    'desk.summaries': async () => startSummaries(services, await site()),
    'desk.summary': async ({ member }) => mailSummary(services, await site(), member),
    'notices.desk': ({ thread }) => settleDesk(services, thread),
    'notices.invited': ({ thread }) => settleInvited(services, thread),
    'notices.notes': ({ thread }) => settleNotes(services, thread),
    'notices.closed': ({ thread }) => settleClosed(services, thread),
    'notices.desk-mail': async ({ member }) => mailDesk(services, await site(), member),
    'badges.settle': ({ member }) => settleBadges(services, member),
    'badges.sweep': ({ badge }, signal) => sweepBadges(services, badge, signal),
    'badges.nightly': (_, signal) => sweepBadges(services, 0, signal),
    'notices.badges': ({ member }) => tellOfBadges(services, member),
    'notices.badge-mail': async ({ member }) => mailBadges(services, await site(), member),
    'thread.outcome': ({ thread }) => settleOutcome(services, thread),
    'notices.mail': async ({ member, thread }) => mailNotices(services, await site(), member, thread),
    'notices.digest': async ({ member }) => mailDigest(services, await site(), member),
    'notices.digests': async () => startDigests(services, await site()),
    'outcomes.ask': async (_, signal) => askOutcomes(services, await site(), signal),
    'mail.send': ({ mail }, signal) =>
      sendMail(services, mailer, (queued) => stillHolds(services, queued), mail, signal),
    'member.erase': async ({ member }) => {
      await forgetSearcher(services, member)
      await forgetAuthor(services, member)
      await forgetRequester(services, member)
      await forgetContributor(services, member)
      await forgetRedeemer(services, member)
      await forgetPoints(services, member)
      await forgetEarner(services, member)
      await forgetPanellist(services, member)
      await forgetQuoted(services, member)
      await eraseMember(services, member)
    },
    'store.sweep': () => sweepStore(services),
    'store.statistics': (_, signal) => refreshStatistics(services.db, signal),
    'retention.sweep': async (_, signal) => {
      await forgetOldRequests(services, signal)
      await forgetOldSearches(services, signal)
      await sweepOld(services, signal)
      await forgetShipping(services)
    },
  }
}
