import { describe, expect, it } from 'vitest'
import { mineInThread } from './mine-in-thread.server.ts'
import { mine } from './rules/mine.ts'
import type { MiningInput } from './types.ts'

const WORDS = ['card payment declined', 'password reset login', 'parcel late courier']
const inputs: readonly MiningInput[] = Array.from({ length: 240 }, (_, i) => {
  const words = (WORDS[i % 3] ?? '').split(' ')
  return {
    id: `r${i}`,
    text: `my ${words[i % 2] ?? ''} ${words[2 - (i % 2)] ?? ''} number ${'abcdefgh'[i % 8] ?? ''}`,
  }
})

describe('mining in a thread', () => {
  it('finds what mining here does, and says how far it is', async () => {
    const stages: string[] = []

    const result = await mineInThread(inputs, { seed: 2, runs: 2, onProgress: ({ stage }) => stages.push(stage) })

    expect(result).toEqual(mine(inputs, { seed: 2, runs: 2 }))
    expect(stages.length).toBeGreaterThan(0)
  })

  it('stops when told to', async () => {
    const stop = new AbortController()
    const run = mineInThread(inputs, {
      seed: 2,
      runs: 2000,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    })

    await expect(run).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('refuses when the memory does not suffice', async () => {
    const many = Array.from({ length: 60_000 }, (_, i) => ({ id: `m${i}`, text: `text ${i} `.repeat(20) }))

    await expect(mineInThread(many, { seed: 2, memory: 8 })).rejects.toMatchObject({
      code: 'unavailable',
    })
  })
})
