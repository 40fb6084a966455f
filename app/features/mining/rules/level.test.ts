import { describe, expect, test } from 'vitest'
import { chooseLevel, tryLevel, type LevelTrial } from './level.ts'
import { randomFrom } from './random.ts'

const trial = (level: number, score: number, topics: number): LevelTrial => ({
  ...{ level, score, topics, agreement: 0.8 },
})

/** A run that puts each of `texts` texts into the group of its kind, or anywhere with a chance of `astray`. */
function runOf(texts: number, kinds: number, astray: number, seed: number): Int32Array {
  const random = randomFrom(seed)
  return Int32Array.from({ length: texts }, (_, i) => (random() < astray ? Math.floor(random() * kinds) : i % kinds))
}

describe('the level', () => {
  test('is one that suits the topics found there, where runs agree as well at several', () => {
    const few = [trial(1 / 256, 1, 24), trial(1 / 128, 1, 22), trial(1 / 64, 1, 18), trial(1 / 32, 1, 14)]
    const many = [trial(1 / 512, 1, 110), trial(1 / 256, 1, 78), trial(1 / 128, 1, 50), trial(1 / 64, 1, 35)]

    expect(1 / chooseLevel(few)).toBeGreaterThan(60)
    expect(1 / chooseLevel(few)).toBeLessThan(90)
    expect(1 / chooseLevel(many)).toBeGreaterThan(220)
    expect(1 / chooseLevel(many)).toBeLessThan(420)
  })

  test('is not one at which runs disagree, though it would suit', () => {
    const trials = [trial(1 / 256, 0.9, 40), trial(1 / 128, 0.92, 36), trial(1 / 64, 0.6, 16)]

    expect(1 / chooseLevel(trials)).toBeGreaterThan(110)
  })

  test('is the best where runs agree on nothing, or none suits', () => {
    expect(chooseLevel([trial(1 / 64, 0, 0), trial(1 / 32, 0, 0)])).toBe(1 / 64)
    expect(chooseLevel([trial(1 / 64, 0.5, 1), trial(1 / 32, 0.8, 1)])).toBeCloseTo(1 / 32)
  })

  test('counts what runs have in common beyond chance, and the topics they vote for', () => {
    const alike = tryLevel(
      1 / 64,
      [1, 2, 3, 4].map((seed) => runOf(400, 8, 0.05, seed)),
    )
    const chance = tryLevel(
      1 / 64,
      [1, 2, 3, 4].map((seed) => runOf(400, 8, 1, seed)),
    )

    expect(alike.topics).toBe(8)
    expect(alike.score).toBeGreaterThan(0.8)
    expect(chance.score).toBeLessThan(0.05)
    expect(chance.agreement).toBeGreaterThan(0)
  })
})
