import type { TopicModel } from '../types.ts'
import { belongingAlone } from './fit.ts'

/** Topics that belong this much less than the middle one are of another domain, or of nothing. */
const STRAY = 0.2
/** With fewer topics there is no middle to compare with. */
const LEAST_TOPICS = 5

/** Where more than this share of the texts would be strays, there is no one domain to stray from. */
const MOST = 0.15

/** Topics that gather what fits nowhere: loose, and in other words than the rest. */
export function strayTopics(model: TopicModel): ReadonlySet<number> {
  const belonging = belongingAlone(model)
  if (model.topics < LEAST_TOPICS) return new Set()
  const order = [...belonging.keys()].sort((a, b) => (belonging[a] ?? 0) - (belonging[b] ?? 0))
  const middle = belonging[order[order.length >> 1] ?? 0] ?? 0
  const stray = order.filter((topic) => (belonging[topic] ?? 0) < STRAY * middle)
  const texts = stray.reduce((sum, topic) => sum + (model.sizes[topic] ?? 0), 0)
  return new Set(texts <= MOST * model.requests ? stray : [])
}
