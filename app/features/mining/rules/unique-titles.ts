import type { MinedTopic } from '../types.ts'
import { wordsOf } from './tokens.ts'

/** Requests of a topic that are looked at for another title. */
const LOOKED_AT = 400

/**
 * No two topics of one name: where the headline of a greater topic says the same words, the next takes that of its other
 * phrasings, or of its requests, which says most of what tells it from the rest.
 */
export function uniqueTitles(
  topics: readonly MinedTopic[],
  headlineOf: (id: string) => string,
  requestsOf: (topic: MinedTopic) => readonly string[],
): readonly MinedTopic[] {
  const taken = new Set<string>()
  const keyOf = (id: string): string => [...wordsOf(headlineOf(id))].sort().join(' ')
  return topics.map((topic) => {
    const key = keyOf(topic.titleId)
    if (!taken.has(key)) {
      taken.add(key)
      return topic
    }
    const telling = new Set(topic.words.flatMap((word) => wordsOf(word)))
    const toldBy = (id: string): number => wordsOf(headlineOf(id)).filter((word) => telling.has(word)).length
    const others = [...topic.aliasIds, ...requestsOf(topic).slice(0, LOOKED_AT)].filter((id) => !taken.has(keyOf(id)))
    const [best] = others.map((id, at) => ({ id, at, told: toldBy(id) })).sort((a, b) => b.told - a.told || a.at - b.at)
    if (!best) return topic
    taken.add(keyOf(best.id))
    return { ...topic, titleId: best.id, aliasIds: topic.aliasIds.filter((id) => id !== best.id) }
  })
}
