import { expect, test } from 'vitest'
import { openBell } from './bell.ts'

test('it wakes everybody who waits', async () => {
  const bell = openBell()
  const slept = Promise.all([bell.wait(60_000), bell.wait(60_000)])

  bell.ring()

  expect(await slept).toHaveLength(2)
})

test('it rings after any number of quiet nights', async () => {
  const bell = openBell()
  await Promise.all(Array.from({ length: 50_000 }, () => bell.wait(0)))

  expect(() => bell.ring()).not.toThrow()
})
