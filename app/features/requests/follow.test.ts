import { beforeEach, describe, expect, test } from 'vitest'
import { eachDatabase } from '#test/support/databases.ts'
import { aCategory, aMember, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { logSearch } from '#app/features/find/commands/log-search.server.ts'
import { GUEST, type Actor } from '#app/kernel/roles.ts'
import { MINUTE } from '#app/kernel/clock.ts'
import type { Database } from '#db/client.server.ts'
import { settleSearches } from './jobs/settle-searches.server.ts'
import { settleThread, settleThreads } from './jobs/settle-thread.server.ts'
import { foldSearches } from './rules/fold-searches.ts'

eachDatabase((_name, open) => {
  let db: Database
  let services: TestServices
  beforeEach(async () => {
    const database = open()
    await database.clear()
    db = database.db
    services = someServices(database)
  })

  const requests = () => db.selectFrom('requests').selectAll().orderBy('id').execute()

  describe('threads of the community', () => {
    test('are requests as they are now: redacted, with their outcome, public and private', async () => {
      const anna = await aMember(db, { name: 'Anna Smith', email: 'anna@mail.example' })
      const thread = await aThread(db, {
        author_id: anna.id,
        title: 'My card',
        body: 'Call Anna Smith on +49 170 1234567',
        same_here_count: 2,
      })
      const hidden = await aThread(db, { hidden_at: 1 })
      const secret = await aThread(db, { private_at: 1, body: 'My own' })
      const merged = await aThread(db, { merged_into: thread.id })
      const idea = await aThread(db, { kind: 'idea' })
      const lounge = await aCategory(db, { access: 'restricted', roles: '["advocate"]' })
      const inside = await aThread(db, { category_id: lounge.id })

      for (const { id } of [thread, hidden, secret, merged, idea, inside]) {
        await settleThread(services, id)
        await settleThread(services, id)
      }

      expect((await requests()).map((one) => [one.thread_id, one.text, one.outcome, one.times])).toEqual([
        [thread.id, 'Call [name] on [telephone number]', 'unanswered', 3],
        [secret.id, 'My own', 'unanswered', 1],
      ])
      expect((await requests())[0]).toMatchObject({
        channel: 'thread',
        source: 'community',
        member_id: anna.id,
        subject: 'My card',
      })
    })

    test('follow what happens to them', async () => {
      const thread = await aThread(db, { title: 'My card' })
      await settleThread(services, thread.id)
      await db.updateTable('requests').set({ topic_id: 7, topic_at: 5 }).execute()

      await db.updateTable('threads').set({ accepted_post_id: thread.opening }).where('id', '=', thread.id).execute()
      await settleThread(services, thread.id)
      expect((await requests())[0]).toMatchObject({ outcome: 'solved', topic_at: 5 })

      await db.updateTable('threads').set({ title: 'My other card' }).where('id', '=', thread.id).execute()
      await settleThread(services, thread.id)
      expect((await requests())[0]).toMatchObject({ subject: 'My other card', topic_id: 7, topic_at: null })

      await db.updateTable('threads').set({ hidden_at: 1 }).where('id', '=', thread.id).execute()
      await settleThread(services, thread.id)
      expect(await requests()).toEqual([])
      const jobs = await db.selectFrom('jobs').select(['name', 'subject']).where('name', '=', 'topics.count').execute()
      expect(jobs).toEqual([{ name: 'topics.count', subject: 'topic:7' }])
    })

    test('are all looked at again by one call', async () => {
      for (let n = 0; n < 5; n += 1) await aThread(db)

      expect(await settleThreads(services)).toBe(5)
      expect(await settleThreads(services)).toBe(5)
      expect((await requests()).length).toBe(5)
    })
  })

  describe('searches that found nothing', () => {
    const NOTHING = { count: { number: 0, more: false }, exactCount: 0, articleCount: 0, hits: [], articles: [] }
    const search = (query: string, agent = 'Mozilla/5.0', viewer: Actor = GUEST) =>
      logSearch(services, viewer, { query, ...NOTHING }, { address: '192.0.2.7', agent })
    const logged = () => db.selectFrom('search_log').selectAll().execute()

    test('are one request for each question of a session, without who asked', async () => {
      await search('card declined')
      services.clock.advance(MINUTE)
      await search('card declined abroad')
      await search('export of my data')
      await search('card declined', 'Other/1.0')
      await settleSearches(services)
      await settleSearches(services)

      expect((await requests()).map((one) => [one.text, one.times])).toEqual(
        expect.arrayContaining([
          ['card declined', 1],
          ['card declined abroad', 2],
          ['export of my data', 1],
        ]),
      )
      expect(JSON.stringify([await requests(), await logged()])).not.toMatch(/192\.0|Mozilla/)
    })

    test('grow while the session goes on, and are another question after a pause', async () => {
      await search('card declned')
      await settleSearches(services)
      services.clock.advance(MINUTE)
      await search('card declined')
      services.clock.advance(40 * MINUTE)
      await settleSearches(services)
      await search('card declined')
      await search('card declined today')
      await settleSearches(services)

      expect((await requests()).map((one) => [one.text, one.times])).toEqual([
        ['card declined', 2],
        ['card declined today', 1],
      ])
      expect((await logged()).map((one) => one.pending_at !== null)).toEqual([false, false, true])
    })

    test('are redacted, belong to members who are signed in, and come from people', async () => {
      const member = await aMember(db)
      await search('refund for anna@mail.example', '', asViewer(member))
      await search('made anew', '')
      await search('card', 'Googlebot/2.1')
      await search('!')
      await settleSearches(services)

      expect((await requests()).map((one) => [one.text, one.member_id])).toEqual([
        ['refund for [e-mail address]', member.id],
      ])
    })

    test('somebody who searches without end is no longer noted, and still answered', async () => {
      for (let n = 0; n < 130; n += 1) await search(`word${n} other${n}`)

      expect((await logged()).length).toBe(120)
    })
  })
})

test.each([
  [['card', 'card lost'], ['card lost 2']],
  [
    ['password reset', 'card reset'],
    ['password reset 1', 'card reset 1'],
  ],
  [['pasword', 'password', 'reset password'], ['reset password 3']],
  [
    ['カード', 'カード紛失'],
    ['カード 1', 'カード紛失 1'],
  ],
])('%j are %j', (queries, questions) => {
  const searches = queries.map((query, at) => ({ id: at + 1, query, at: at * MINUTE }))

  expect(foldSearches(searches).map(({ text, times }) => `${text} ${times}`)).toEqual(questions)
})
