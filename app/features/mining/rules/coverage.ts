import { miningRefusals } from '#app/features/mining/words/refusals.ts'
import { saying, type Saying } from '#app/locale/saying.ts'
import { wordsIn } from '#app/text/likeness.ts'

export const COVERAGES = ['uncovered', 'elsewhere', 'thin', 'covered', 'failing'] as const
export type Coverage = (typeof COVERAGES)[number]

/** An article that may answer a topic, with what readers made of it. */
export interface CoveringArticle {
  readonly id: number
  /** How well it fits, 0 to 1; 1 for an article made from the topic. */
  readonly fit: number
  readonly helpfulCount: number
  readonly unhelpfulCount: number
  /** How often it was read. */
  readonly readCount: number
  readonly publishedAt: number
  readonly isOutdated: boolean
}

export interface CoverageFacts {
  readonly articles: readonly CoveringArticle[]
  /** Solved threads among the topic's own requests, and all of its requests. */
  readonly solvedThreads: number
  readonly requests: number
  /** The address outside of the community that most are led to, of how many that were answered; null for none. */
  readonly elsewhere: { readonly address: string; readonly requests: number; readonly answered: number } | null
  /** Requests a week in the eight weeks before the best article came out, and since (at least four weeks). */
  readonly weeklyBefore: number | null
  readonly weeklySince: number | null
}

/** An article that fits less answers something else. */
const FITS = 0.6
/** Votes before readers' words are taken for a verdict. */
const ENOUGH_VOTES = 3
/** Readers of whom none said that it did not help, before an article counts as an answer. */
const FIRST_READERS = 5

/** An address answers a topic elsewhere when so many are led to it, and so many of those that were answered. */
const LED = 5
const MOSTLY = 0.5

/** Whether a topic is answered already, and why that is so. */
export function coverageOf(facts: CoverageFacts): {
  readonly coverage: Coverage
  readonly reason: Saying
} {
  const fitting = facts.articles.filter((article) => article.fit >= FITS)
  const best = [...fitting].sort((a, b) => b.fit - a.fit || a.id - b.id)[0]
  if (!best) {
    const { elsewhere } = facts
    if (elsewhere && elsewhere.requests >= LED && elsewhere.requests >= MOSTLY * elsewhere.answered) {
      return { coverage: 'elsewhere', reason: saying(miningRefusals, 'coverage.elsewhere', elsewhere) }
    }
    if (facts.solvedThreads > 0) {
      return { coverage: 'thin', reason: saying(miningRefusals, 'coverage.thin', { threads: facts.solvedThreads }) }
    }
    return { coverage: 'uncovered', reason: saying(miningRefusals, 'coverage.uncovered') }
  }
  if (best.isOutdated) return { coverage: 'failing', reason: saying(miningRefusals, 'coverage.outdated') }
  const votes = best.helpfulCount + best.unhelpfulCount
  if (votes >= ENOUGH_VOTES && best.unhelpfulCount > best.helpfulCount) {
    return {
      coverage: 'failing',
      reason: saying(miningRefusals, 'coverage.unhelpful', { unhelpful: best.unhelpfulCount, votes }),
    }
  }
  const { weeklyBefore, weeklySince } = facts
  if (weeklyBefore !== null && weeklySince !== null && weeklyBefore >= 1 && weeklySince >= weeklyBefore) {
    return { coverage: 'failing', reason: saying(miningRefusals, 'coverage.stillAsked') }
  }
  if (best.helpfulCount === 0 && best.readCount < FIRST_READERS) {
    return { coverage: 'thin', reason: saying(miningRefusals, 'coverage.unread') }
  }
  return { coverage: 'covered', reason: saying(miningRefusals, best.fit >= 1 ? 'coverage.made' : 'coverage.answers') }
}

/**
 * How well an article answers a topic, 0 to 1: the share of the topic's telling words that stand in the
 * article's title or phrasings, and half as much for those that only stand in its text.
 */
export function fitOf(
  topic: { readonly words: readonly string[]; readonly phrasings: readonly string[] },
  article: { readonly title: string; readonly aliases: readonly string[]; readonly contents: string },
): number {
  const heads = new Set([article.title, ...article.aliases].flatMap(wordsIn))
  const text = new Set(wordsIn(article.contents))
  const telling = [...new Set(topic.words.slice(0, 6).flatMap(wordsIn))]
  if (telling.length === 0) return 0
  const weigh = (words: readonly string[]): number =>
    words.reduce((sum, word) => sum + (heads.has(word) ? 1 : text.has(word) ? 0.5 : 0), 0) / words.length
  const same = topic.phrasings.some((phrasing) => {
    const words = [...new Set(wordsIn(phrasing))]
    return words.length > 2 && words.every((word) => heads.has(word))
  })
  return same ? 1 : weigh(telling)
}
