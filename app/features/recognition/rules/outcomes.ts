import { DAY } from '#app/kernel/clock.ts'
import type { Outcome, PointReason, PointRules } from '../types.ts'

/** Content that is removed so long after it helped was removed for its age: the credit stays. In milliseconds. */
export const HONEST_AFTER = 30 * DAY
/** Votes that came with an import count up to here: nobody knows who gave them. */
const MOST_IMPORTED_VOTES = 10

/** A word of "helpful" for a post. */
export interface VoteFacts {
  readonly by: number
  readonly at: number
  readonly isStaff: boolean
}

/** An answer, with all that its credit hangs on. Times in UTC milliseconds. */
export interface AnswerFacts {
  readonly id: number
  readonly author: number
  readonly at: number
  /** Since it is hidden, by itself or with its thread. */
  readonly hiddenAt: number | null
  /** Whether a report of it was right. */
  readonly wasReported: boolean
  /** Whether it is open if this is an answer at all. */
  readonly isDoubted: boolean
  /** Whether staff found it wrong after it was accepted last. */
  readonly isWrong: boolean
  readonly acceptedAt: number | null
  readonly acceptedBy: number | null
  readonly votes: readonly VoteFacts[]
  /** Votes that came with an import. */
  readonly importedVotes: number
  /** Hour of the day when it was posted, where its author lives. */
  readonly hour: number | null
}

/** A thread whose answers may have earned something. */
export interface ThreadOutcomeFacts {
  readonly id: number
  readonly asker: number | null
  readonly askedAt: number
  readonly category: number
  readonly topic: number | null
  /** Ids of its tags, ascending, comma separated. */
  readonly tags: string
  readonly privateAt: number | null
  /** By time, the asker's own left out; comments are none. */
  readonly answers: readonly AnswerFacts[]
}

/** What the answers of a thread have earned, as things stand: the order of the entries is theirs in time. */
export function outcomesOfThread(thread: ThreadOutcomeFacts, rules: PointRules): readonly Outcome[] {
  const found: Outcome[] = []
  const seen = thread.answers.filter(({ isDoubted }) => !isDoubted)
  for (const [place, answer] of seen.entries()) {
    if (answer.author === thread.asker || answer.isWrong) continue
    const waitedDays = Math.max(0, Math.floor((answer.at - thread.askedAt) / DAY))
    const hasElder = seen.slice(0, place).some(({ author }) => author !== answer.author)
    const give = (reason: PointReason, at: number, from: number | null, worth: number, key: string): void => {
      if (worth <= 0 || !stands(answer, thread, at)) return
      found.push({
        key,
        member: answer.author,
        reason,
        at,
        from,
        thread: thread.id,
        post: answer.id,
        article: null,
        category: thread.category,
        topic: thread.topic,
        tags: thread.tags,
        worth,
        waitedDays,
        hour: answer.hour,
        second: hasElder,
      })
    }
    const { weights } = rules
    const { acceptedAt, acceptedBy } = answer
    // Whoever accepts their own answer, as staff may, is not somebody else whom it helped.
    const isAccepted = acceptedAt !== null && acceptedBy !== answer.author
    if (isAccepted) {
      give('accepted', acceptedAt, acceptedBy, weights.accepted, `accepted:${answer.id}`)
      if (acceptedBy !== null && acceptedBy === thread.asker)
        give('solved', acceptedAt, acceptedBy, weights.solved, `solved:${answer.id}`)
    }
    const votes = answer.votes.filter(({ by }) => by !== answer.author)
    const isHelpful = votes.some(({ isStaff }) => !isStaff)
    if (isHelpful)
      for (const { by, at } of votes) give('helpful', at, by, weights.helpful, `helpful:${answer.id}:${by}`)
    const imported = Math.min(MOST_IMPORTED_VOTES, answer.importedVotes)
    if (imported > 0) give('helpful', answer.at, null, imported * weights.helpful, `helpful:${answer.id}:0`)
    const helpedAt = Math.min(
      isAccepted ? acceptedAt : Infinity,
      ...(isHelpful ? votes.map(({ at }) => at) : []),
      imported > 0 ? answer.at : Infinity,
    )
    if (!hasElder && waitedDays >= rules.waitedDays && Number.isFinite(helpedAt)) {
      const worth = Math.min(rules.waitedMost, waitedDays * weights.waited)
      give('waited', helpedAt, isAccepted ? acceptedBy : thread.asker, worth, `waited:${answer.id}`)
    }
  }
  return found.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
}

/** Whether what an answer earned at that time still stands although it, or its thread, is gone from the public. */
function stands(answer: AnswerFacts, thread: ThreadOutcomeFacts, at: number): boolean {
  if (thread.privateAt !== null && at > thread.privateAt) return false
  if (answer.hiddenAt === null) return true
  return !answer.wasReported && answer.hiddenAt - at >= HONEST_AFTER
}

/** An article with all that credit for it hangs on. */
export interface ArticleOutcomeFacts {
  readonly id: number
  readonly category: number
  readonly topic: number | null
  readonly isTranslation: boolean
  /** Since it is withdrawn. */
  readonly withdrawnAt: number | null
  /** Revisions that were published, oldest first; `by` is null where the machine or somebody erased wrote it. */
  readonly published: readonly { readonly number: number; readonly by: number | null; readonly at: number }[]
  /** Members who found it helpful. */
  readonly votes: readonly { readonly by: number; readonly at: number }[]
  /** Members whose answers it is made of. */
  readonly credited: readonly { readonly member: number; readonly at: number }[]
}

/** What an article has earned for those who wrote it and those whose words it holds. */
export function outcomesOfArticle(article: ArticleOutcomeFacts, rules: PointRules): readonly Outcome[] {
  const found: Outcome[] = []
  const { weights } = rules
  const give = (reason: PointReason, member: number, at: number, from: number | null, worth: number, key: string) => {
    const isGone = article.withdrawnAt !== null && article.withdrawnAt - at < HONEST_AFTER
    if (worth <= 0 || isGone) return
    const nothing = { tags: '', thread: null, post: null, waitedDays: 0, hour: null, second: false }
    const subject = { article: article.id, category: article.category, topic: article.topic }
    found.push({ key, member, reason, at, from, worth, ...subject, ...nothing })
  }
  const [first, ...later] = article.published
  if (!first) return []
  const author = first.by
  if (author !== null) {
    const reason = article.isTranslation ? 'translation' : 'article'
    give(reason, author, first.at, null, weights[reason], `${reason}:${article.id}`)
    for (const { by, at } of article.votes)
      if (by !== author)
        give('article-helpful', author, at, by, weights['article-helpful'], `article-helpful:${article.id}:${by}`)
  }
  for (const { number, by, at } of later)
    if (by !== null && by !== author) give('edit', by, at, null, weights.edit, `edit:${article.id}:${number}`)
  for (const { member, at } of article.credited)
    if (member !== author) give('credited', member, at, null, weights.credited, `credited:${article.id}:${member}`)
  return found
}
