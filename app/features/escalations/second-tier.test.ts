import { describe, expect, it, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '#app/kernel/clock.ts'
import type { Role } from '#app/kernel/roles.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import { parseForm } from '#app/platform/http/forms.server.ts'
import type { Database } from '#db/client.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aCategory, aMember, aPost, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { NOON } from '#test/support/fakes/clock.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { saveSecondTier } from './commands/save-second-tier.server.ts'
import { rankEscalations } from './jobs/rank-escalations.server.ts'
import { followThread, reviewThread } from './jobs/review-thread.server.ts'
import { dryRun } from './queries/dry-run.server.ts'
import { newOrder } from './queries/new-order.server.ts'
import { DEFAULT_SECOND_TIER, readSecondTier } from './queries/second-tier.server.ts'
import type { RuleName } from './rules/dry-run.ts'
import { fieldsOf, RULE_NAMES, SecondTierForm } from './schemas/second-tier.ts'
import type { SecondTier } from './types.ts'

describe('the form', () => {
  const sent = (given: Readonly<Record<string, string>>, intent = 'save') => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...fieldsOf(DEFAULT_SECOND_TIER), ...given, intent }))
      if (value !== '' || !name.startsWith('on.')) form.set(name, value)
    return parseForm(SecondTierForm, form)
  }
  const wrong = (given: Readonly<Record<string, string>>): readonly string[] => {
    try {
      sent(given)
      return []
    } catch (error) {
      return Object.keys((error as { fields: object }).fields)
    }
  }

  test('holds what is set, and gives it back as it was', () => {
    expect(sent({}).tier).toEqual(DEFAULT_SECOND_TIER)
    const changed = sent({
      'on.due': '',
      'atRisk.percent': '60',
      mostOpen: '7',
      'phrases.money.other': ' one \r\n\ntwo\none',
    }).tier
    expect(changed.rules).toMatchObject({ due: { on: false }, atRisk: { percent: 60 } })
    expect(changed).toMatchObject({ mostOpen: 7, lists: { money: { other: ['one', 'two'] } } })
    expect(RULE_NAMES.map((rule) => sent({}, `dry-${rule}`).intent)).toEqual(RULE_NAMES.map((rule) => `dry-${rule}`))
  })

  test.each<readonly [string, string]>([
    ['weight.severity', '0'],
    ['weight.spread', '101'],
    ['weight.waiting', '-1'],
    ['weight.influence', ''],
    ['atRisk.percent', '9'],
    ['atRisk.percent', '96'],
    ['severity.level', '5'],
    ['came-back.times', '0'],
    ['spread.people', '1'],
    ['spread.hours', '1e3'],
    ['idleMinutes', '9'],
    ['mostOpen', '0'],
    ['closeAfterDays', 'soon'],
    ['giving', 'lottery'],
    ['phrases.money.en', 'fine\n(broken'],
    ['phrases.press.other', '*'],
  ])('refuses %s: “%s”', (name, value) => {
    expect(wrong({ [name]: value })).toEqual([name])
  })

  test('quotes the phrase that it can’t read', () => {
    expect(() => sent({ 'phrases.money.en': 'fine\n(broken' })).toThrow()
    try {
      sent({ 'phrases.money.en': 'fine\n(broken' })
    } catch (error) {
      expect(JSON.stringify((error as { fields: object }).fields)).toContain('(broken')
    }
  })
})

