import type { KyselyPlugin } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { eachDatabase } from '#test/support/databases.ts'
import { aRequest, aTopic, anArticle } from '#test/support/factories/knowledge.ts'
import { aCategory, aMember, aPost, aThread } from '#test/support/factories/rows.ts'
import { NOON } from '#test/support/fakes/clock.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { textIn } from '#app/locale/saying.ts'
import { speak } from '#app/locale/speak.ts'
import { DAY, WEEK, weekOf } from '#app/kernel/clock.ts'
import { AppError } from '#app/kernel/errors.ts'
import type { Context } from '#app/platform/context.server.ts'
import { keepSourceBrand } from '#app/features/requests/commands/source-brand.server.ts'
import type { Database } from '#db/client.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import type { SearchEngine } from '#search/engine.ts'
import { decideOn } from './commands/decide-on.server.ts'
import { decideTopic, moveRequest, undoDecision, type TopicDecision } from './commands/decide-topic.server.ts'
import { cancelMining, mineNightly, startMining } from './commands/start-mining.server.ts'
import { countTopic } from './jobs/count-topic.server.ts'
import { coverTopic } from './jobs/cover-topic.server.ts'
import { mineTopics } from './jobs/mine-topics.server.ts'
import { gatherTopics, placeRequests } from './jobs/place-requests.server.ts'
import { draftFrom } from '#app/features/knowledge/queries/drafts.server.ts'
import { openMiningText } from './queries/mining-inputs.server.ts'
import { getTopicGroups } from './queries/topic-groups.server.ts'
import { getTopicPage } from './queries/topic-page.server.ts'
import { getTopicsDesk } from './queries/topics-desk.server.ts'
import { randomFrom } from './rules/random.ts'
import { TopicForm } from './schemas.ts'
import type { DecisionView } from './types.ts'
import { decisionWords } from './ui/topic-decisions.tsx'
import { topicWords } from './words/topic.ts'

/** What the page says of a decision, were it Agnes’. */
const told = (one: DecisionView): string => decisionWords(speak('en', topicWords), { ...one, by: 'Agnes' })

const WORDS = [
  'card payment declined terminal shop refused checkout',
  'password reset login locked account forgot sign',
  'parcel courier late tracking delivery shipment arrived',
  'refund return jacket shoes size exchange wrong',
  'printer paper jam cartridge toner driver offline',
].map((words) => words.split(' '))
const AT = { asked_at: NOON, created_at: NOON }
const SMALL = 'how why what can i do my the a is was it with for again please'.split(' ')

const refusal = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : Promise.reject(error as Error)),
  )

