import { beforeEach, expect, test } from 'vitest'
import { eachDatabase } from '#test/support/databases.ts'
import { anArticle } from '#test/support/factories/knowledge.ts'
import { aThread } from '#test/support/factories/rows.ts'
import { aLog } from '#test/support/fakes/log.ts'
import { aClock } from '#test/support/fakes/clock.ts'
import { MINUTE, WEEK, weekOf } from '#app/kernel/clock.ts'
import type { Database } from '#db/client.server.ts'
import { openReadTally } from './reads.server.ts'

eachDatabase((_name, open) => {
  let db: Database
  beforeEach(async () => {
    await open().clear()
    db = open().db
  })

  test('pages that were read are counted, and written together by week', async () => {
    const clock = aClock()
    const article = await anArticle(db, { published_revision: 1 })
    const thread = await aThread(db)
    const tally = openReadTally(db, clock, aLog())
    let n = 0

    for (const path of [
      `/kb/${article.id}/a-title`,
      `/kb/${article.id}/a-title`,
      `/t/${thread.id}/x`,
      '/kb/999999/gone',
      `/kb/${article.id}/edit`,
      `/kb/${article.id}/history`,
      `/kb/${article.id}`,
      '/kb',
      `/t/${thread.id}/answers`,
      '/search',
    ])
      tally.count(path, `reader ${n++}`)
    await tally.flush()
    await tally.flush()
    clock.advance(WEEK)
    tally.count(`/kb/${article.id}/a-title`, 'reader 1')
    await tally.close()

    const read = async (table: 'articles' | 'threads') =>
      (await db.selectFrom(table).select('read_count').executeTakeFirst())?.read_count
    expect([await read('articles'), await read('threads')]).toEqual([3, 1])
    expect(await db.selectFrom('article_reads').select(['week_at', 'reads']).orderBy('week_at').execute()).toEqual([
      { week_at: weekOf(clock.now()) - WEEK, reads: 2 },
      { week_at: weekOf(clock.now()), reads: 1 },
    ])
  })

  test('a page that is loaded again counts as one read, half an hour later as another', async () => {
    const clock = aClock()
    const thread = await aThread(db)
    const tally = openReadTally(db, clock, aLog())
    const path = `/t/${thread.id}/x`

    for (let n = 0; n < 5; n += 1) tally.count(path, 'one')
    tally.count(path, 'another')
    clock.advance(31 * MINUTE)
    tally.count(path, 'one')
    await tally.close()

    const row = await db.selectFrom('threads').select('read_count').where('id', '=', thread.id).executeTakeFirst()
    expect(row?.read_count).toBe(3)
  })

  test('two processes that write at once lose none', async () => {
    const article = await anArticle(db, { published_revision: 1 })
    const tallies = [db, open().another()].map((one) => openReadTally(one, aClock(), aLog()))
    for (let n = 0; n < 50; n++) tallies[n % 2]?.count(`/kb/${article.id}/x`, `reader ${n}`)
    await Promise.all(tallies.map((one) => one.close()))
    expect((await db.selectFrom('articles').select('read_count').executeTakeFirst())?.read_count).toBe(50)
  })
})
