import { SECOND } from '#app/kernel/clock.ts'
import type { JobName, JobPayloads } from '../jobs/catalogue.ts'
import type { EventName, EventPayloads } from './catalogue.ts'

/** A job that an event means. `after`: milliseconds that it waits for more of the same, default 0. */
export type MeantJob = {
  [Name in JobName]: {
    readonly name: Name
    readonly payload: JobPayloads[Name]
    readonly after?: number
  }
}[JobName]

/** A thread becomes a request once it has been still for so long, in milliseconds. */
const STILL = 30 * SECOND
/** Votes and requests come in flocks; what is counted from them is counted once a flock. */
const GATHER = 20 * SECOND

/** Badges that come so near to each other are told of together. */
const TOGETHER = 30 * SECOND

type OfThread = { readonly thread: number }
type OfPost = { readonly post: number }
type OfArticle = { readonly article: number; readonly topic: number | null }

const indexThread = ({ thread }: OfThread): MeantJob => ({
  name: 'search.index',
  payload: { thread },
})
const indexThreadLater = ({ thread }: OfThread): MeantJob => ({
  ...indexThread({ thread }),
  after: GATHER,
})
const keepTrail = ({ thread }: OfThread): MeantJob => ({ name: 'search.trail', payload: { thread } })
const settleRequest = ({ thread }: OfThread): MeantJob => ({
  name: 'requests.thread',
  payload: { thread },
  after: STILL,
})
const checkSources = ({ thread }: OfThread): MeantJob => ({
  name: 'article.sources',
  payload: { thread },
})
/** Marks are looked at once the flock of acts around an answer is over. */
const lookAtExemplar = ({ thread }: OfThread): MeantJob => ({
  name: 'articles.exemplar',
  payload: { thread },
  after: GATHER,
})
const tellReaders = ({ post }: OfPost): MeantJob => ({ name: 'notices.settle', payload: { post } })
const tellAcceptance = ({ thread }: OfThread): MeantJob => ({
  name: 'notices.acceptance',
  payload: { thread },
})
const tellReceipt = ({ thread }: OfThread): MeantJob => ({ name: 'notices.received', payload: { thread } })
const tellClosed = ({ thread }: OfThread): MeantJob => ({ name: 'notices.closed', payload: { thread } })
const freeEscalations = ({ member }: { readonly member: number }): MeantJob => ({
  name: 'escalations.free',
  payload: { member },
})
const reviewThread = ({ thread }: OfThread): MeantJob => ({ name: 'escalation.review', payload: { thread } })
/** Others answer what is answered already: that matters only where it stands at the desk. */
const followPost = ({ thread, changesWait }: EventPayloads['post.added']): MeantJob => ({
  name: changesWait ? 'escalation.review' : 'escalation.follow',
  payload: { thread },
})
const tellOutcome = ({ thread }: OfThread): MeantJob => ({
  name: 'thread.outcome',
  payload: { thread },
})
const tellHelpful = ({ post }: OfPost): MeantJob => ({
  name: 'notices.helpful',
  payload: { post },
})
const tellModerators = ({ post }: OfPost): MeantJob => ({
  name: 'notices.flags',
  payload: { post },
})
const tellEditors = ({ article }: { readonly article: number }): MeantJob => ({
  name: 'notices.waiting',
  payload: { article },
})
const indexArticle = ({ article }: OfArticle): MeantJob => ({
  name: 'search.article',
  payload: { article },
})
const settleArticle = ({ article }: OfArticle): MeantJob => ({
  name: 'article.settle',
  payload: { article },
})
const coverTopic = ({ topic }: OfArticle): MeantJob | null =>
  topic === null ? null : { name: 'topics.cover', payload: { topic } }

const writeFirstNote = ({ post }: OfPost): MeantJob => ({
  name: 'recognition.first-note',
  payload: { post },
  after: GATHER,
})
const collectPoints = ({ thread }: OfThread): MeantJob => ({ name: 'points.collect', payload: { thread } })
const collectPointsLater = (event: OfThread): MeantJob => ({ ...collectPoints(event), after: GATHER })
const collectArticlePoints = ({ article }: OfArticle): MeantJob => ({ name: 'points.article', payload: { article } })
const collectFlagPoints = ({ post }: OfPost): MeantJob => ({ name: 'points.flags', payload: { post } })
const tellRecognised = ({ member }: { readonly member: number }): MeantJob => ({
  name: 'notices.recognised',
  payload: { member },
})
const settlePoints = ({ member }: { readonly member: number }): MeantJob => ({
  name: 'points.settle',
  payload: { member },
})
const settleMissions = ({ member }: { readonly member: number }): MeantJob => ({
  name: 'missions.settle',
  payload: { member },
})

/** The same for the other thread of a merge. */
const other =
  (listener: (event: OfThread) => MeantJob) =>
  ({ into }: { readonly into: number }): MeantJob =>
    listener({ thread: into })

const THREAD_SHOWN = [indexThread, settleRequest, reviewThread] as const
const THREAD_HIDDEN = [indexThread, settleRequest, checkSources, lookAtExemplar, reviewThread, collectPoints] as const
const ARTICLE_SHOWN = [indexArticle, settleArticle, tellEditors, coverTopic, collectArticlePoints] as const

type Listeners = {
  readonly [Name in EventName]: readonly ((event: EventPayloads[Name]) => MeantJob | null)[]
}

/**
 * Which jobs each event means: the only place that knows who listens. A feature that wants to hear of something
 * adds its job here, and no command changes.
 */