eachDatabase((_name, open) => {
  const set = async () => {
    const database = open()
    await database.clear()
    const services = someServices(database)
    const { db } = services
    const as = async (role: Role) => services.as(asViewer(await aMember(db, { role })))
    const category = await aCategory(db, { first_minutes: 240, solve_minutes: 960 })
    const admin = await as('admin')
    const save = (given: Partial<SecondTier>) => saveSecondTier(admin, { ...DEFAULT_SECOND_TIER, ...given })
    return { database, db, services, as, category: category.id, admin, save }
  }
  /** A thread that is late, and stands at the desk. */
  const escalated = async (
    services: TestServices,
    category: number,
    given: Parameters<typeof aThread>[1] = {},
  ): Promise<number> => {
    const { id } = await aThread(services.db, {
      category_id: category,
      promised: 1,
      due_at: NOON - HOUR,
      created_at: NOON - 5 * HOUR,
      ...given,
    })
    await reviewThread(services, await readSite(services.db), id)
    return id
  }
  const scores = async (db: Database) => {
    const rows = await db
      .selectFrom('escalations')
      .select(['id', 'thread_id', 'score', 'waiting', 'version'])
      .orderBy('id')
      .execute()
    return rows.map((row) => ({ ...row, thread: row.thread_id }))
  }

  describe('setting how the desk works', () => {
    it('keeps what an admin sets, writes it down once, and has everything scored anew', async () => {
      const { db, save, as } = await set()
      const weights = { severity: 60, spread: 10, influence: 5, waiting: 25 }

      expect(await save({ weights, mostOpen: 4 })).toBe(true)
      expect(await save({ weights, mostOpen: 4 })).toBe(false)

      expect(await readSecondTier(db)).toEqual({ ...DEFAULT_SECOND_TIER, weights, mostOpen: 4 })
      const acts = await db.selectFrom('acts').select(['verb', 'subject_kind', 'detail']).execute()
      expect(acts).toEqual([
        {
          verb: 'change',
          subject_kind: 'setting',
          detail: JSON.stringify({ changed: ['second-tier.weights', 'second-tier.mostOpen'] }),
        },
      ])
      expect(await db.selectFrom('jobs').select('name').execute()).toEqual([{ name: 'escalations.rank' }])
      for (const role of ['agent', 'moderator'] as const)
        await expect(saveSecondTier(await as(role), DEFAULT_SECOND_TIER)).rejects.toMatchObject({ code: 'forbidden' })
    })

    it('two admins at once leave one of the two, whole', async () => {
      const { db, admin, database } = await set()
      const tiers = [
        { ...DEFAULT_SECOND_TIER, idleMinutes: 30, giving: 'turns' as const },
        { ...DEFAULT_SECOND_TIER, idleMinutes: 60, giving: 'turns' as const },
      ]
      await Promise.all(
        tiers.map((tier, at) => saveSecondTier({ ...admin, db: at === 0 ? db : database.another() }, tier)),
      )
      expect(tiers).toContainEqual(await readSecondTier(db))
    })

    it('has what is open looked at again once a rule changed, and brings it to the desk', async () => {
      const { db, services, category, save } = await set()
      const thread = { category_id: category, promised: 1, title: 'I was charged twice', created_at: NOON - HOUR }
      await save({ rules: { ...DEFAULT_SECOND_TIER.rules, severity: { on: false, level: 3 } } })
      const open = await aThread(db, thread)
      const solved = await aThread(db, { ...thread, accepted_post_id: 1, accepted_at: NOON })
      const old = await aThread(db, { ...thread, promised: 0 })
      for (const { id } of [open, solved, old]) await reviewThread(services, await readSite(db), id)
      expect(await scores(db)).toEqual([])

      await save({})
      await db.deleteFrom('jobs').execute()
      await rankEscalations(services, await readSite(db))

      const jobs = await db.selectFrom('jobs').select(['name', 'subject']).execute()
      expect(jobs).toEqual([{ name: 'escalation.review', subject: `thread:${open.id}` }])
      await reviewThread(services, await readSite(db), open.id)
      expect(await scores(db)).toMatchObject([{ thread: open.id }])
    })
  })

  describe('the job after a further answer', () => {
    it('looks only at what stands at the desk, or whose time has come', async () => {
      const { db, services, category } = await set()
      const site = await readSite(db)
      const given = { category_id: category, promised: 1, title: 'I was charged twice', answer_count: 2 }
      const { id } = await aThread(db, { ...given, created_at: NOON - HOUR, review_at: NOON + HOUR })
      await followThread(services, site, id)
      expect(await scores(db)).toEqual([])
      services.clock.advance(2 * HOUR)
      await followThread(services, site, id)
      const [atDesk] = await scores(db)
      expect(atDesk).toMatchObject({ thread: id })

      await db.updateTable('threads').set({ accepted_post_id: 1, accepted_at: NOON, review_at: null }).execute()
      await followThread(services, site, id)
      expect(await db.selectFrom('escalations').select('resolution').execute()).toEqual([{ resolution: 'solved' }])
    })
  })

  describe('the job that scores the open ones', () => {
    it('lets waiting grow while nothing happens, and writes only what changed', async () => {
      const { db, services, category } = await set()
      const id = await escalated(services, category)
      const done = await escalated(services, category)
      await db
        .updateTable('escalations')
        .set({ state: 'resolved', resolved_at: NOON })
        .where('thread_id', '=', done)
        .execute()
      const [before] = await scores(db)

      await rankEscalations(services, await readSite(db))
      expect(await scores(db)).toMatchObject([before, {}])
      services.clock.advance(2 * HOUR)
      await rankEscalations(services, await readSite(db))

      const [after, over] = await scores(db)
      expect(after).toMatchObject({ thread: id, version: (before?.version ?? 0) + 1 })
      expect(after?.waiting).toBeGreaterThan(before?.waiting ?? 0)
      expect(after?.score).toBe((before?.score ?? 0) + (after?.waiting ?? 0) - (before?.waiting ?? 0))
      expect(over).toMatchObject({ thread: done, version: 1 })
      // What a look at the thread finds is the same.
      await reviewThread(services, await readSite(db), id)
      expect((await scores(db))[0]).toEqual(after)
    })

    it('scores by new weights, over more than a page, also twice at once', async () => {
      const { db, services, category, save, database } = await set()
      const asker = (await aMember(db)).id
      for (let n = 0; n < 205; n += 1) {
        const { id } = await aThread(db, {
          category_id: category,
          author_id: asker,
          kind: n % 2 ? 'problem' : 'question',
        })
        const why = {
          severity: { level: n % 2, class: null, words: '' },
          spread: { sameHere: 0, similar: 0 },
          influence: { customer: 0, plan: '', accepted: 0 },
          waiting: { percent: null, days: 0 },
        }
        await db
          .insertInto('escalations')
          .values({ thread_id: id, opened_at: NOON, why: JSON.stringify(why) })
          .execute()
      }
      await save({ weights: { severity: 100, spread: 0, influence: 0, waiting: 0 } })

      const site = await readSite(db)
      await Promise.all([
        rankEscalations(services, site),
        rankEscalations({ ...services, db: database.another() }, site),
      ])

      const found = await scores(db)
      expect(found.map((row) => row.score)).toEqual(found.map((_, n) => (n % 2 ? 50 : 0)))
      expect(Math.max(...found.map((row) => row.version))).toBe(2)
    })

    it('has threads looked at whose job was lost, once, and leaves those alone that failed', async () => {
      const { db, services } = await set()
      const lost = await aThread(db, { review_at: NOON - DAY })
      const waits = await aThread(db, { review_at: NOON - MINUTE })
      const failed = await aThread(db, { review_at: NOON - MINUTE })
      await aThread(db, { review_at: NOON + MINUTE })
      await aThread(db)
      await enqueue(db, 'escalation.review', { thread: waits.id }, { now: NOON - HOUR })
      await enqueue(db, 'escalation.review', { thread: failed.id }, { now: NOON - HOUR })
      await db
        .updateTable('jobs')
        .set({ parked_at: NOON, pending_key: null })
        .where('subject', '=', `thread:${failed.id}`)
        .execute()

      for (let n = 0; n < 2; n += 1) await rankEscalations(services, await readSite(db))

      const jobs = await db.selectFrom('jobs').select(['subject', 'parked_at']).orderBy('id').execute()
      expect(jobs).toEqual([
        { subject: `thread:${waits.id}`, parked_at: null },
        { subject: `thread:${failed.id}`, parked_at: NOON },
        { subject: `thread:${lost.id}`, parked_at: null },
      ])
    })
  })

  describe('the order that other weights make', () => {
    it('stands beside the present one, and nothing is saved', async () => {
      const { db, services, category, as } = await set()
      const asked = (given: Parameters<typeof aThread>[1]) => escalated(services, category, given)
      const late = await asked({ title: 'Late for long', created_at: NOON - 2 * DAY, due_at: NOON - DAY })
      const serious = await asked({ title: 'I was charged twice', created_at: NOON - HOUR })
      await asked({ title: 'Waits for its asker', details_asked_at: NOON - MINUTE })
      const before = await scores(db)
      const agent = await as('agent')

      const { count, places } = await newOrder(agent, { severity: 1, spread: 0, influence: 0, waiting: 100 })

      const idOf = (thread: number) => before.find((row) => row.thread === thread)?.id
      expect(count).toBe(2)
      expect(places.map(({ now, then }) => [now.id, then.id, then.was])).toEqual([
        [idOf(serious), idOf(late), 2],
        [idOf(late), idOf(serious), 1],
      ])
      expect(places[0]?.now).toMatchObject({ title: 'I was charged twice' })
      expect(await scores(db)).toEqual(before)
      await expect(newOrder(await as('customer'), DEFAULT_SECOND_TIER.weights)).rejects.toMatchObject({
        code: 'forbidden',
      })
    })
  })

  describe('trying a rule on past threads', () => {
    it('counts what it would have escalated, and how much of what nobody ever answered it catches', async () => {
      const { db, category, as } = await set()
      const at = { category_id: category, created_at: NOON - 10 * DAY }
      const advocate = await aMember(db, { role: 'advocate' })
      const asker = await aMember(db)
      const never = await aThread(db, { ...at, title: 'Never answered' })
      const late = await aThread(db, { ...at, title: 'Answered late', first_answer_at: NOON - 8 * DAY })
      const quick = await aThread(db, {
        ...at,
        title: 'I was charged twice',
        first_answer_at: NOON - 10 * DAY + MINUTE,
        author_id: asker.id,
      })
      const hidden = await aThread(db, { ...at, private_at: at.created_at, title: 'Asked privately' })
      await aThread(db, { ...at, kind: 'idea' })
      await aThread(db, { ...at, hidden_at: NOON })
      await aThread(db, { ...at, created_at: NOON - 91 * DAY })
      for (let n = 0; n < 5; n += 1)
        await db
          .insertInto('same_here')
          .values({ thread_id: never.id, member_id: (await aMember(db)).id, at: at.created_at + n * MINUTE })
          .execute()
      const post = { thread_id: quick.id, author_id: asker.id, kind: 'comment' }
      for (let n = 1; n < 3; n += 1) {
        await aPost(db, { thread_id: quick.id, kind: 'answer', created_at: NOON - 9 * DAY + n * HOUR - MINUTE })
        await aPost(db, { ...post, created_at: NOON - 9 * DAY + n * HOUR })
      }
      const answer = await aPost(db, { thread_id: late.id })
      await db
        .insertInto('acts')
        .values([
          {
            at: NOON - 7 * DAY,
            member_id: asker.id,
            subject_kind: 'thread',
            subject_id: quick.id,
            verb: 'did not help',
          },
          {
            at: NOON,
            member_id: advocate.id,
            subject_kind: 'post',
            subject_id: answer.id,
            verb: 'withdraw acceptance',
          },
        ])
        .execute()
      await db.insertInto('customers').values({ member_id: asker.id, influence: 3, changed_at: NOON }).execute()
      const escalation = await db
        .insertInto('escalations')
        .values({ thread_id: late.id, opened_at: NOON })
        .returning('id')
        .executeTakeFirstOrThrow()
      await db
        .insertInto('escalation_reasons')
        .values({ escalation_id: escalation.id, reason: 'asked', at: NOON, by_id: advocate.id })
        .execute()

      const agent = await as('agent')
      const caught: Partial<Record<RuleName, readonly string[]>> = {}
      for (const rule of RULE_NAMES) {
        const result = await dryRun(agent, { rule, ...DEFAULT_SECOND_TIER })
        expect(result).toMatchObject({
          rule,
          days: 90,
          looked: 4,
          unanswered: 2,
          isCut: false,
          found: result.rows.length,
        })
        expect(result.foundUnanswered).toBe(result.rows.filter((row) => row.isUnanswered).length)
        caught[rule] = result.rows.map((row) => row.title).sort()
      }

      expect(caught).toEqual({
        atRisk: ['Answered late', 'I was charged twice', 'Never answered'],
        due: ['Answered late', 'Asked privately', 'I was charged twice', 'Never answered'],
        'solve-due': ['I was charged twice'],
        severity: ['I was charged twice'],
        'came-back': ['I was charged twice'],
        'did-not-help': ['I was charged twice'],
        wrong: ['Answered late'],
        spread: ['Never answered'],
        influence: ['I was charged twice'],
        private: ['Asked privately'],
        asked: ['Answered late'],
      })
      expect(hidden.id).toBeGreaterThan(0)
      await expect(dryRun(await as('customer'), { rule: 'due', ...DEFAULT_SECOND_TIER })).rejects.toMatchObject({
        code: 'forbidden',
      })
    })

    it('looks at so many at most, the newest first, and says so', async () => {
      const { db, category, as } = await set()
      const author_id = (await aMember(db)).id
      for (let n = 0; n < 203; n += 1)
        await aThread(db, { category_id: category, author_id, created_at: NOON - DAY - n, title: `Thread ${n}` })
      const agent = await as('agent')

      const all = await dryRun(agent, { rule: 'due', ...DEFAULT_SECOND_TIER })
      expect(all).toMatchObject({ looked: 203, found: 203, isCut: false })
      expect(all.rows.map((row) => row.title)).toEqual(Array.from({ length: 20 }, (_, n) => `Thread ${n}`))
      expect(await dryRun(agent, { rule: 'due', ...DEFAULT_SECOND_TIER }, 201)).toMatchObject({
        looked: 201,
        isCut: true,
      })
      expect(await dryRun(agent, { rule: 'due', ...DEFAULT_SECOND_TIER }, 203)).toMatchObject({
        looked: 203,
        isCut: false,
      })
    })

    it('keeps to what its reader may read', async () => {
      const { db, as } = await set()
      const closed = await aCategory(db, { access: 'restricted', roles: 'moderator', first_minutes: 60 })
      await aThread(db, { category_id: closed.id, created_at: NOON - DAY })
      expect(await dryRun(await as('agent'), { rule: 'due', ...DEFAULT_SECOND_TIER })).toMatchObject({
        looked: 0,
        rows: [],
      })
      expect(await dryRun(await as('moderator'), { rule: 'due', ...DEFAULT_SECOND_TIER })).toMatchObject({ looked: 1 })
    })
  })
})
