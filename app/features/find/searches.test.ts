import { afterAll, beforeEach, beforeAll, describe, expect, test } from 'vitest'
import { searchDocuments } from '#app/features/forum/queries/search-documents.server.ts'
import { articleDocuments } from '#app/features/knowledge/queries/search-documents.server.ts'
import { topicFromSearch } from '#app/features/mining/commands/topic-from-search.server.ts'
import { settleSearches } from '#app/features/requests/jobs/settle-searches.server.ts'
import { getThreadPage } from '#app/features/forum/queries/thread-page.server.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { DAY, MINUTE } from '#app/kernel/clock.ts'
import { GUEST, type Viewer } from '#app/kernel/roles.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { writeSite, DEFAULT_SITE } from '#app/platform/site.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { eachDatabase, type TestDatabase } from '#test/support/databases.ts'
import { anArticle, aTopic } from '#test/support/factories/knowledge.ts'
import { aMember, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { aWorld, type World } from '#test/support/world.ts'
import { logOpened, logSearch } from './commands/log-search.server.ts'
import { addSynonyms, decideProposal, editSynonyms, removeSynonyms } from './commands/mind-synonyms.server.ts'
import { pointSearch, unpointSearch } from './commands/point-search.server.ts'
import { recordSolved } from './commands/record-solved.server.ts'
import { getCustomer } from '#app/features/escalations/queries/customer.server.ts'
import { showTrail } from './commands/show-trail.server.ts'
import { forgetOldSearches } from './jobs/expire-sessions.server.ts'
import { learnFromSearches } from './jobs/learn-from-searches.server.ts'
import { completeOperator } from './queries/complete-operator.server.ts'
import { findTrail } from './queries/asked-before.server.ts'
import { getSearchPage } from './queries/search-page.server.ts'
import { getSearchesPage, writeSearches } from './queries/searches-desk.server.ts'
import { getSynonymsPage } from './queries/synonyms.server.ts'
import type { SearchFilters } from './types.ts'

const FILTERS: SearchFilters = {
  what: 'all',
  state: 'all',
  kind: 'all',
  since: 'any',
  category: null,
  tag: null,
  language: null,
  order: 'relevance',
}

eachDatabase((_name, open) => {
  let database: TestDatabase
  let world: World
  let admin: Viewer
  beforeAll(async () => {
    database = open()
    world = await aWorld(database)
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    await database.clear()
    await world.search.setSynonyms([])
    for (const collection of ['threads', 'articles'] as const)
      await world.search[collection].remove(Array.from({ length: 200 }, (_, n) => n + 1))
    admin = asViewer(await aMember(world.db, { role: 'admin' }))
  })

  const as = (viewer: Viewer) => ({ ...world, viewer })
  const visit = (n: number) => ({ address: `192.0.2.${n}`, agent: 'Mozilla/5.0' })
  const look = (query: string, viewer: Viewer = GUEST, more = {}) =>
    getSearchPage(as(viewer), world.search, { query, filters: FILTERS, page: null, learns: true, ...more })
  /** Searches as the page does, and opens a hit. */
  const search = async (query: string, { viewer = GUEST, by = 1, opens = 0 } = {}) => {
    const view = await look(query, viewer)
    await logSearch(world, viewer, view, visit(by))
    if (opens > 0) await logOpened(world, viewer, { query, kind: 'thread', id: opens }, visit(by))
    return view
  }
  const threads = async (...titles: readonly string[]): Promise<number[]> => {
    const ids: number[] = []
    for (const title of titles) ids.push((await aThread(world.db, { title, last_post_at: world.clock.now() })).id)
    await world.search.threads.index(await searchDocuments(world.db, ids))
    return ids
  }
  const article = async (title: string, aliases: readonly string[] = []): Promise<number> => {
    const { id } = await anArticle(world.db, { title, aliases: JSON.stringify(aliases), published_revision: 1 })
    await world.search.articles.index(await articleDocuments(world.db, [id]))
    return id
  }
  const log = () => world.db.selectFrom('search_log').selectAll().orderBy('id').execute()
  const drain = () => world.worker.drain()

  describe('words that mean the same', () => {
    test('a list that an admin adds finds more with the next search, and less when it is removed', async () => {
      const [id = 0] = await threads('The handset is broken')
      expect((await look('phone')).hits).toEqual([])

      const set = await addSynonyms(as(admin), { language: '', words: 'phone\nhandset' })
      await drain()
      expect((await look('phone')).hits.map((hit) => hit.id)).toEqual([id])
      expect((await look('phone')).alike).toEqual([{ typed: 'phone', words: ['handset'] }])

      const [known] = (await getSynonymsPage(as(admin))).sets
      await editSynonyms(as(admin), set, known?.version ?? 0, { language: '', words: 'phone, telephone' })
      await drain()
      expect((await look('phone')).hits).toEqual([])
      await expect(
        editSynonyms(as(admin), set, known?.version ?? 0, { language: '', words: 'a b, c d' }),
      ).rejects.toMatchObject({ code: 'conflict' })

      await removeSynonyms(as(admin), set)
      expect((await getSynonymsPage(as(admin))).sets).toEqual([])
      const acts = await world.db.selectFrom('acts').select('verb').where('subject_kind', '=', 'synonym').execute()
      expect(acts.map(({ verb }) => verb)).toEqual(['add', 'edit', 'remove'])
    })

    test('a list needs two words, is there once, and only admins write one', async () => {
      const add = (words: string, viewer = admin) => addSynonyms(as(viewer), { language: 'en', words })
      for (const words of ['', 'one', 'one\nONE', `${'x'.repeat(61)}, y`, 'a b c d e f, y'])
        await expect(add(words), words).rejects.toMatchObject({ code: 'invalid', fields: { words: expect.anything() } })
      await add('one, two')
      await expect(add('Two\none')).rejects.toMatchObject({ code: 'invalid' })
      const both = await Promise.allSettled([add('three, four'), add('four, three')])
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const agent = asViewer(await aMember(world.db, { role: 'agent' }))
      await expect(add('five, six', agent)).rejects.toMatchObject({ code: 'forbidden' })
    })

    test('what topics, next searches and opened results say is proposed, and once accepted the next search finds more', async () => {
      const [handset = 0] = await threads('Repair my handset', 'Sync never ends')
      await aTopic(world.db, { title: 'handset stolen', aliases: JSON.stringify(['phone stolen']) })
      for (const by of [1, 2]) {
        await search('phone repair', { by })
        world.clock.advance(MINUTE)
        await search('handset repair', { by, opens: handset })
      }
      await inTransaction(world.db, (trx) => tell(trx, 'synonyms.changed', {}, world.clock.now()))
      await inTransaction(world.db, (trx) => enqueue(trx, 'search.propose', {}, { now: world.clock.now() }))
      await drain()

      const { proposals, proposalCount } = await getSynonymsPage(as(admin))
      expect(proposalCount).toBe(1)
      expect(proposals).toMatchObject([
        { word: 'handset', other: 'phone', evidence: { phrasings: 1, refined: 2, opened: 0 } },
      ])
      expect(proposals[0]?.evidence.examples).toContain('phone repair → handset repair')

      const id = proposals[0]?.id ?? 0
      await decideProposal(as(admin), id, 'accepted')
      await decideProposal(as(admin), id, 'accepted')
      await drain()

      expect((await look('phone')).hits.map((hit) => hit.id)).toContain(handset)
      await expect(decideProposal(as(admin), id, 'dismissed')).rejects.toMatchObject({ code: 'conflict' })
      await inTransaction(world.db, (trx) => enqueue(trx, 'search.propose', {}, { now: world.clock.now() }))
      await drain()
      expect((await getSynonymsPage(as(admin))).proposalCount).toBe(0)
    })
  })

  test('articles that come near stand before threads that have all words', async () => {
    await threads(
      'My camera doesn’t work in zoom',
      'Zoom in on the camera view',
      'The mic is not working in the editor',
    )
    const kb = await article('Use your camera and microphone in video calls', ['The microphone does not work'])
    await threads(...Array.from({ length: 30 }, (_, n) => `Something else ${n}`))
    await addSynonyms(as(admin), { language: '', words: 'mic, microphone' })
    await drain()

    for (const query of ['camera zoom', 'mic not working']) {
      const view = await look(query)
      expect(
        view.articles.map((hit) => hit.id),
        query,
      ).toEqual([kb])
      expect(view.hits.length, query).toBeGreaterThan(0)
    }
    expect((await look('something else')).articles).toEqual([])
  })

  test('a passage that answers stands on top where one article alone says it', async () => {
    const text = 'To restore bookmarks from a backup open the library. Choose Import and Backup, then pick a date.'
    const { id } = await anArticle(world.db, {
      title: 'Restore bookmarks from a backup',
      contents: `Bookmarks are kept.\n${text}`,
      published_revision: 1,
    })
    await world.search.articles.index(await articleDocuments(world.db, [id]))
    await threads(...Array.from({ length: 20 }, (_, n) => `Something else ${n}`))

    expect((await look('restore bookmarks backup')).passage).toBe(text)
    expect((await look('restore bookmarks android')).passage).toBeNull()
    expect((await look('bookmarks')).passage).toBeNull()

    const { id: other } = await anArticle(world.db, {
      title: 'Restore a bookmarks backup',
      contents: 'You restore a backup of bookmarks in the library, under Import and Backup.',
      published_revision: 1,
    })
    await world.search.articles.index(await articleDocuments(world.db, [other]))
    expect((await look('restore bookmarks backup')).passage).toBeNull()
  })

  describe('a steered search', () => {
    test('is narrowed by operators that are looked up, and says which are none', async () => {
      const anna = await aMember(world.db, { handle: 'anna' })
      const one = await aThread(world.db, { title: 'Printer jams', author_id: anna.id, last_post_at: 1 })
      const [other = 0] = await threads('Printer is loud')
      await world.search.threads.index(await searchDocuments(world.db, [one.id]))
      const ids = async (query: string, more: Partial<SearchFilters> = {}) =>
        (
          await getSearchPage(as(GUEST), world.search, { query, filters: { ...FILTERS, ...more }, page: null })
        ).hits.map((hit) => hit.id)

      expect(await ids('printer user:anna')).toEqual([one.id])
      expect(await ids('printer user:@Anna')).toEqual([one.id])
      expect(await ids('printer -jams')).toEqual([other])
      expect(await ids('"printer jams"')).toEqual([one.id])
      expect(await ids('printer is:solved')).toEqual([])
      expect(await ids('printer is:open', { state: 'solved' })).toHaveLength(2)
      expect(await ids('user:anna')).toEqual([one.id])
      const view = await look('printer tag:secret user:nobody is:open colour:red')
      expect(view.notUnderstood).toEqual(['colour:red', 'tag:secret', 'user:nobody'])
      expect(view.narrowed).toEqual([{ typed: 'is:open', without: 'printer tag:secret user:nobody colour:red' }])
    })

    test('counts what each filter would show, and only what the reader may see', async () => {
      await threads('Printer jams', 'Printer is loud')
      const view = await look('printer')

      expect(view.facets?.states).toEqual({ open: 2 })
      expect(view.facets?.categories.map(({ count }) => count)).toEqual([1, 1])
    })

    test('is completed while it is typed', async () => {
      await aMember(world.db, { handle: 'anna' })
      const viewer = asViewer(await aMember(world.db))
      const complete = async (text: string, who: Viewer = viewer) =>
        (await completeOperator(as(who), text))?.map(({ title, address: at }) => [title, at]) ?? null

      expect(await complete('jams is:s')).toEqual([['is:solved', '/search?q=jams+is%3Asolved']])
      expect(await complete('user:an')).toEqual([['user:anna', '/search?q=user%3Aanna']])
      expect(await complete('user:an', GUEST)).toEqual([])
      expect(await complete('jams')).toBeNull()
    })
  })

  describe('the log of searches', () => {
    test('keeps a search once for a session, redacted, with what it found and what was opened, and names no guest', async () => {
      const [id = 0, other = 0] = await threads('Refund of a card', 'Refund of a fee')
      await search('refund anna@mail.example', { by: 1 })
      await search('refund', { by: 1, opens: id })
      await search('refund', { by: 1, opens: id })
      await search('refund', { by: 2 })
      await logOpened(world, GUEST, { query: 'refund', kind: 'thread', id: 999 }, visit(2))
      await logOpened(world, GUEST, { query: 'never searched', kind: 'thread', id: other }, visit(2))
      await logSearch(world, GUEST, await look('refund'), { address: '', agent: 'Googlebot/2.1' })
      await logSearch(world, GUEST, await look('refund'), { address: '', agent: '' })

      const rows = await log()
      expect(rows.map((row) => [row.query, row.found, row.opened_count, row.member_id])).toEqual([
        ['refund [e-mail address]', 2, 0, null],
        ['refund', 2, 1, null],
        ['refund', 2, 0, null],
      ])
      expect(rows[1]?.refined_from).toBe(rows[0]?.id)
      expect(rows[0]?.refined).toBe(1)
      expect(JSON.stringify(rows)).not.toMatch(/anna|192\.0|Mozilla/)
      const opens = await world.db.selectFrom('search_opens').selectAll().execute()
      expect(opens).toMatchObject([{ kind: 'thread', subject_id: id }])
    })

    test('tells visitors apart for a day, and no longer', async () => {
      await threads('Refund of a card')
      await search('refund')
      const sweep = () => inTransaction(world.db, (trx) => enqueue(trx, 'search.sweep', {}, { now: world.clock.now() }))
      await sweep()
      await drain()
      expect((await log())[0]?.session_key).not.toBeNull()

      world.clock.advance(DAY + MINUTE)
      await sweep()
      await drain()
      expect((await log())[0]?.session_key).toBeNull()
    })

    test('goes when it is older than an admin lets it be', async () => {
      await search('old words')
      world.clock.advance(40 * DAY)
      await search('new words')
      await forgetOldSearches(world)
      expect(await log()).toHaveLength(2)

      await writeSite(world.db, world.clock, admin.id, { kept: { ...DEFAULT_SITE.kept, searches: 30 } })
      await forgetOldSearches(world)

      expect((await log()).map(({ query }) => query)).toEqual(['new words'])
    })

    test('of a member goes with the member', async () => {
      const member = await aMember(world.db)
      const [id = 0] = await threads('Refund of a card')
      const viewer = asViewer(member)
      await search('refund', { viewer, opens: id })
      await recordSolved(world, viewer, { at: 'thread', kind: 'thread', id }, visit(1))
      await world.db.updateTable('members').set({ erased_at: 1 }).where('id', '=', member.id).execute()
      await inTransaction(world.db, (trx) => tell(trx, 'member.erased', { member: member.id }, world.clock.now()))
      await drain()

      expect(await log()).toEqual([])
      expect(await world.db.selectFrom('search_opens').selectAll().execute()).toEqual([])
      const solved = await world.db.selectFrom('deflections').select(['member_id', 'session_key']).execute()
      expect(solved).toEqual([{ member_id: null, session_key: null }])
    })
  })

  test('"this solved it" counts once for a visitor and an answer, with its source; what was opened from a search was found by it', async () => {
    const [id = 0] = await threads('Refund of a card')
    const kb = await article('Refunds explained')
    await search('refund', { by: 1, opens: id })
    const search1 = (await log())[0]?.id

    for (let n = 0; n < 2; n += 1) await recordSolved(world, GUEST, { at: 'thread', kind: 'thread', id }, visit(1))
    await recordSolved(world, GUEST, { at: 'thread', kind: 'thread', id }, visit(2))
    await recordSolved(world, GUEST, { at: 'ask', kind: 'article', id: kb }, visit(1))
    await recordSolved(world, GUEST, { at: 'article', kind: 'article', id: kb }, visit(3))

    const rows = await world.db.selectFrom('deflections').selectAll().orderBy('id').execute()
    expect(rows.map((row) => [row.source, row.kind, row.search_id])).toEqual([
      ['search', 'thread', search1],
      ['thread', 'thread', null],
      ['ask', 'article', null],
      ['article', 'article', null],
    ])
  })

  test('what the asker looked at before asking is on the thread for those who help, until the asker hides it', async () => {
    const asker = await aMember(world.db)
    const viewer = asViewer(asker)
    const [id = 0] = await threads('Refund of a card')
    await search('refund', { viewer, opens: id })
    world.clock.advance(5 * MINUTE)
    const asked = await aThread(world.db, { author_id: asker.id, created_at: world.clock.now() })
    world.clock.advance(MINUTE)
    await search('afterwards', { viewer })
    for (let n = 0; n < 2; n += 1)
      await inTransaction(world.db, (trx) =>
        tell(trx, 'thread.started', { thread: asked.id, post: asked.opening }, world.clock.now()),
      )
    await drain()
    const advocate = asViewer(await aMember(world.db, { role: 'advocate' }))
    const customer = asViewer(await aMember(world.db))
    const trailFor = async (who: Viewer) => {
      const categories = await categoriesFor(world.db, who)
      const view = await getThreadPage(
        as(who),
        asked.id,
        { order: 'helpful', page: null, post: undefined, comments: undefined },
        categories,
      )
      return findTrail(as(who), view, categories)
    }
    const steps = [
      { step: 'searched', query: 'refund', found: 1 },
      { step: 'opened', title: 'Refund of a card' },
    ]

    expect(await trailFor(advocate)).toMatchObject({ steps, mayHide: false })
    expect(await trailFor(viewer)).toMatchObject({ steps, mayHide: true, isHidden: false })
    expect([await trailFor(customer), await trailFor(GUEST)]).toEqual([null, null])

    await expect(showTrail(as(advocate), asked.id, false)).rejects.toMatchObject({ code: 'not-found' })
    await world.db
      .insertInto('thread_reads')
      .values({ thread_id: id, member_id: asker.id, at: asked.created_at - MINUTE })
      .onConflict((c) => c.doNothing())
      .execute()
    const [other = 0] = await threads('Limits of a card')
    await world.db
      .insertInto('thread_reads')
      .values({ thread_id: other, member_id: asker.id, at: asked.created_at - MINUTE })
      .execute()
    const agent = asViewer(await aMember(world.db, { role: 'agent' }))
    const atDesk = async () => (await getCustomer(as(agent), asked))?.before
    // What was opened from a search stands once, where it was opened; what was read besides comes after.
    expect(await atDesk()).toMatchObject({ steps, read: [{ title: 'Limits of a card' }] })
    await showTrail(as(viewer), asked.id, false)
    expect(await atDesk()).toEqual({ steps: [], read: [] })
    expect(await trailFor(advocate)).toBeNull()
    expect(await trailFor(viewer)).toMatchObject({ isHidden: true })
    await showTrail(as(viewer), asked.id, true)
    expect(await trailFor(advocate)).toMatchObject({ steps })
  })

  describe('at the desk', () => {
    const asked = { tab: 'common', period: 'month', language: null } as const

    test('searches stand by their words: the commonest, those without results, those without clicks', async () => {
      const [id = 0] = await threads('Refund of a card')
      for (const by of [1, 2, 3]) await search('refund card', { by, ...(by === 1 && { opens: id }) })
      await search('card refund', { by: 4 })
      await search('quantum teleporter', { by: 5 })
      await search('a card', { by: 6 })
      const agent = asViewer(await aMember(world.db, { role: 'agent' }))
      const page = async (tab: 'common' | 'nothing' | 'unopened') =>
        (await getSearchesPage(as(agent), { ...asked, tab })).terms.map((term) => [
          term.query,
          term.searches,
          term.empty,
          term.opened,
        ])

      expect((await page('common'))[0]).toEqual(['refund card', 4, 0, 1])
      expect(await page('nothing')).toEqual([['quantum teleporter', 1, 1, 0]])
      expect(await page('unopened')).toEqual([['a card', 1, 0, 0]])
      world.clock.advance(40 * DAY)
      expect(await page('common')).toEqual([])
      const customer = asViewer(await aMember(world.db))
      await expect(getSearchesPage(as(customer), asked)).rejects.toMatchObject({ code: 'forbidden' })
    })

    test('the file of searches holds no formula', async () => {
      for (const [n, query] of ['=1+1 cmd', '+calc', '-calc off', '@sum x', '"quoted, text"'].entries())
        await search(query, { by: n })

      const lines = (await writeSearches(as(admin), asked)).trim().split('\r\n')

      expect(lines).toHaveLength(6)
      for (const line of lines) expect(line).not.toMatch(/(?:^|,)"[=+@-]/)
      expect(lines.join('\n')).toContain(`"'=1+1 cmd"`)
    })

    test('an article to which a search is pointed stands first for its words in any order, for those who may read it', async () => {
      await threads('Refund of a card')
      const kb = await article('How money comes back')
      const agent = asViewer(await aMember(world.db, { role: 'agent' }))
      expect((await look('refund card')).articles).toEqual([])

      await pointSearch(as(agent), 'refund card', kb)
      expect((await look('cards refund')).articles.map((hit) => hit.id)).toEqual([kb])
      await world.db.updateTable('articles').set({ listed: 0 }).where('id', '=', kb).execute()
      expect((await look('refund card')).articles).toEqual([])
      await expect(pointSearch(as(agent), 'refund card', kb)).rejects.toMatchObject({ code: 'invalid' })

      await world.db.updateTable('articles').set({ listed: 1 }).where('id', '=', kb).execute()
      await unpointSearch(as(agent), 'refund card')
      expect((await look('refund card')).articles).toEqual([])
    })

    test('what was sought in vain is noted as opened once it is found, by the same visitor too', async () => {
      await search('projector dark')
      const [thread = 0] = await threads('Projector stays dark')

      await search('dark projector', { opens: thread })

      const rows = await world.db.selectFrom('search_log').select(['found', 'opened_count']).execute()
      expect(rows).toEqual([{ found: 0, opened_count: 1 }])
    })

    test('a search without results becomes a topic with the requests that it became, once', async () => {
      const agent = asViewer(await aMember(world.db, { role: 'agent' }))
      for (const by of [1, 2]) await search('quantum teleporter', { by })
      await settleSearches(world)

      const { topicId } = await topicFromSearch(as(agent), 'quantum teleporter')
      const again = await topicFromSearch(as(agent), 'quantum teleporter')
      const other = await topicFromSearch(as(agent), 'never asked before')
      await drain()

      expect(again.topicId).toBe(topicId)
      const topics = await world.db
        .selectFrom('topics')
        .select(['id', 'title', 'request_count'])
        .orderBy('id')
        .execute()
      expect(topics).toEqual([
        { id: topicId, title: 'quantum teleporter', request_count: 2 },
        { id: other.topicId, title: 'never asked before', request_count: 1 },
      ])
    })
  })

  test('what people open below what they pass over moves up, in bounds, and not where learning is switched off', async () => {
    const ids = await threads(...Array.from({ length: 8 }, () => 'Printer jams again'))
    const before = (await look('printer jams')).hits.map((hit) => hit.id)
    const low = before.at(-1) ?? 0
    for (let by = 0; by < 12; by += 1) await search('printer jams', { by, opens: low })

    await learnFromSearches(world)
    await learnFromSearches(world)

    const after = (await look('printer jams')).hits.map((hit) => hit.id)
    expect(after[0]).toBe(low)
    expect(after.toSorted()).toEqual(ids.toSorted())
    expect((await look('printer jams', GUEST, { learns: false })).hits.map((hit) => hit.id)).toEqual(before)
    const why = (await look('printer jams', admin)).hits[0]?.rank
    expect(why?.learnt).toBeGreaterThan(1)
    expect(why?.learnt).toBeLessThanOrEqual(1.3)
    expect((await look('printer jams')).hits[0]?.rank).toBeNull()
  })
})
