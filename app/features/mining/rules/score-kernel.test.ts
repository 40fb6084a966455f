import { describe, expect, it } from 'vitest'
import { packBags } from './bags.ts'
import { halfLengthOf } from './lengths.ts'
import { randomFrom } from './random.ts'
import { learnVocabulary } from './vocabulary.ts'
import { openWorkspace } from './workspace.ts'

describe('the score kernel', () => {
  it('agrees with the same sums in plain code', () => {
    const texts = [
      ['a', 'b', 'c'],
      ['a', 'b'],
      ['c', 'd', 'a'],
      ['d', 'b'],
    ]
    const bags = packBags(learnVocabulary(texts), texts)
    const clusters = 37
    const space = openWorkspace(bags, clusters)
    const width = space.reserve(clusters)
    const random = randomFrom(5)
    space.logSizes.fill(-1e30, 0, width)
    for (let k = 0; k < clusters; k++) space.logSizes[k] = random() * 5
    for (let at = 0; at < space.table.length; at++) space.table[at] = -6 * random()
    const bucket = 3
    for (let k = 0; k < width; k++) space.logMass[bucket * width + k] = random()
    const [from, to, length, own, ownScore] = [0, 3, 2.5, 11, -4]

    const sum = space.score(from, to, bucket, length, own, ownScore)

    const scores = Array.from({ length: clusters }, (_, k) => {
      if (k === own) return ownScore
      const rows = [...bags.words.subarray(from, to)].map((w) => space.table[w * width + k] ?? 0)
      const mass = space.logMass[bucket * width + k] ?? 0
      return (space.logSizes[k] ?? 0) - length * mass + rows.reduce((a, b) => a + b, 0)
    })
    const top = Math.max(...scores)
    const chances = scores.map((score) => Math.exp(score - top))
    expect(sum / chances.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 2)
    chances.forEach((chance, k) => expect((space.chances[k] ?? 0) / chance).toBeCloseTo(1, 2))
  })
})

describe('steps of length', () => {
  it('begin at a single word', () => {
    expect(halfLengthOf(0)).toBe(0)
  })
})
