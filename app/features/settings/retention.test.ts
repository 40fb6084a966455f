import { afterEach, beforeEach, expect, test } from 'vitest'
import { getLog } from '#app/features/moderation/queries/log.server.ts'
import { DAY, MINUTE } from '#app/kernel/clock.ts'
import { DEFAULT_KEPT, KEPT_CHOICES, KEPT_KINDS, type Kept } from '#app/kernel/retention.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { runSchedules } from '#app/platform/jobs/worker.server.ts'
import { readSite, writeSite } from '#app/platform/site.server.ts'
import type { Database } from '#db/client.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aRequest, aTopic, anArticle } from '#test/support/factories/knowledge.ts'
import { aMember, aThread, nextNumber } from '#test/support/factories/rows.ts'
import { asViewer, aViewer } from '#test/support/factories/viewers.ts'
import { aWorld, type World } from '#test/support/world.ts'
import { changeRetention, confirmationOf } from './commands/change-retention.server.ts'
import { forgetOldRequests } from '../requests/jobs/forget-old.server.ts'

test('what holds by default can be chosen, and every choice has words', () => {
  for (const kind of KEPT_KINDS) expect(KEPT_CHOICES[kind]).toContain(DEFAULT_KEPT[kind])
})

eachDatabase((_name, open) => {
  let world: World
  let db: Database
  let admin: Context
  beforeEach(async () => {
    const database = open()
    await database.clear()
    world = await aWorld(database)
    db = world.db
    admin = { ...world, viewer: asViewer(await aMember(db, { role: 'admin', name: 'Ada' })) }
  })
  afterEach(() => world.close())

  const keep = (given: Partial<Kept>, sure?: string) => {
    const kept = { ...DEFAULT_KEPT, ...given }
    return changeRetention(admin, kept, sure ?? confirmationOf(kept))
  }
  /** Runs what is due, and what was put off for a moment to be done once. */
  const settle = async (): Promise<void> => {
    await world.worker.drain()
    world.clock.advance(MINUTE)
    await world.worker.drain()
  }
  const left = async (): Promise<readonly string[]> => {
    const rows = await db.selectFrom('requests').select('subject').orderBy('subject').execute()
    return rows.map(({ subject }) => subject)
  }
  const ago = (days: number): number => world.clock.now() - days * DAY

  test('a shorter time says what would go before it is saved; then it goes, and what referred to it stays right', async () => {
    const topic = await aTopic(db, { title: 'Old words', aliases: '["Old words","Young words"]', request_count: 621 })
    const place = { topic_id: topic.id, topic_at: ago(1) }
    const old = await aRequest(db, { ...place, subject: 'Old words', asked_at: ago(400) })
    await db
      .insertInto('request_replies')
      .values({ request_id: old.id, position: 0, author: 'staff', text: 'Gone too' })
      .execute()
    for (let n = 0; n < 619; n += 1) await aRequest(db, { ...place, asked_at: ago(366 + n) })
    await aRequest(db, { ...place, subject: 'Young words', asked_at: ago(100), times: 3 })
    const thread = await aThread(db)
    await aRequest(db, { subject: 'A thread', thread_id: thread.id, channel: 'thread', asked_at: ago(900) })
    await aRequest(db, { subject: 'A search', channel: 'search', asked_at: ago(900) })

    const asked = await keep({ requests: 365 }, '')
    const other = await keep({ requests: 365 }, confirmationOf({ ...DEFAULT_KEPT, requests: 730 }))
    expect(asked).toMatchObject({ kind: 'unsure', counts: { requests: 620, searches: 0, log: 0, mails: 0 } })
    expect(other.kind).toBe('unsure')
    await settle()
    expect(await left()).toHaveLength(623)

    expect(await keep({ requests: 365 })).toEqual({ kind: 'saved' })
    await settle()

    expect(await left()).toEqual(['A search', 'A thread', 'Young words'])
    expect(await db.selectFrom('request_replies').selectAll().execute()).toEqual([])
    const now = await db.selectFrom('topics').selectAll().where('id', '=', topic.id).executeTakeFirstOrThrow()
    expect(now).toMatchObject({ title: 'Young words', aliases: '[]', request_count: 3, asker_count: 1 })
    const { rows } = await getLog(admin, { by: '', act: '', from: '', to: '' }, 'UTC', null)
    expect(rows.map(({ said }) => said.map(({ words }) => words).join(''))).toEqual([
      'changed how long requests are kept, from forever to 1 year',
    ])
  })

  test('a published article stays and calls nobody; a draft loses the sentences that were never published', async () => {
    const { id: request_id } = await aRequest(db, { asked_at: ago(400) })
    const { id: other } = await aRequest(db, { asked_at: ago(10) })
    const body = 'My card is gone.\n\nNobody sent it.'
    const out = await anArticle(db, { published_revision: 1, body })
    const draft = await anArticle(db, { body })
    for (const { id } of [out, draft])
      await db
        .insertInto('article_sources')
        .values([
          { article_id: id, part: 'problem', sentence: 'My card is gone.', request_id },
          { article_id: id, part: 'problem', sentence: 'Nobody sent it.', request_id: other },
        ])
        .execute()

    await keep({ requests: 365 })
    await settle()

    const gone = await db.selectFrom('article_sources').select('gone_at').orderBy('id').execute()
    expect(gone.map(({ gone_at }) => gone_at !== null)).toEqual([true, false, true, false])
    const articles = await db.selectFrom('articles').select('flagged_at').execute()
    expect(articles.map(({ flagged_at }) => flagged_at)).toEqual([null, null])
    const bodies = await db.selectFrom('article_revisions').select('body').orderBy('article_id').execute()
    expect(bodies.map((one) => one.body.trim())).toEqual([body, 'Nobody sent it.'])
  })

  test('goes on by itself every night, also twice at once, and stops when a longer time is chosen', async () => {
    await aRequest(db, { subject: 'A search', channel: 'search', asked_at: ago(20) })
    await aRequest(db, { subject: 'A mail', asked_at: ago(20) })
    await keep({ searches: 30, requests: 30 })
    await settle()
    expect(await left()).toEqual(['A mail', 'A search'])

    world.clock.advance(11 * DAY)
    await keep({ searches: 30 })
    await world.worker.drain()
    expect(await left()).toEqual(['A mail'])

    await writeSite(db, world.clock, null, { kept: { ...DEFAULT_KEPT, requests: 30 } })
    for (let n = 0; n < 600; n += 1) await aRequest(db, { asked_at: ago(40) })
    await Promise.all([forgetOldRequests(world), forgetOldRequests(world)])
    expect(await left()).toEqual([])

    // It ends in the second page, as when the process is killed: what the first removed stays removed.
    for (let n = 0; n < 600; n += 1) await aRequest(db, { asked_at: ago(40) })
    let looks = 0
    const dying = {
      now(): number {
        looks += 1
        if (looks > 1) throw new Error('killed')
        return world.clock.now()
      },
    }
    await expect(forgetOldRequests({ db, clock: dying })).rejects.toThrow('killed')
    expect(await left()).toHaveLength(100)

    await aRequest(db, { asked_at: ago(40) })
    await runSchedules(db, world.clock)
    world.clock.advance(DAY)
    await runSchedules(db, world.clock)
    await settle()
    expect(await left()).toEqual([])
  })

  test('the log, failed jobs and mails go by times of their own; mails by default after 30 days', async () => {
    const by = admin.viewer.id
    for (const days of [200, 10]) await logAct(db, { at: ago(days), by, kind: 'thread', verb: 'close', id: days })
    for (const days of [200, 10])
      await db
        .insertInto('jobs')
        .values({
          name: 'search.mend',
          subject: '',
          payload: '{}',
          due_at: 0,
          created_at: 0,
          tries: 8,
          parked_at: ago(days),
          error: 'x',
        })
        .execute()
    const mail = { to_address: 'a@example.test', subject: '', text: '', html: '', message_id: '' }
    for (const [days, sent_at] of [
      [31, 1],
      [28, 1],
      [31, null],
      [91, null],
    ] as const)
      await db
        .insertInto('mails')
        .values({ ...mail, cause: `mail ${nextNumber()}`, created_at: ago(days), sent_at })
        .execute()
    const count = async () => ({
      log: (await db.selectFrom('acts').select('id').where('subject_kind', '=', 'thread').execute()).length,
      failures: (await db.selectFrom('jobs').select('id').where('parked_at', 'is not', null).execute()).length,
      mails: (await db.selectFrom('mails').select('id').execute()).length,
    })

    expect(await keep({})).toEqual({ kind: 'saved' })
    await runSchedules(db, world.clock)
    world.clock.advance(DAY)
    await runSchedules(db, world.clock)
    await settle()
    expect(await count()).toEqual({ log: 2, failures: 2, mails: 2 })

    const asked = await keep({ log: 180, failures: 90, mails: 7 }, '')
    expect(asked).toMatchObject({ counts: { log: 1, failures: 1, mails: 2 } })
    await keep({ log: 180, failures: 90, mails: 7 })
    await settle()
    expect(await count()).toEqual({ log: 1, failures: 1, mails: 0 })
  })

  test('admins alone choose it, and a longer time needs no word', async () => {
    const moderator = { ...world, viewer: aViewer({ role: 'moderator' }) }
    const tried = changeRetention(moderator, DEFAULT_KEPT, '')
    await expect(tried).rejects.toMatchObject({ code: 'forbidden' })

    await aRequest(db, { asked_at: ago(50) })
    await writeSite(db, world.clock, null, { kept: { ...DEFAULT_KEPT, requests: 30 } })
    expect(await keep({ requests: 90 }, '')).toEqual({ kind: 'saved' })
    expect((await readSite(db)).kept.requests).toBe(90)
  })
})
