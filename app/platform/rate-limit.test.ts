import { beforeEach, expect, test } from 'vitest'
import { HOUR, MINUTE } from '#app/kernel/clock.ts'
import { AppError } from '#app/kernel/errors.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aClock } from '#test/support/fakes/clock.ts'
import { countUse, sweepRateWindows, type Limit } from './rate-limit.server.ts'

const LIMIT: Limit = { name: 'test', most: 3, per: 10 * MINUTE }

eachDatabase((_name, open) => {
  beforeEach(() => open().clear())
  const use = (clock: ReturnType<typeof aClock>, who = 'member 1', db = open().db) => countUse(db, clock, LIMIT, who)

  test('so many uses are allowed, the next is refused with when to try again', async () => {
    const clock = aClock()
    clock.advance(4 * MINUTE)
    for (let i = 0; i < 3; i += 1) await use(clock)

    const refused = await use(clock).catch((error: unknown) => error)

    expect(refused).toBeInstanceOf(AppError)
    expect(refused).toMatchObject({ code: 'too-many', status: 429, retryAfter: 360 })
    expect(String(refused)).toContain('Try again in 6 minutes.')
  })

  test('the next window starts afresh, and others are counted apart', async () => {
    const clock = aClock()
    for (let i = 0; i < 3; i += 1) await use(clock)

    await use(clock, 'member 2')
    await expect(use(clock)).rejects.toThrow()
    clock.advance(10 * MINUTE)
    await use(clock)
  })

  test('a clock that jumps back freezes nobody for longer than a window', async () => {
    const clock = aClock()
    for (let i = 0; i < 4; i += 1) await use(clock).catch(() => undefined)

    clock.advance(-HOUR)
    await use(clock)
    clock.advance(HOUR + 10 * MINUTE)
    await use(clock)
  })

  test('check 38: of fifty at once through two processes, no more than allowed pass', async () => {
    const clock = aClock()
    const other = open().another()

    const tries = await Promise.allSettled(
      Array.from({ length: 50 }, (_, i) => use(clock, 'member 1', i % 2 ? other : open().db)),
    )

    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(3)
  })

  test('windows that are over are swept, running ones stay', async () => {
    const clock = aClock()
    await use(clock)
    clock.advance(3 * HOUR)
    await use(clock)

    await sweepRateWindows(open().db, clock)

    expect(await open().db.selectFrom('rate_windows').selectAll().execute()).toHaveLength(1)
  })
})
