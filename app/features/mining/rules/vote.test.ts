import { describe, expect, test } from 'vitest'
import { packBags } from './bags.ts'
import { randomFrom } from './random.ts'
import { learnVocabulary } from './vocabulary.ts'
import { vote } from './vote.ts'

/** Runs in which texts of `kinds` stand together, but each text goes elsewhere with this chance. */
function runsOf(kinds: readonly number[], astray: number, count: number): readonly Int32Array[] {
  const most = Math.max(...kinds) + 1
  return Array.from({ length: count }, (_, run) => {
    const random = randomFrom(run + 1)
    return Int32Array.from(kinds, (kind) => (random() < astray ? Math.floor(random() * most) : kind))
  })
}

const repeated = (sizes: readonly number[]): number[] => sizes.flatMap((size, kind) => Array<number>(size).fill(kind))

describe('the vote', () => {
  test('finds the groups that runs agree on, small ones among them', () => {
    const kinds = repeated([120, 100, 90, 25])
    const { count, assignment, support } = vote(runsOf(kinds, 0.05, 8))

    expect(count).toBe(4)
    expect(new Set(assignment.slice(310)).size).toBe(1)
    expect(Math.min(...support)).toBeGreaterThan(0.5)
  })

  test('dissolves small groups where runs hardly agree, but never one of 25 texts', () => {
    const sizes = [160, 150, 140, 34, 12]
    const { assignment } = vote(runsOf(repeated(sizes), 0.4, 12))
    const groupsOf = (from: number, size: number) => new Set(assignment.slice(from, from + size))

    const large = [...groupsOf(450, 34)]
    expect(large).toHaveLength(1)
    expect(assignment.filter((group) => group === large[0]).length).toBeLessThan(60)
    const small = [...groupsOf(484, 12)]
    expect(small.every((group) => assignment.filter((one) => one === group).length > 30)).toBe(true)
  })

  test('makes no topic of four texts of some hundred, but of less where there are few', () => {
    const many = vote(runsOf(repeated([...Array<number>(30).fill(10), 4]), 0.02, 8))
    const few = vote(runsOf(repeated([7, 6, 4, 4, 3]), 0, 8))

    expect(many.count).toBe(30)
    expect(few.count).toBe(5)
  })

  test('takes a small group for a piece of another, however well runs agree', () => {
    const kinds = repeated([60, 55, 50, 45, 8])
    const { count, assignment } = vote(runsOf(kinds, 0.05, 8))

    expect(count).toBe(4)
    expect(Math.min(...assignment)).toBe(0)
  })

  test.each([
    ['its words are its own', (kind: number) => `word ${kind}`, 5],
    ['it shares its words with another', (kind: number) => `word ${kind % 4}`, 4],
  ])('keeps a small group whole where %s', (_what, wordOf, count) => {
    const kinds = repeated([60, 55, 50, 45, 12])
    const texts = kinds.map((kind, i) => [wordOf(kind), `${wordOf(kind)} too`, `other ${i % 40}`])
    const bags = packBags(learnVocabulary(texts), texts)

    expect(vote(runsOf(kinds, 0.05, 8), bags).count).toBe(count)
  })
})