eachDatabase((_name, open) => {
  let db: Database
  let services: TestServices
  let agnes: Context
  beforeEach(async () => {
    const database = open()
    await database.clear()
    db = database.db
    services = someServices(database)
    agnes = services.as(asViewer(await aMember(db, { role: 'agent' })))
  })

  const topics = () => db.selectFrom('topics').selectAll().orderBy('id').execute()
  const topic = (id: number) => db.selectFrom('topics').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const requests = () => db.selectFrom('requests').selectAll().orderBy('id').execute()
  const decide = async (id: number, decision: TopicDecision) => {
    const done = await decideTopic(agnes, id, decision)
    const made = await db.selectFrom('topic_decisions').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()
    return { ...done, decision: made.id }
  }
  const mine = async (): Promise<number> => {
    const run = await startMining(agnes)
    await mineTopics(services, run)
    return run
  }
  const run = (id: number) => db.selectFrom('mining_runs').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  /** Requests that ask after `kinds` of the topics above, in turn; their source says which. */
  const ask = async (count: number, kinds: readonly number[], seed = 7): Promise<void> => {
    const random = randomFrom(seed)
    for (let n = 0; n < count; n++) {
      const kind = kinds[n % kinds.length] ?? 0
      const own = WORDS[kind] ?? []
      const words = [
        own[n % own.length] ?? '',
        ...own.filter(() => random() < 0.4),
        ...SMALL.filter(() => random() < 0.3),
      ]
      await aRequest(db, { source: `kind ${kind}`, subject: '', text: words.join(' ') })
    }
  }
  /** Four hundred requests each about three things: in fifteen of a hundred the same, in the others what nobody else asks. */
  const askWidely = async (): Promise<void> => {
    const random = randomFrom(3)
    const syllables = 'ba de fi go ku lo ma ni po ru'.split(' ')
    const nonsense = (): string => [1, 2, 3].map(() => syllables[Math.floor(random() * 10)] ?? '').join('')
    const about = [
      ['invoice', 'billing', 'account', 'cancel'],
      ['printer', 'cartridge', 'toner', 'offline'],
      ['parcel', 'courier', 'delivery', 'stranger'],
    ] as const
    for (const [source, one, other, act] of about) {
      const rows = Array.from({ length: 400 }, (_, n) => {
        const small = SMALL.filter(() => random() < 0.3)
        const things = [source, one, other]
        const said =
          n % 100 < 15
            ? [act, ...things]
            : [...things.filter(() => random() < 0.8), nonsense(), nonsense(), nonsense(), nonsense()]
        const text = [...small, ...said].join(' ')
        const asker = `${source} ${n}`
        return { ...{ channel: 'mail', source, external_id: asker, requester_key: asker, subject: '', text }, ...AT }
      })
      for (let from = 0; from < rows.length; from += 100)
        await db
          .insertInto('requests')
          .values(rows.slice(from, from + 100))
          .execute()
    }
  }
  /** For each kind of request the topic that most of them are in. */
  const homes = async (): Promise<ReadonlyMap<string, number>> => {
    const counts = new Map<string, Map<number, number>>()
    for (const { source, topic_id } of await requests()) {
      if (topic_id === null) continue
      const own = counts.get(source) ?? new Map<number, number>()
      own.set(topic_id, (own.get(topic_id) ?? 0) + 1)
      counts.set(source, own)
    }
    return new Map([...counts].map(([source, own]) => [source, [...own].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0]))
  }
  const share = async (source: string, id: number): Promise<number> => {
    const own = (await requests()).filter((one) => one.source === source)
    return own.filter((one) => one.topic_id === id).length / own.length
  }
  const home = async (kind: number): Promise<number> => (await homes()).get(`kind ${kind}`) ?? 0

  describe('a run', () => {
    test('finds the topics that are there, and finds them again with their numbers', async () => {
      await ask(200, [0, 1, 2, 3])
      const id = await mine()

      expect(await run(id)).toMatchObject({ stage: 'done', progress: 1000, request_count: 200, error: '' })
      const before = await homes()
      expect(new Set(before.values()).size).toBe(4)
      for (const [source, at] of before) expect(await share(source, at)).toBeGreaterThan(0.75)
      const rows = await topics()
      for (const at of before.values()) {
        const row = rows.find((one) => one.id === at)
        expect(row?.request_count).toBeGreaterThan(30)
        expect(row?.title).not.toBe('')
        expect(row?.subject_id).not.toBeNull()
        const asked = (await requests()).find((one) => one.id === row?.title_request_id)
        expect(asked?.topic_id).toBe(at)
      }
      expect(await db.selectFrom('subjects').select('id').where('title', '=', '').execute()).toEqual([])

      await ask(20, [0, 1, 2, 3], 8)
      await mine()
      expect(await homes()).toEqual(before)
      await mineTopics(services, id)
      expect(await homes()).toEqual(before)
    })

    // Twelve hundred requests are mined: a busy machine takes its time.
    test('makes a topic of what several ask, and lists what else is asked apart', { timeout: 120_000 }, async () => {
      await askWidely()
      const [all, printers] = [await aTopic(db), await aTopic(db, { title: 'Printers', renamed_at: NOON })]
      await db.updateTable('requests').set({ topic_id: all.id }).where('source', '=', 'invoice').execute()
      await db.updateTable('requests').set({ topic_id: printers.id }).where('source', '=', 'printer').execute()
      await mine()

      const desk = (tab: 'all' | 'others') => getTopicsDesk(agnes, { tab, subject: null, page: null })
      const list = await desk('all')
      const others = await desk('others')
      const question = list.rows.find(({ title }) => /cancel/i.test(title))
      // What it was before goes on as a part of it that is a question.
      expect(question?.id).toBe(all.id)
      expect(question?.askerCount).toBe(60)
      expect(list.rows.some(({ isRest }) => isRest)).toBe(false)
      const rest = others.rows.find(({ title }) => title.includes('invoice'))
      expect(rest).toMatchObject({ isRest: true, saving: 0, askerCount: 340 })
      expect(list.otherCount).toBe(others.rows.reduce((sum, row) => sum + row.askerCount, 0))
      expect(list.counts).toMatchObject({ all: list.rows.length, others: others.rows.length })
      // The editor's name stays with the most of what it was given to.
      const named = await topic(printers.id)
      expect(named).toMatchObject({ title: 'Printers', is_rest: 0 })
      expect(named.request_count).toBeGreaterThan(300)

      const page = await getTopicPage(agnes, rest?.id ?? 0, null)
      expect(page).toMatchObject({ isRest: true, titleShare: null, requestCount: 340 })
      expect(page.others.map(({ id }) => id)).not.toContain(rest?.id)
      const ofQuestion = await getTopicPage(agnes, all.id, null)
      expect(ofQuestion.isRest).toBe(false)

      await aRequest(db, { source: 'invoice', subject: '', text: 'Please cancel the invoice on my billing account' })
      await aRequest(db, { source: 'invoice', subject: '', text: 'invoice billing account goboru pofide' })
      await placeRequests(services)
      expect((await requests()).slice(-2).map((row) => row.topic_id)).toEqual([all.id, rest?.id])

      const before = (await topics()).map(({ id, is_rest, request_count }) => [id, is_rest, request_count > 0])
      await mine()
      const after = (await topics()).map(({ id, is_rest, request_count }) => [id, is_rest, request_count > 0])
      expect(after).toEqual(before)
      // Words of a subject are nobody's request: they stay when requests are counted again.
      await countTopic(services, rest?.id ?? 0)
      expect((await topic(rest?.id ?? 0)).title).toBe(rest?.title)
    })

    test('keeps what editors decided: names, joins, partings, places and refusals', async () => {
      await ask(200, [0, 1, 2, 3])
      await mine()
      const [cards, logins, parcels, refunds] = [await home(0), await home(1), await home(2), await home(3)]
      await decide(cards, { kind: 'rename', title: 'A card is declined' })
      await decide(parcels, { kind: 'merge', into: refunds })
      const some = (await requests())
        .filter((one) => one.topic_id === logins)
        .slice(0, 10)
        .map(({ id }) => id)
      const { topicId: locked } = await decide(logins, { kind: 'split', title: 'Locked accounts', requests: some })
      const moved = (await requests()).find((one) => one.topic_id === cards)?.id ?? 0
      await decide(cards, { kind: 'move', request: moved, into: logins })
      const out = (await requests()).find((one) => one.topic_id === cards)?.id ?? 0
      await decide(cards, { kind: 'move', request: out, into: null })
      await decide(logins, { kind: 'never', reason: 'Not ours' })

      await ask(40, [0, 1, 2, 3], 9)
      await mine()

      expect((await topic(cards)).title).toBe('A card is declined')
      expect(await home(0)).toBe(cards)
      expect([await home(2), await home(3)]).toEqual([refunds, refunds])
      expect((await requests()).filter((one) => one.topic_id === parcels)).toEqual([])
      expect((await requests()).filter((one) => one.topic_id === locked).map(({ id }) => id)).toEqual(some)
      const places = new Map((await requests()).map((one) => [one.id, one.topic_id]))
      expect([places.get(moved), places.get(out)]).toEqual([logins, null])
      expect((await topic(logins)).never_at).not.toBeNull()
      expect(
        (await getTopicsDesk(agnes, { tab: 'all', subject: null, page: null })).rows.map((row) => row.id),
      ).not.toContain(logins)
      expect(
        (await getTopicsDesk(agnes, { tab: 'dismissed', subject: null, page: null })).rows.map((row) => row.id),
      ).toEqual([logins])
    })

    test('a merge that is decided while it goes on is respected', async () => {
      await ask(200, [0, 1, 2, 3])
      await mine()
      const [cards, logins] = [await home(0), await home(1)]
      const next = await startMining(agnes)

      const going = mineTopics(services, next)
      await decide(cards, { kind: 'merge', into: logins })
      await going

      expect((await requests()).filter((one) => one.topic_id === cards)).toEqual([])
      expect([await home(0), await home(1)]).toEqual([logins, logins])
    })

    test('what arrives afterwards is placed into its topics; what fits nowhere is gathered into a proposal', async () => {
      await ask(200, [0, 1, 2, 3])
      await placeRequests(services)
      expect((await requests()).every((one) => one.topic_at === null)).toBe(true)
      await mine()
      const before = await homes()
      await decide(before.get('kind 0') ?? 0, { kind: 'merge', into: before.get('kind 1') ?? 0 })
      services.clock.advance(1000)

      await db.updateTable('requests').set({ source: 'old' }).execute()
      await ask(24, [0, 2], 11)
      await placeRequests(services)
      await placeRequests(services)
      expect(await home(0)).toBe(before.get('kind 1'))
      expect(await home(2)).toBe(before.get('kind 2'))
      expect(await share('kind 2', before.get('kind 2') ?? 0)).toBeGreaterThan(0.7)

      await ask(80, [4], 12)
      await placeRequests(services)
      const jobs = await db.selectFrom('jobs').select('name').where('name', '=', 'topics.gather').execute()
      expect(jobs).toHaveLength(1)
      services.clock.advance(1000)
      await gatherTopics(services)
      await db.deleteFrom('jobs').where('name', '=', 'topics.gather').execute()
      await ask(4, [4], 13)
      await placeRequests(services)
      expect(await db.selectFrom('jobs').select('id').where('name', '=', 'topics.gather').execute()).toEqual([])
      await gatherTopics(services)
      const printers = await topic(await home(4))
      expect(printers.proposed_at).not.toBeNull()
      expect(await share('kind 4', printers.id)).toBeGreaterThan(0.4)
      const proposed = await getTopicsDesk(agnes, { tab: 'proposed', subject: null, page: null })
      expect(proposed.rows.every((row) => row.isProposed)).toBe(true)
    })

    /** Something new, said with what stands in the place of something personal. */
    const askRedacted = async (begin: string, label: string, count: number): Promise<void> => {
      const random = randomFrom(17)
      const own = WORDS[4] ?? []
      for (let n = 0; n < count; n++) {
        const words = [
          own[n % own.length] ?? '',
          ...own.filter(() => random() < 0.4),
          ...SMALL.filter(() => random() < 0.3),
        ]
        await aRequest(db, { source: 'new', subject: '', text: `${begin} [${label}] ${words.join(' ')}` })
      }
    }

    test.each(['card number', 'order number'])(
      'something new beside “[%s]” is proposed as a topic of its own, and kept by the next run',
      async (label) => {
        await db
          .insertInto('redaction_patterns')
          .values({ name: 'order number', pattern: 'ORD-\\d+', created_at: 0 })
          .execute()
        await ask(200, [0, 1, 2, 3])
        for (const { id, text, source } of await requests())
          if (source === 'kind 0')
            await db
              .updateTable('requests')
              .set({ text: `${text} [${label}] number order` })
              .where('id', '=', id)
              .execute()
        await mine()
        services.clock.advance(1000)

        await askRedacted('It is', label, 60)
        await placeRequests(services)
        expect((await requests()).filter((one) => one.source === 'new' && one.topic_id !== null)).toEqual([])
        services.clock.advance(1000)
        await gatherTopics(services)
        await mine()

        const own = (await homes()).get('new') ?? 0
        expect(own).not.toBe(await home(0))
        expect(await share('new', own)).toBeGreaterThan(0.75)
      },
    )

    test.each(['card number', 'order number'])(
      'what a run put into the topic of cards for its “[%s]” gets a topic of its own',
      async (label) => {
        await db
          .insertInto('redaction_patterns')
          .values({ name: 'order number', pattern: 'ORD-\\d+', created_at: 0 })
          .execute()
        await ask(200, [0, 1, 2, 3])
        await mine()
        const cards = await home(0)
        await askRedacted('My card', label, 60)
        await db.updateTable('requests').set({ topic_id: cards, topic_at: 1 }).where('source', '=', 'new').execute()

        await mine()

        const own = (await homes()).get('new') ?? 0
        expect(own).not.toBe(await home(0))
        expect(await share('new', own)).toBeGreaterThan(0.75)
        expect((JSON.parse((await topic(own)).words) as string[]).join(' ')).not.toMatch(/number|order/)
      },
    )

    test('is one at a time, and cancelled it changes no topic', async () => {
      await ask(60, [0, 1])
      const id = await startMining(agnes)
      expect(await startMining(agnes)).toBe(id)
      await cancelMining(agnes, id)
      await cancelMining(agnes, id)
      await mineTopics(services, id)
      expect([await topics(), (await run(id)).finished_at]).toEqual([[], null])
      expect((await getTopicsDesk(agnes, { tab: 'all', subject: null, page: null })).run?.state).toBe('cancelled')

      const next = await startMining(agnes)
      expect(next).not.toBe(id)
      const going = mineTopics(services, next)
      await cancelMining(agnes, next)
      await going
      expect([await topics(), (await run(next)).finished_at]).toEqual([[], null])

      const third = await mine()
      expect(await refusal(cancelMining(agnes, third))).toBe('conflict')
      expect(await refusal(cancelMining(agnes, 999_999))).toBe('not-found')
      const carla = services.as(asViewer(await aMember(db)))
      expect(await refusal(startMining(carla))).toBe('forbidden')
    })

    test('one that was given up hours ago does not stand in the way', async () => {
      const id = await startMining(agnes)
      services.clock.advance(3 * 3_600_000)
      expect(await startMining(agnes)).not.toBe(id)
    })

    test('that fails says so, leaves the topics as they were, and the next one works', async () => {
      await ask(60, [0, 1])
      const id = await startMining(agnes)
      await db.schema.alterTable('subjects').renameTo('subjects_away').execute()

      await expect(mineTopics(services, id)).rejects.toThrow(/subjects/)
      await db.schema.alterTable('subjects_away').renameTo('subjects').execute()

      const desk = await getTopicsDesk(agnes, { tab: 'all', subject: null, page: null })
      expect(desk.run).toMatchObject({ state: 'failed', error: 'It failed. The log says why.' })
      expect(await topics()).toEqual([])
      expect((await run(await mine())).finished_at).not.toBeNull()
    })

    test.each<[string, () => Promise<void>, number]>([
      ['no requests', async () => undefined, 0],
      ['one', async () => void (await aRequest(db)), 1],
      ['ten', () => ask(10, [0, 1]), 10],
      [
        'identical ones',
        async () => {
          for (let n = 0; n < 40; n++) await aRequest(db, { subject: 'Where is my card?', text: 'Where is my card?' })
        },
        40,
      ],
      [
        'only emoji',
        async () => {
          for (let n = 0; n < 40; n++) await aRequest(db, { subject: '', text: '😀😀👍' })
        },
        40,
      ],
      [
        'empty ones',
        async () => {
          for (let n = 0; n < 10; n++) await aRequest(db, { subject: '', text: '' })
        },
        10,
      ],
      [
        'several languages',
        async () => {
          for (let n = 0; n < 40; n++)
            await aRequest(db, {
              subject: '',
              text:
                ['Wo ist meine Karte geblieben?', 'Où est passée ma carte ?', 'カードはどこですか', 'أين بطاقتي'][
                  n % 4
                ] ?? '',
            })
        },
        40,
      ],
    ])('over %s ends well', async (what, make, count) => {
      await make()
      const id = await mine()
      await placeRequests(services)

      expect(await run(id)).toMatchObject({ stage: 'done', request_count: count })
      const rows = await topics()
      expect(rows.every((row) => row.title.trim() !== '')).toBe(true)
      if (what === 'only emoji' || what === 'empty ones') expect(rows).toEqual([])
      const desk = await getTopicsDesk(agnes, { tab: 'all', subject: null, page: null })
      expect(desk.requestCount).toBe(count)
      for (const row of desk.rows) await getTopicPage(agnes, row.id, null)
    })

    test('never joins two brands, which filter the list, and keeps to them when it places what comes later', async () => {
      await ask(200, [0, 1])
      const all = await requests()
      const second = all.filter((_, at) => at % 4 > 1).map(({ id }) => id)
      await db.updateTable('requests').set({ source: 'second shop' }).where('id', 'in', second).execute()
      const category = await aCategory(db)
      const thread = await aThread(db, { category_id: category.id })
      await db
        .updateTable('requests')
        .set({ source: 'community', thread_id: thread.id })
        .where('id', '=', second[0] ?? 0)
        .execute()
      await inTransaction(db, async (trx) => {
        await keepSourceBrand(trx, 'second shop', 'Second', 1)
        await keepSourceBrand(trx, 'kind 0', 'First', 1)
        await keepSourceBrand(trx, 'kind 1', 'FIRST', 1)
        const { id } = await trx
          .selectFrom('brands')
          .select('id')
          .where('name', '=', 'Second')
          .executeTakeFirstOrThrow()
        await trx.updateTable('categories').set({ brand_id: id }).where('id', '=', category.id).execute()
      })

      await mine()

      const brands = await db.selectFrom('brands').selectAll().orderBy('name').execute()
      expect(brands.map(({ name }) => name)).toEqual(['First', 'Second'])
      const [first = 0, other = 0] = brands.map(({ id }) => id)
      const brandOf = async (id: number): Promise<number | null> => (await topic(id)).brand_id
      const isOther = new Set(second)
      for (const { id, topic_id } of await requests())
        if (topic_id !== null) expect(await brandOf(topic_id)).toBe(isOther.has(id) ? other : first)
      const listed = async (asked: object) =>
        (await getTopicsDesk(agnes, { tab: 'all', subject: null, page: null, ...asked })).rows.map((row) => row.id)
      const ofSecond = (await topics()).filter((one) => one.brand_id === other).map(({ id }) => id)
      expect(ofSecond.length).toBeGreaterThan(0)
      expect((await listed({ brand: other })).sort((a, b) => a - b)).toEqual(ofSecond)
      expect((await listed({ source: 'community' })).length).toBe(1)
      expect(await listed({ source: 'nowhere' })).toEqual([])
      const [ours = 0] = await listed({ brand: first })
      await expect(decideTopic(agnes, ours, { kind: 'merge', into: ofSecond[0] ?? 0 })).rejects.toMatchObject({
        code: 'invalid',
      })

      const later = await aRequest(db, {
        source: 'second shop',
        subject: '',
        text: WORDS[0]?.join(' ') ?? '',
        topic_at: null,
      })
      await placeRequests(services)
      const placed = (await requests()).find(({ id }) => id === later.id)?.topic_id ?? 0
      expect(await brandOf(placed)).toBe(other)
    })

    test('gives what was one topic its two brands when a source turns out to be of another', async () => {
      await ask(120, [0, 1])
      await mine()
      const [cards, logins] = [await home(0), await home(1)]
      await decide(cards, { kind: 'merge', into: logins })
      await inTransaction(db, (trx) => keepSourceBrand(trx, 'kind 1', 'Second', services.clock.now()))
      await mine()

      const [one, other] = [await topic(await home(0)), await topic(await home(1))]
      expect(one.id).not.toBe(other.id)
      expect([one.brand_id, other.brand_id].filter((brand) => brand === null)).toHaveLength(1)
    })

    test('by night begins only when requests came or went since', async () => {
      await mineNightly(services)
      expect(await db.selectFrom('mining_runs').select('id').execute()).toEqual([])
      await ask(20, [0, 1])
      await mine()
      services.clock.advance(DAY)
      await mineNightly(services)
      expect(await db.selectFrom('mining_runs').select('id').execute()).toHaveLength(1)
      await aRequest(db, { created_at: services.clock.now() })
      await mineNightly(services)
      expect(await db.selectFrom('mining_runs').select('id').execute()).toHaveLength(2)
      await mine()
      services.clock.advance(DAY)
      await inTransaction(db, (trx) => keepSourceBrand(trx, 'kind 0', 'Second', services.clock.now()))
      await mineNightly(services)
      expect(await db.selectFrom('mining_runs').select('id').execute()).toHaveLength(3)
    })
  })

  describe('decisions', () => {
    /** Two topics with three requests each; the first has an article. */
    const two = async () => {
      const [a, b] = [await aTopic(db, { title: 'The first topic' }), await aTopic(db, { title: 'The second topic' })]
      const own: number[][] = [[], []]
      for (let n = 0; n < 6; n++)
        own[n % 2]?.push((await aRequest(db, { topic_id: n % 2 === 0 ? a.id : b.id, topic_at: 1 })).id)
      const article = await anArticle(db, { topic_id: a.id })
      return { a: a.id, b: b.id, ofA: own[0] ?? [], ofB: own[1] ?? [], article: article.id }
    }
    const places = async () => new Map((await requests()).map((one) => [one.id, one.topic_id]))
    const within = async (id: number) => (await requests()).filter((one) => one.topic_id === id).map((one) => one.id)

    test('two merges that cross at the same moment make one topic, not none', async () => {
      const { a, b } = await two()

      const done = await Promise.all([
        refusal(decideTopic(agnes, a, { kind: 'merge', into: b })),
        refusal(decideTopic(agnes, b, { kind: 'merge', into: a })),
      ])

      expect(done.filter((one) => one === 'done')).toHaveLength(1)
      expect(done.filter((one) => one === 'conflict' || one === 'invalid')).toHaveLength(1)
      const alive = (await topics()).filter((one) => one.merged_into === null)
      expect(alive).toHaveLength(1)
      expect(await within(alive[0]?.id ?? 0)).toHaveLength(6)
    })

    test('a merge is taken back with its requests, its pins and its article', async () => {
      const { a, b, ofA, ofB, article } = await two()
      await db
        .updateTable('requests')
        .set({ pinned_at: 5 })
        .where('id', '=', ofA[0] ?? 0)
        .execute()
      const { decision } = await decide(a, { kind: 'merge', into: b })
      expect(await db.selectFrom('articles').select('topic_id').executeTakeFirst()).toEqual({ topic_id: b })
      const later = await aRequest(db, { topic_id: b })

      await undoDecision(agnes, decision)
      await undoDecision(agnes, decision)

      expect([await within(a), await within(b)]).toEqual([ofA, [...ofB, later.id]])
      expect((await requests()).find((one) => one.id === ofA[0])?.pinned_at).toBe(5)
      expect(
        (await db.selectFrom('articles').select('topic_id').where('id', '=', article).executeTakeFirst())?.topic_id,
      ).toBe(a)
      expect((await topic(a)).merged_into).toBeNull()
    })

    test('a merge into a topic that was merged on is taken back all the same', async () => {
      const { a, b, ofA } = await two()
      const c = await aTopic(db)
      const { decision } = await decide(a, { kind: 'merge', into: b })
      await decide(b, { kind: 'merge', into: c.id })

      await undoDecision(agnes, decision)

      expect(await within(a)).toEqual(ofA)
      expect(await within(c.id)).toHaveLength(3)
    })

    test('a topic that is split off has telling words of its own', async () => {
      const { id } = await aTopic(db, { title: 'Cards', words: '["card","virtual"]' })
      for (let n = 0; n < 4; n++) await aRequest(db, { topic_id: id, subject: 'Where is my virtual card?' })
      const drones = [
        await aRequest(db, { topic_id: id, subject: 'A drone dropped my parcel' }),
        await aRequest(db, { topic_id: id, subject: 'My parcel fell from a drone' }),
      ]

      const { topicId } = await decide(id, {
        kind: 'split',
        title: 'Parcels from the air',
        requests: drones.map((one) => one.id),
      })

      const words = JSON.parse((await topic(topicId)).words) as string[]
      expect(words.slice(0, 2).sort()).toEqual(['drone', 'parcel'])
      expect(words).not.toContain('card')
    })

    test('what stands in the place of something personal is not read as the asker’s words', async () => {
      await db
        .insertInto('redaction_patterns')
        .values({ name: 'order (EU)', pattern: 'ORD-\\d+', created_at: 0 })
        .execute()
      const miningText = await openMiningText(db)

      expect(miningText('Help', 'My [card number] is gone, [name], see [order (EU)] [1]').match(/\w+/g)).toEqual([
        'Help',
        'My',
        'is',
        'gone',
        'see',
        '1',
      ])
      expect(miningText('Where is [order (EU)]', 'The parcel is late')).toContain('late')
    })

    test('a split, and a move, are taken back to where the topic went meanwhile', async () => {
      const { a, b, ofA } = await two()
      const split = await decide(a, { kind: 'split', title: 'A part of it', requests: ofA.slice(0, 2) })
      const move = await decide(split.topicId, { kind: 'move', request: ofA[0] ?? 0, into: b })
      await undoDecision(agnes, move.decision)
      expect(await within(split.topicId)).toEqual(ofA.slice(0, 2))
      expect((await requests()).find((one) => one.id === ofA[0])?.pinned_at).not.toBeNull()

      await decide(a, { kind: 'merge', into: b })
      await undoDecision(agnes, split.decision)
      expect(await within(split.topicId)).toEqual([])
      expect(await within(b)).toHaveLength(6)
      expect((await requests()).every((one) => one.pinned_at === null)).toBe(true)
    })

    test('a topic that holds two questions is looked at closer, and parted by the groups it falls into', async () => {
      const { a } = await two()
      await db.deleteFrom('requests').where('topic_id', '=', a).execute()
      for (let n = 0; n < 60; n++) {
        const words =
          n % 2 === 0
            ? ['missing', 'never came', 'send it again']
            : ['wrong amount', 'tax is wrong', 'charged too much']
        await aRequest(db, {
          topic_id: a,
          subject: `My invoice of ${['May', 'June', 'July'][n % 3]}: ${words[n % 3]} ${words[(n + 1) % 3]} number ${n}`,
          text: '',
        })
      }

      const closer = await getTopicGroups(agnes, a)
      expect(closer?.looked).toBe(60)
      expect(closer?.groups.length).toBeGreaterThan(1)
      const [group] = closer?.groups ?? []
      expect(group?.samples[0]).toMatch(/^My invoice of/)
      const parted = await decideOn(
        agnes,
        a,
        TopicForm.parse({ intent: 'split', title: 'Another question about it', request: group?.requests.join(',') }),
      )
      expect(await within(parted.topicId)).toEqual([...(group?.requests ?? [])].sort((x, y) => x - y))

      const groups = (await getTopicGroups(agnes, a))?.groups ?? []
      const lists = groups.length > 0 ? groups.map((one) => one.requests) : [(await within(a)).slice(0, 9)]
      const before = (await topics()).length
      const parts = TopicForm.parse({ intent: 'parts', request: lists.map((one) => one.join(',')) })
      expect(await decideOn(agnes, a, parts)).toEqual({ topicId: a })
      const made = (await topics()).slice(before)
      expect(made).toHaveLength(lists.length)
      for (const [at, one] of made.entries()) {
        expect(one.title).toMatch(/^My invoice of/)
        expect(await within(one.id)).toEqual([...(lists[at] ?? [])].sort((x, y) => x - y))
      }
      expect(await refusal(decideOn(agnes, a, TopicForm.parse({ intent: 'parts' })))).toBe('invalid')

      expect(await getTopicGroups(agnes, 999_999)).toBeNull()
      const carla = services.as(asViewer(await aMember(db)))
      expect(await refusal(getTopicGroups(carla, a))).toBe('forbidden')
    })

    test('a request is moved from its own page, out of every topic and back into one', async () => {
      const { a, b, ofA } = await two()
      const [id = 0] = ofA
      const at = async () => (await requests()).find((one) => one.id === id)?.topic_id ?? null
      await moveRequest(agnes, id, b)
      expect(await at()).toBe(b)
      await moveRequest(agnes, id, null)
      expect(await at()).toBeNull()
      await moveRequest(agnes, id, null)
      await moveRequest(agnes, id, a)
      expect(await at()).toBe(a)

      const [placed, moved] = (await getTopicPage(agnes, a, null)).decisions
      expect(placed?.kind).toBe('place')
      expect(await refusal(undoDecision(agnes, moved?.id ?? 0))).toBe('conflict')
      await undoDecision(agnes, placed?.id ?? 0)
      expect(await at()).toBeNull()
      expect(await refusal(moveRequest(agnes, 999_999, a))).toBe('not-found')
      expect(await refusal(moveRequest(agnes, id, 999_999))).toBe('not-found')
      const carla = services.as(asViewer(await aMember(db)))
      expect(await refusal(moveRequest(carla, id, a))).toBe('forbidden')
    })

    test('names and dismissals are taken back from the last one on', async () => {
      const { a } = await two()
      const first = await decide(a, { kind: 'rename', title: 'Another name' })
      const second = await decide(a, { kind: 'rename', title: 'A third name' })
      expect(await refusal(undoDecision(agnes, first.decision))).toBe('conflict')
      await undoDecision(agnes, second.decision)
      expect((await topic(a)).title).toBe('Another name')
      await undoDecision(agnes, first.decision)
      expect(await topic(a)).toMatchObject({ title: 'The first topic', renamed_at: null })

      const dismissed = await decide(a, { kind: 'dismiss', reason: 'Not ours' })
      expect((await topic(a)).dismissed_reason).toBe('Not ours')
      await undoDecision(agnes, dismissed.decision)
      expect((await topic(a)).dismissed_at).toBeNull()
      await decide(a, { kind: 'never', reason: 'Spam' })
      await decide(a, { kind: 'restore' })
      expect(await topic(a)).toMatchObject({ dismissed_at: null, never_at: null })
    })

    test('a form that can’t be meant is refused beside its field', async () => {
      const { a, b, ofB } = await two()
      const form = (fields: Record<string, unknown>) => decideOn(agnes, a, TopicForm.parse(fields))
      expect(textIn('en', TopicForm.safeParse({ intent: 'merge', into: 'abc' }).error?.issues[0]?.message ?? '')).toBe(
        'Choose a topic from the list.',
      )
      for (const [fields, code] of [
        [{ intent: 'rename', title: 'short' }, 'invalid'],
        [{ intent: 'merge' }, 'invalid'],
        [{ intent: 'merge', into: a }, 'invalid'],
        [{ intent: 'merge', into: 999_999 }, 'not-found'],
        [{ intent: 'split', title: 'A part of it' }, 'invalid'],
        [{ intent: 'split', title: 'A part of it', request: ofB.map(String) }, 'invalid'],
        [{ intent: 'dismiss', reason: '' }, 'invalid'],
        [{ intent: 'move', request: [] }, 'invalid'],
        [{ intent: 'move', request: String(ofB[0]), into: b }, 'conflict'],
        [{ intent: 'undo', decision: 999_999 }, 'not-found'],
      ] as const)
        expect(await refusal(form(fields)), JSON.stringify(fields)).toBe(code)
      const carla = services.as(asViewer(await aMember(db)))
      expect(await refusal(decideTopic(carla, a, { kind: 'restore' }))).toBe('forbidden')
    })

    test('are told on the page, with what can be taken back', async () => {
      const { a, b, ofA } = await two()
      await decide(a, { kind: 'move', request: ofA[0] ?? 0, into: b })
      await decide(a, { kind: 'rename', title: 'Another name' })
      const page = await getTopicPage(agnes, a, null)
      expect(page.decisions.map((one) => [told(one), one.mayUndo])).toEqual([
        ['Agnes renamed it; it was “The first topic”', true],
        ['Agnes moved a request to “The second topic”', true],
      ])
      expect((await places()).get(ofA[0] ?? 0)).toBe(b)
      expect(page.isRenamed).toBe(true)
    })
  })

  describe('figures', () => {
    test('a topic counts its requests by week and channel, its askers, its trend and what is unanswered', async () => {
      const now = services.clock.now()
      const { id } = await aTopic(db)
      const at = (weeks: number) => weekOf(now) - weeks * WEEK + DAY
      await aRequest(db, {
        topic_id: id,
        asked_at: at(1),
        requester_key: 'anna',
        handling_seconds: 600,
        outcome: 'unanswered',
      })
      await aRequest(db, { topic_id: id, asked_at: at(1), requester_key: 'anna', times: 3, channel: 'thread' })
      await aRequest(db, { topic_id: id, asked_at: at(6), requester_key: 'ben', handling_seconds: 200 })
      await aRequest(db, { topic_id: id, asked_at: weekOf(now), requester_key: null })
      await aRequest(db, { asked_at: at(1) })

      await countTopic(services, id)
      await countTopic(services, id)

      expect(await topic(id)).toMatchObject({
        request_count: 6,
        asker_count: 3,
        unanswered_count: 1,
        handling_seconds: 800,
        first_at: at(6),
        last_at: weekOf(now),
        trend: 240,
      })
      const page = await getTopicPage(agnes, id, null)
      expect(page.volume.weeks.slice(-7).map((week) => week.requests)).toEqual([1, 0, 0, 0, 0, 4, 1])
      expect(page.channels).toEqual([
        { channel: 'mail', requests: 3 },
        { channel: 'thread', requests: 3 },
      ])
      expect(page.savingParts).toMatchObject({ handlingSeconds: 400, handlingFrom: 'topic', trend: 200 })
      expect(page.requests).toHaveLength(4)
      const desk = await getTopicsDesk(agnes, { tab: 'growing', subject: null, page: null })
      expect(desk.rows).toMatchObject([{ id, growing: 140, rank: 1 }])
    })

    test('a count that was overtaken by another one is made again, and not written over it', async () => {
      const { id } = await aTopic(db)
      await aRequest(db, { topic_id: id })
      const other = open().another()
      let isOvertaken = false
      const overtaken: KyselyPlugin = {
        transformQuery: ({ node }) => node,
        async transformResult({ result }) {
          if (!isOvertaken && result.rows.some((row) => 'asked_at' in row)) {
            isOvertaken = true
            await aRequest(other, { topic_id: id })
            await countTopic({ ...services, db: other }, id)
          }
          return result
        },
      }

      await countTopic({ ...services, db: db.withPlugin(overtaken) }, id)

      expect(isOvertaken).toBe(true)
      expect(await topic(id)).toMatchObject({ request_count: 2 })
      const weeks = await db.selectFrom('topic_weeks').select('requests').where('topic_id', '=', id).execute()
      expect(weeks).toEqual([{ requests: 2 }])
    })

    test('a topic gives up words that none of its requests says any more, unless an editor chose them', async () => {
      const named = {
        title: 'Where is it, asks Otto',
        aliases: JSON.stringify(['Parcel is late', 'My parcel got lost.']),
        words: '["parcel"]',
      }
      const { id } = await aTopic(db, named)
      const renamed = await aTopic(db, { ...named, title: 'Parcels', renamed_at: 1 })
      for (const topic_id of [id, renamed.id])
        await aRequest(db, { topic_id, subject: '', text: 'My parcel got lost. Help!' })
      const late = await aRequest(db, { topic_id: id, subject: 'Parcel is late' })
      for (const one of [id, renamed.id]) await countTopic(services, one)

      expect(await topic(id)).toMatchObject({ title: 'Parcel is late', aliases: '["My parcel got lost."]' })
      expect(await topic(renamed.id)).toMatchObject({ title: 'Parcels', aliases: '["My parcel got lost."]' })
      await db.deleteFrom('requests').where('id', '=', late.id).execute()
      await countTopic(services, id)
      expect(await topic(id)).toMatchObject({ title: 'My parcel got lost.', aliases: '[]' })
      await db.deleteFrom('requests').execute()
      await countTopic(services, id)
      expect(await topic(id)).toMatchObject({ title: 'parcel', aliases: '[]' })
    })

    test('a former title goes with the last request that said it, an editor’s own stays, and the renaming can still be taken back', async () => {
      const { id } = await aTopic(db, { title: 'Where is it, asks Otto', words: '["parcel"]' })
      const asked = await aRequest(db, { topic_id: id, subject: 'Where is it, asks Otto' })
      await aRequest(db, { topic_id: id, subject: 'Parcel is late' })
      const first = await decide(id, { kind: 'rename', title: 'Parcels that are late' })
      const second = await decide(id, { kind: 'rename', title: 'A parcel is late' })
      const allTold = async () => (await getTopicPage(agnes, id, null)).decisions.map(told)

      await countTopic(services, id)
      expect(await allTold()).toEqual([
        'Agnes renamed it; it was “Parcels that are late”',
        'Agnes renamed it; it was “Where is it, asks Otto”',
      ])

      await db.deleteFrom('requests').where('id', '=', asked.id).execute()
      await countTopic(services, id)
      await countTopic(services, id)
      expect(await allTold()).toEqual(['Agnes renamed it; it was “Parcels that are late”', 'Agnes renamed it'])
      const kept = await db.selectFrom('topic_decisions').selectAll().execute()
      expect(JSON.stringify(kept)).not.toContain('Otto')

      await undoDecision(agnes, second.decision)
      await undoDecision(agnes, first.decision)
      await countTopic(services, id)
      expect(await topic(id)).toMatchObject({ title: 'Parcel is late', renamed_at: null })
    })

    test('a topic that was joined to another keeps its name while its requests are there, for taking it back', async () => {
      const { id } = await aTopic(db, { title: 'Where is my parcel' })
      const { id: other } = await aTopic(db, { title: 'Parcels' })
      await aRequest(db, { topic_id: id, subject: 'My parcel', topic_fit: 900 })
      await aRequest(db, { topic_id: id, subject: 'Where is my parcel', topic_fit: 100 })

      const { decision } = await decide(id, { kind: 'merge', into: other })
      await countTopic(services, id)
      await undoDecision(agnes, decision)
      await countTopic(services, id)

      expect(await topic(id)).toMatchObject({ title: 'Where is my parcel', merged_into: null })
    })

    test('topics are found by words of their titles, phrasings and telling words', async () => {
      const parcel = await aTopic(db, {
        title: 'Where is my parcel?',
        aliases: '["Courier is late"]',
        request_count: 3,
      })
      const card = await aTopic(db, { title: 'My card was refused 100 %', words: '["declined"]', request_count: 3 })
      const found = async (q: string): Promise<readonly number[]> =>
        (await getTopicsDesk(agnes, { tab: 'all', subject: null, q, page: null })).rows.map(({ id }) => id)

      expect(await found('PARCEL late')).toEqual([parcel.id])
      expect(await found('declin')).toEqual([card.id])
      expect(await found('100 %')).toEqual([card.id])
      expect(await found('parcel declined')).toEqual([])
      expect(await found(' ')).toHaveLength(2)
    })

    test('a topic that lost all requests counts none', async () => {
      const { id } = await aTopic(db, { request_count: 9, asker_count: 9 })
      await countTopic(services, id)
      await countTopic(services, 999_999)
      expect(await topic(id)).toMatchObject({ request_count: 0, asker_count: 0, first_at: null, saving: 0 })
    })

    test('askers a month are those of the last twelve weeks, however long ago the first asked', async () => {
      const now = services.clock.now()
      const { id } = await aTopic(db)
      const ask = (asked_at: number, requester_key: string | null = null) =>
        aRequest(db, { topic_id: id, asked_at, requester_key })
      const askersPerMonth = async (): Promise<unknown> => {
        await countTopic(services, id)
        return (JSON.parse((await topic(id)).saving_parts) as Record<string, unknown>)['askersPerMonth']
      }
      for (let n = 0; n < 14; n++) await ask(now - n * 5 * DAY)
      expect(await askersPerMonth()).toBe(5)

      await ask(now - 900 * DAY)
      await ask(now - 2 * DAY, 'the same person')
      await ask(now - DAY, 'the same person')
      expect(await askersPerMonth()).toBe(5.4)
      expect(await topic(id)).toMatchObject({ asker_count: 16, recent_askers: 15 })
    })

    test('where helpers point is counted; what half are sent to elsewhere covers it, and an article begins with it', async () => {
      const { id } = await aTopic(db, { title: 'Where is my parcel?', words: '["parcel"]', request_count: 6 })
      const helper = await aMember(db)
      const site = { ...services, env: { ...services.env, baseUrl: 'https://ask.shop.de' } }
      const own = 'https://ask.shop.de/kb/7/parcels'
      for (let n = 0; n < 4; n++) {
        const thread = await aThread(db)
        await aPost(db, {
          thread_id: thread.id,
          author_id: helper.id,
          body: `See [this](https://help.shop.de/${n === 0 ? 'de' : 'en'}/parcels). ${own}`,
        })
        // What the asker links to, comments, and what was hidden answer nothing.
        await aPost(db, { thread_id: thread.id, author_id: thread.author_id, body: 'https://my.blog.de/parcels' })
        await aPost(db, { thread_id: thread.id, kind: 'comment', body: 'https://my.blog.de/parcels' })
        await aPost(db, { thread_id: thread.id, hidden_at: 1, body: 'https://my.blog.de/parcels' })
        await aRequest(db, { topic_id: id, thread_id: thread.id, outcome: 'answered' })
      }
      for (const [position, author] of ['staff', 'requester'].entries()) {
        const { id: request } = await aRequest(db, { topic_id: id, outcome: 'answered' })
        const text = `https://help.shop.de/en/parcels?utm_source=mail ${own}`
        await db.insertInto('request_replies').values({ request_id: request, position, author, text }).execute()
      }
      await coverTopic(site, anEngine([]), id)
      await coverTopic(site, anEngine([]), id)

      const page = await getTopicPage(agnes, id, null)
      expect(page.links.map(({ address, requests }) => [address, requests])).toEqual([
        ['ask.shop.de/kb/7/parcels', 5],
        ['help.shop.de/parcels', 5],
      ])
      expect(page.links[1]?.href).toMatch(/^https:\/\/help\.shop\.de\/en\/parcels/)
      expect(page.coverage).toBe('elsewhere')
      expect(page.reason).toBe('Helpers answer 5 of 6 answered requests with help.shop.de/parcels.')
      const uncovered = await getTopicsDesk(agnes, { tab: 'uncovered', subject: null, page: null })
      expect(uncovered.rows.map((row) => row.id)).toContain(id)

      await db.deleteFrom('posts').execute()
      await coverTopic(site, anEngine([]), id)
      expect(await getTopicPage(agnes, id, null)).toMatchObject({ links: [], coverage: 'uncovered' })
    })

    test('coverage follows threads, articles and what readers say', async () => {
      const now = services.clock.now()
      const { id } = await aTopic(db, {
        title: 'Where is my parcel?',
        words: '["parcel","courier"]',
        request_count: 2,
        asker_count: 2,
      })
      const cover = async (similar: readonly number[] = []) => {
        await coverTopic(services, anEngine(similar), id)
        await coverTopic(services, anEngine(similar), id)
        return (await topic(id)).coverage
      }
      expect(await cover()).toBe('uncovered')

      const thread = await aThread(db)
      const answer = await aPost(db, { thread_id: thread.id })
      await db.updateTable('threads').set({ accepted_post_id: answer.id }).where('id', '=', thread.id).execute()
      await aRequest(db, { topic_id: id, thread_id: thread.id })
      expect(await cover()).toBe('thin')

      const alike = await anArticle(db, { published_revision: 1, title: 'The courier has your parcel', read_count: 9 })
      const other = await anArticle(db, { published_revision: 1, title: 'Printing on both sides' })
      const draft = await anArticle(db, { title: 'A parcel by courier' })
      expect(await cover([alike.id, other.id, draft.id])).toBe('covered')
      const page = await getTopicPage(agnes, id, null)
      expect(page.covering.map(({ kind, title }) => [kind, title])).toEqual([
        ['article', alike.title],
        ['thread', thread.title],
      ])

      await db
        .updateTable('articles')
        .set({ helpful_count: 1, unhelpful_count: 5 })
        .where('id', '=', alike.id)
        .execute()
      expect(await cover([alike.id])).toBe('failing')
      const own = await anArticle(db, {
        published_revision: 1,
        topic_id: id,
        published_at: now - 6 * WEEK,
        read_count: 9,
      })
      expect(await cover([alike.id])).toBe('covered')
      for (let n = 1; n <= 14; n++) await aRequest(db, { topic_id: id, asked_at: now - n * WEEK + DAY })
      expect(await cover()).toBe('failing')
      await db.updateTable('articles').set({ listed: 0 }).where('id', '=', own.id).execute()
      expect(await cover()).toBe('thin')
      expect((await getTopicsDesk(agnes, { tab: 'uncovered', subject: null, page: null })).rows[0]?.reason).toMatch(
        /solved thread/,
      )
    })

    test('a solved thread that strayed into a topic of the mails does not answer it', async () => {
      const { id } = await aTopic(db, { title: 'Can I top up by card?', words: '["top","card"]' })
      const forum = await aTopic(db, { title: 'Tabs are gone' })
      const solved = async (topicId: number, title: string) => {
        const thread = await aThread(db, { title })
        const answer = await aPost(db, { thread_id: thread.id })
        await db.updateTable('threads').set({ accepted_post_id: answer.id }).where('id', '=', thread.id).execute()
        await aRequest(db, { topic_id: topicId, thread_id: thread.id, subject: title })
      }
      for (let n = 0; n < 40; n++) await aRequest(db, { topic_id: id, subject: 'Top up by card' })
      for (let n = 0; n < 12; n++) await solved(forum.id, 'Tabs are gone again')
      await solved(id, 'Can I see the top of the page?')
      for (const one of [id, forum.id]) await coverTopic(services, anEngine([]), one)

      expect((await topic(id)).coverage).toBe('uncovered')
      expect((await topic(forum.id)).coverage).toBe('thin')
      const { draft } = await draftFrom(db, { topic: id })
      expect(draft.sources.map(({ part }) => part)).not.toContain('steps')
    })

    test('requests before and since an article are compared only where there is time on both sides', async () => {
      const now = services.clock.now()
      const { id } = await aTopic(db, { request_count: 1 })
      for (let n = 1; n <= 20; n++)
        await aRequest(db, { topic_id: id, asked_at: weekOf(now) - n * WEEK + DAY, times: n > 10 ? 4 : 1 })
      await countTopic(services, id)
      const article = await anArticle(db, { published_revision: 1, topic_id: id })
      const compared = async (weeks: number) => {
        await db
          .updateTable('articles')
          .set({ published_at: weekOf(now) - weeks * WEEK })
          .where('id', '=', article.id)
          .execute()
        return (await getTopicPage(agnes, id, null)).beforeAndSince
      }
      expect(await compared(10)).toEqual({ before: 4, since: 1 })
      expect(await compared(1)).toBeNull()
      expect(await compared(80)).toBeNull()
    })
  })
})

/** A search engine that finds these articles alike, whatever is asked. */
function anEngine(similar: readonly number[]): SearchEngine {
  const articles = { similar: async () => Promise.resolve(similar.map((id) => ({ id, score: 1 }))) }
  return { articles } as unknown as SearchEngine // the job asks for nothing else
}
