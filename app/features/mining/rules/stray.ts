import type { TopicModel } from '../types.ts'
import { belongingOf } from './fit.ts'

/** Topics that belong this much less than the middle one are of another domain, or of nothing. */
const STRAY = 0.2
/** With fewer topics there is no middle to compare with. */
const LEAST_TOPICS = 5

/** Topics that gather what fits nowhere: loose, and in other words than the rest. */
export function strayTopics(model: TopicModel): ReadonlySet<number> {
  const belonging = belongingOf(model)
  if (model.topics < LEAST_TOPICS) return new Set()
  const sorted = [...belonging].sort((a, b) => a - b)
  const middle = sorted[sorted.length >> 1] ?? 0
  return new Set([...belonging.keys()].filter((k) => (belonging[k] ?? 0) < STRAY * middle))
}
