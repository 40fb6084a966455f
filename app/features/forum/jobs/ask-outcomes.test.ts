import { expect, test } from 'vitest'
import { DAY } from '#app/kernel/clock.ts'
import { DEFAULT_SITE } from '#app/platform/site.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aThread } from '#test/support/factories/rows.ts'
import { NOON } from '#test/support/fakes/clock.ts'
import { someServices } from '#test/support/services.ts'
import { askOutcomes } from './ask-outcomes.server.ts'

eachDatabase((_name, open) => {
  test('askers whose question was answered a while ago are asked once, many by one statement', async () => {
    const { db } = open()
    const services = someServices(open())
    const site = { ...DEFAULT_SITE, askOutcomeAfterDays: 3 }
    const due: number[] = []
    for (let n = 0; n < 3; n += 1) due.push((await aThread(db, { first_answer_at: NOON - 4 * DAY })).id)
    await aThread(db, { first_answer_at: NOON - 2 * DAY })
    await aThread(db, { first_answer_at: NOON - 4 * DAY, accepted_at: NOON })

    await askOutcomes(services, site)
    await askOutcomes(services, site)

    const asked = await db
      .selectFrom('threads')
      .select('id')
      .where('outcome_asked_at', '=', NOON)
      .orderBy('id')
      .execute()
    expect(asked.map(({ id }) => id)).toEqual(due)
    const jobs = await db
      .selectFrom('jobs')
      .select('subject')
      .where('name', '=', 'thread.outcome')
      .orderBy('id')
      .execute()
    expect(jobs.map(({ subject }) => subject).sort()).toEqual(due.map((id) => `thread:${id}`).sort())
  })
})