export const LISTENERS: Listeners = {
  'thread.started': [...THREAD_SHOWN, tellReaders, tellReceipt, keepTrail],
  'thread.changed': [...THREAD_HIDDEN, tellOutcome, tellClosed],
  'thread.moved': [({ thread }) => ({ name: 'escalation.route', payload: { thread } })],
  'thread.merged': [...THREAD_HIDDEN, tellAcceptance, ...[...THREAD_HIDDEN, tellAcceptance].map(other)],
  'thread.parted': [...THREAD_HIDDEN, tellAcceptance, ...[...THREAD_HIDDEN, tellAcceptance].map(other)],
  'thread.split': [
    ...THREAD_HIDDEN,
    ...THREAD_HIDDEN.map(
      (listener) =>
        ({ from }: { readonly from: number }) =>
          listener({ thread: from }),
    ),
  ],
  'thread.reopened': [...THREAD_SHOWN, lookAtExemplar, tellAcceptance, tellOutcome, collectPoints],
  'outcome.due': [tellOutcome],
  'post.added': [indexThread, settleRequest, followPost, tellReaders],
  'post.edited': [...THREAD_HIDDEN, tellReaders],
  'post.hidden': [...THREAD_HIDDEN, tellAcceptance, collectFlagPoints],
  'post.restored': [...THREAD_HIDDEN, tellAcceptance, collectFlagPoints],
  'post.converted': [...THREAD_HIDDEN, tellReaders],
  'post.erased': [...THREAD_HIDDEN, tellAcceptance],
  'post.flagged': [tellModerators, collectFlagPoints],
  'flags.settled': [tellModerators, collectFlagPoints],
  'answer.first': [writeFirstNote],
  'answer.accepted': [...THREAD_SHOWN, lookAtExemplar, tellAcceptance, tellOutcome, collectPoints, writeFirstNote],
  'answer.unaccepted': [...THREAD_SHOWN, lookAtExemplar, tellAcceptance, collectPoints],
  'vote.given': [tellHelpful, indexThreadLater, collectPointsLater],
  'vote.withdrawn': [tellHelpful, indexThreadLater, collectPointsLater],
  'same-here.given': [settleRequest, indexThreadLater, reviewThread],
  'same-here.withdrawn': [settleRequest, indexThreadLater, reviewThread],
  'clock.moved': [reviewThread],
  'escalation.changed': [({ thread }) => ({ name: 'notices.desk', payload: { thread } })],
  'note.written': [({ thread }) => ({ name: 'notices.notes', payload: { thread } })],
  'members.invited': [({ thread }) => ({ name: 'notices.invited', payload: { thread } })],
  'category.changed': [({ category }) => ({ name: 'article.category', payload: { category } })],
  'promise.changed': [
    ({ calendar, category }) => ({
      name: 'promises.renew',
      payload: { calendar: calendar ?? 0, category: category ?? 0 },
    }),
  ],
  'article.worked-on': [tellEditors],
  'article.reviewed': [
    tellEditors,
    ({ article, revision }) => ({ name: 'article.verdict', payload: { article, revision } }),
  ],
  'article.published': ARTICLE_SHOWN,
  'article.kept': ARTICLE_SHOWN,
  'article.withdrawn': ARTICLE_SHOWN,
  'article.restored': ARTICLE_SHOWN,
  'article.credited': [
    ({ article }) => ({ name: 'notices.article', payload: { article } }),
    ({ article }) => ({ name: 'points.article', payload: { article } }),
  ],
  'article.voted': [coverTopic, (event) => ({ ...collectArticlePoints(event), after: GATHER })],
  'article.source-changed': [tellEditors],
  'article.review-due': [({ article }) => ({ name: 'notices.review-due', payload: { article } })],
  'synonyms.changed': [() => ({ name: 'search.synonyms', payload: {} })],
  'requests.arrived': [() => ({ name: 'topics.place', payload: {}, after: GATHER })],
  'requests.removed': [({ article }) => ({ name: 'article.requests', payload: { article } })],
  'requests.aged': [({ article }) => ({ name: 'article.aged', payload: { article } })],
  'topic.changed': [({ topic }) => ({ name: 'topics.count', payload: { topic }, after: GATHER })],
  'topic.decided': [({ topic }) => ({ name: 'topics.count', payload: { topic } })],
  'points.changed': [settleMissions, ({ member }) => ({ name: 'badges.settle', payload: { member } })],
  'application.changed': [tellRecognised],
  'thanks.given': [tellRecognised],
  'level.changed': [tellRecognised],
  'first-note.sent': [tellRecognised],
  'mission.done': [({ member }) => ({ name: 'points.missions', payload: { member } }), tellRecognised],
  'programme.changed': [tellRecognised],
  'panel.answered': [({ member }) => ({ name: 'points.reviews', payload: { member } }), tellRecognised],
  'decision.waits': [() => ({ name: 'notices.deciders', payload: {} })],
  'badge.changed': [({ badge }) => ({ name: 'badges.sweep', payload: { badge } })],
  'badge.awarded': [({ member }) => ({ name: 'notices.badges', payload: { member }, after: TOGETHER })],
  'badge.revoked': [({ member }) => ({ name: 'notices.badges', payload: { member } })],
  'member.joined': [({ member }) => ({ name: 'requests.join', payload: { member } })],
  'member.email-confirmed': [({ member }) => ({ name: 'requests.join', payload: { member } })],
  'member.rights-changed': [freeEscalations, settlePoints],
  'member.erased': [({ member }) => ({ name: 'member.erase', payload: { member } }), freeEscalations],
}

/** The jobs that one event means, in the order of the table. */
export function jobsMeantBy<Name extends EventName>(name: Name, event: EventPayloads[Name]): readonly MeantJob[] {
  return LISTENERS[name].flatMap((listener) => listener(event) ?? [])
}
