import { saying } from '#app/locale/saying.ts'
import { platformRefusals } from './words/refusals.ts'
import { expect, test } from 'vitest'
import { openTurns } from './turns.ts'

const REFUSAL = saying(platformRefusals, 'text.turns')

test('however much one person sends, another waits for one piece of it at most', async () => {
  const turns = openTurns({ mostWaiting: 9, refusal: REFUSAL })
  const done: string[] = []
  const work = (name: string) => async () => {
    await new Promise((resolve) => setImmediate(resolve))
    done.push(name)
  }

  const all = [
    ...[1, 2, 3, 4, 5].map((n) => turns.take(1, work(`greedy ${n}`))),
    turns.take(2, work('other')),
    turns.take(null, work('product')),
  ]
  await Promise.all(all)

  expect(done).toEqual(['greedy 1', 'other', 'product', 'greedy 2', 'greedy 3', 'greedy 4', 'greedy 5'])
})

test('more than may wait is refused with when to come back, and a refused piece costs nobody a turn', async () => {
  const turns = openTurns({ mostWaiting: 2, refusal: REFUSAL })
  let release = (): void => undefined
  const held = turns.take(1, () => new Promise<void>((resolve) => (release = resolve)))
  const waiting = [turns.take(1, async () => 'a'), turns.take(1, async () => 'b')]

  await expect(turns.take(1, async () => 'c')).rejects.toMatchObject({
    code: 'too-many',
    said: REFUSAL,
    retryAfter: 2,
  })
  release()
  await held
  expect(await Promise.all(waiting)).toEqual(['a', 'b'])
})

test('work that fails gives its place on', async () => {
  const turns = openTurns({ mostWaiting: 2, refusal: REFUSAL })

  const failed = turns.take(1, () => Promise.reject(new Error('broken')))
  const after = turns.take(1, async () => 'fine')

  await expect(failed).rejects.toThrow('broken')
  expect(await after).toBe('fine')
})

test('a person who has used up the time is refused until some of it came back; others and the product are not', async () => {
  let at = 0
  const turns = openTurns({
    mostWaiting: 9,
    refusal: REFUSAL,
    budget: { most: 1000, perSecond: 100 },
    now: () => at,
  })
  const slow = async (spend: (ms: number) => void): Promise<void> => {
    at += 1500
    spend(1500)
  }
  await turns.take(1, slow)

  await expect(turns.take(1, slow)).rejects.toMatchObject({ code: 'too-many', retryAfter: 6 })
  await turns.take(2, async () => undefined)
  await turns.take(null, slow)
  await turns.take(null, slow)
  at += 6000
  await turns.take(1, async () => undefined)
})
