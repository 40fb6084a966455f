import { expect, test } from 'vitest'
import type { TopicModel } from '../types.ts'
import { belongingAlone, belongingOf } from './fit.ts'

/**
 * Two topics of a domain, each in two ways of saying it, and two of another: a large one said in five ways, a
 * small one always said alike. Every request holds the first word, which tells nothing, and one that does.
 */
function modelOf(subjects: readonly number[]): TopicModel {
  const sizes = [100, 100, 80, 10]
  const ways = [2, 2, 5, 1]
  const topics = sizes.length
  const counts = new Map(sizes.map((size, topic) => [topic, size]))
  let word = 1
  ways.forEach((many, topic) => {
    for (let way = 0; way < many; way++) counts.set(word++ * topics + topic, (sizes[topic] ?? 0) / many)
  })
  const words = Array.from({ length: word }, (_, w) => `word${w}`)
  return {
    ...{ words, topics, subjects, spellings: new Map(), requests: 290 },
    weights: Float32Array.from(words, (_, w) => (w === 0 ? 0 : 1)),
    prior: new Float32Array(word).fill(0.01),
    shares: new Float32Array(word).fill(0.1),
    sizes: Float32Array.from(sizes),
    cells: Int32Array.from(counts.keys()),
    counts: Float32Array.from(counts.values()),
  }
}

test('a tight topic of another domain belongs no more than the rest of its subject', () => {
  const [own = 0, , large, small = 0] = belongingOf(modelOf([0, 0, 1, 1]))

  expect(small).toBe(large)
  expect(small).toBeLessThan(own)
})

test('by itself a topic belongs by how alike its own requests are', () => {
  const model = modelOf([0, 0, 1, 1])
  const [own = 0, , large = 0, small = 0] = belongingAlone(model)

  expect(small).toBeGreaterThan(own)
  expect(own).toBeGreaterThan(large)
  expect([...belongingOf(modelOf([0, 1, 2, 3]))]).toEqual([...belongingAlone(model)])
})
