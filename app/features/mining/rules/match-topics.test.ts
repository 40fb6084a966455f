import { describe, expect, it } from 'vitest'
import { matchTopics } from './match-topics.ts'

const match = (before: number[], after: number[]): number[] => [
  ...matchTopics(Int32Array.from(before), Int32Array.from(after)).keeps,
]

describe('topics from run to run', () => {
  it.each([
    ['are the same under other numbers', [0, 0, 1, 1], [1, 1, 0, 0], [1, 0]],
    ['go on as the greater part when split', [0, 0, 0, 0, 0], [0, 0, 0, 1, 1], [0, -1]],
    ['go on as the one with more in common when joined', [0, 0, 0, 1, 1], [0, 0, 0, 0, 0], [0]],
    ['are new when they have little in common', [0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 0], [-1, 0]],
    ['may gain requests that were in none', [-1, 0, 0], [0, 0, 0], [0]],
    ['may gain requests that came later', [0, 0], [0, 0, 0, 1], [0, -1]],
    ['are none when nothing was placed', [-1, -1], [-1, -1], []],
  ])('%s', (_, before, after, keeps) => {
    expect(match(before, after)).toEqual(keeps)
  })
})
