import type { Coverage } from './coverage.ts'

/** What an article on a topic would save, and how that was worked out. */
export interface Saving {
  /** Seconds of handling a month. */
  readonly seconds: number
  readonly askersPerMonth: number
  readonly handlingSeconds: number
  /** Whether the handling time was measured for this topic, for others, or is assumed. */
  readonly handlingFrom: 'topic' | 'others' | 'assumed'
  /** Factor of the trend, in hundredths. */
  readonly trend: number
  /** What the present coverage leaves over, in hundredths. */
  readonly left: number
}

/** What one request takes by hand where nobody measured it: five minutes. */
const ASSUMED = 300

/** What is left to save, by how a topic is covered. */
const LEFT: Readonly<Record<Coverage, number>> = {
  uncovered: 100,
  // Helpers still look the address up for each asker.
  elsewhere: 80,
  failing: 70,
  thin: 80,
  covered: 10,
}

/** askers a month × handling time × trend (half to double) × what the coverage leaves over. */
export function savingOf(facts: {
  /** No article answers what is asked besides. */
  readonly isRest?: boolean
  readonly askersPerMonth: number
  /** Mean seconds by hand, known for the topic; null when nobody measured. */
  readonly ownHandling: number | null
  /** The same over all topics. */
  readonly commonHandling: number | null
  /** In hundredths; 100 is steady. */
  readonly trend: number
  readonly coverage: Coverage
}): Saving {
  const handlingSeconds = Math.round(facts.ownHandling ?? facts.commonHandling ?? ASSUMED)
  const trend = Math.min(200, Math.max(50, facts.trend))
  const left = LEFT[facts.coverage]
  return {
    seconds: facts.isRest === true ? 0 : Math.round((facts.askersPerMonth * handlingSeconds * trend * left) / 10_000),
    askersPerMonth: Math.round(facts.askersPerMonth * 10) / 10,
    handlingSeconds,
    handlingFrom: facts.ownHandling !== null ? 'topic' : facts.commonHandling !== null ? 'others' : 'assumed',
    trend,
    left,
  }
}
