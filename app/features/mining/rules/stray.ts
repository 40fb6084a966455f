import type { TopicModel } from '../types.ts'
import { belongingAlone, coherenceOf, rowsOf, valuesOf } from './fit.ts'

/** Topics that belong this much less than the middle one are of another domain, or of nothing. */
const STRAY = 0.2
/** With fewer topics there is no middle to compare with. */
const LEAST_TOPICS = 5

/** Where more than this share of the texts would be strays, there is no one domain to stray from. */
const MOST = 0.15

/** Topics that gather what fits nowhere: loose, and in other words than the rest. A tight one is something new that many ask. */
export function strayTopics(model: TopicModel): ReadonlySet<number> {
  if (model.topics < LEAST_TOPICS) return new Set()
  const belonging = belongingAlone(model)
  const { coherence } = coherenceOf(model, rowsOf(model), valuesOf(model))
  const [usual, tight] = [middleOf(belonging), middleOf(coherence)]
  const stray = [...belonging.keys()].filter(
    (topic) => (belonging[topic] ?? 0) < STRAY * usual && (coherence[topic] ?? 0) < tight,
  )
  const texts = stray.reduce((sum, topic) => sum + (model.sizes[topic] ?? 0), 0)
  return new Set(texts <= MOST * model.requests ? stray : [])
}

function middleOf(values: Float64Array): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
}
