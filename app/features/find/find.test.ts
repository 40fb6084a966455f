import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setThreadState } from '#app/features/forum/commands/moderate-thread.server.ts'
import { searchDocuments } from '#app/features/forum/queries/search-documents.server.ts'
import { getHomePage } from '#app/features/home/queries/home.server.ts'
import { articleDocuments } from '#app/features/knowledge/queries/search-documents.server.ts'
import { GUEST } from '#app/kernel/roles.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { anArticle } from '#test/support/factories/knowledge.ts'
import { aCategory, aMember, aPost, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { aWorld, type World } from '#test/support/world.ts'
import { rebuildIndex } from './commands/rebuild-index.server.ts'
import { findArticlesForThread, findNearby } from './queries/nearby.server.ts'
import { getSearchPage } from './queries/search-page.server.ts'
import { findHelp, suggestThreads } from './queries/suggestions.server.ts'

eachDatabase((_name, open) => {
  let world: World
  beforeAll(async () => {
    world = await aWorld(open())
  })
  afterAll(() => world.close())

  const filters = {
    what: 'all',
    state: 'all',
    kind: 'all',
    since: 'any',
    category: null,
    tag: null,
    language: null,
    order: 'relevance',
  } as const
  const asGuest = () => ({ ...world, viewer: GUEST })
  const makePrivate = async (id: number): Promise<void> => {
    const viewer = asViewer(await aMember(world.db, { role: 'moderator' }))
    await setThreadState({ ...world, viewer }, id, 'make private', 'personal data')
  }

  test('check 1: what becomes private is gone at once from what was found and chosen before', async () => {
    const at = { last_post_at: world.clock.now() }
    const one = await aThread(world.db, { title: 'Zebra printer jams', ...at })
    const two = await aThread(world.db, {
      title: 'Zebra printer jams again',
      same_here_count: 50,
      ...at,
    })
    await world.search.threads.index(await searchDocuments(world.db, [one.id, two.id]))
    const titles = async (): Promise<string[][]> => {
      const home = await getHomePage(asGuest())
      const found = await getSearchPage(asGuest(), world.search, { query: 'zebra printer', filters, page: null })
      return [
        (await findNearby(asGuest(), world.search, one)).map((thread) => thread.title),
        home.popular.map((thread) => thread.title),
        [...home.often],
        found.hits.map((hit) => hit.titleHtml.replace(/<[^>]+>/g, '')),
      ]
    }
    for (const list of await titles()) expect(list).toContain(two.title)

    await makePrivate(two.id)

    for (const list of await titles()) expect(list).not.toContain(two.title)
  })

  test('what not everybody may read is in no index, and so in no count', async () => {
    const readable = await aThread(world.db, { title: 'Quokka printer jams' })
    const closed = [
      await aThread(world.db, { title: 'Quokka in private', private_at: 1 }),
      await aThread(world.db, { title: 'Quokka hidden', hidden_at: 1 }),
      await aThread(world.db, { title: 'Quokka joined', merged_into: readable.id }),
    ]
    const lounge = await aCategory(world.db, { access: 'restricted', roles: 'agent' })
    const restricted = await aThread(world.db, { title: 'Quokka for agents', category_id: lounge.id })
    const ids = [readable, ...closed, restricted].map(({ id }) => id)

    const documents = await searchDocuments(world.db, ids)
    await world.search.threads.index(documents)

    expect(documents.map(({ id }) => id)).toEqual([readable.id, restricted.id])
    const found = await getSearchPage(asGuest(), world.search, { query: 'quokka', filters, page: null })
    expect(found.count).toEqual({ number: 1, more: false })
    expect(found.hits.map(({ address }) => address)).toEqual([expect.stringContaining(`/t/${readable.id}/`)])
    for (const word of ['private', 'hidden', 'joined', 'agents']) {
      const reply = await getSearchPage(asGuest(), world.search, { query: `quokka ${word}`, filters, page: null })
      expect(JSON.stringify(reply), word).not.toContain(`Quokka ${word}`)
    }
  })

  test('a title or a text of tags and quotes is shown as it was typed, with what was found marked', async () => {
    const title = `Wombat <img src=x onerror="alert(1)"> & 'quotes'`
    const thread = await aThread(world.db, { title })
    await world.search.threads.index(await searchDocuments(world.db, [thread.id]))

    const found = await getSearchPage(asGuest(), world.search, { query: 'wombat', filters, page: null })

    const html = found.hits[0]?.titleHtml ?? ''
    expect(html).toContain('<mark>Wombat</mark>')
    expect(html.replace(/<\/?mark>/g, '')).not.toMatch(/[<>"']/)
    const plain = html.replace(/<\/?mark>/g, '').replace(/&#(\d+);/g, (_all, code) => String.fromCharCode(Number(code)))
    expect(plain).toBe(title)
  })

  test('beside an unsolved thread stand the articles that near threads lead to, then those that match', async () => {
    const at = { last_post_at: world.clock.now() }
    const asked = await aThread(world.db, { title: 'Walrus sync never ends', ...at })
    const near = await Promise.all(
      ['Walrus sync takes forever', 'Walrus sync stuck'].map((title) => aThread(world.db, { title, ...at })),
    )
    const published = (title: string, more = {}) => anArticle(world.db, { title, published_revision: 1, ...more })
    const linked = await published('Set the clock of your device')
    const matching = await published('Why walrus sync never ends')
    const own = await published('Made from the very thread')
    const closed = await aCategory(world.db, { access: 'restricted', roles: 'agent' })
    const secret = await published('Not for everybody', { category_id: closed.id })
    const body = `See ${linked.id} at https://example.org/kb/${linked.id}/set-the-clock and /kb/${secret.id}/secret`
    for (const thread of near) await aPost(world.db, { thread_id: thread.id, body })
    await aPost(world.db, { thread_id: asked.id, body: `/kb/${own.id}/own` })
    await aPost(world.db, { thread_id: near[0]?.id ?? 0, body: `/kb/${own.id}/own`, hidden_at: 1 })
    await world.db
      .insertInto('article_sources')
      .values({ article_id: own.id, sentence: 'a', part: 'problem', thread_id: asked.id })
      .execute()
    await world.search.threads.index(await searchDocuments(world.db, [asked.id, ...near.map(({ id }) => id)]))
    await world.search.articles.index(await articleDocuments(world.db, [linked.id, matching.id, own.id]))
    const titles = async () => (await findArticlesForThread(asGuest(), world.search, asked)).map(({ title }) => title)

    expect(await titles()).toEqual([linked.title, matching.title])

    await world.db.updateTable('articles').set({ listed: 0 }).where('id', '=', linked.id).execute()
    expect(await titles()).toEqual([matching.title])
  })

  test('before threads stand articles that say what is asked in one place, not those that have its words somewhere', async () => {
    const near = await anArticle(world.db, {
      title: 'Giraffes after a refresh',
      body: 'All my giraffes are vanished since Monday.',
      published_revision: 1,
    })
    const far = await anArticle(world.db, {
      title: 'Wider menus',
      body: `The menu of giraffes is narrow. ${'Open the settings and look for the style of menus. '.repeat(12)} The border has vanished.`,
      published_revision: 1,
    })
    await world.search.articles.index(await articleDocuments(world.db, [near.id, far.id]))
    const found = async (what: 'all' | 'articles') =>
      (
        await getSearchPage(asGuest(), world.search, {
          query: 'giraffes vanished',
          filters: { ...filters, what },
          page: null,
        })
      ).articles.map(({ id }) => id)

    expect(await found('all')).toEqual([near.id])
    expect((await found('articles')).toSorted()).toEqual([near.id, far.id].toSorted())
  })

  test('a query in unknown words finds what may be meant, threads and articles, with the way back', async () => {
    const thread = await aThread(world.db, { title: 'Flamingo bookmarks vanish', last_post_at: world.clock.now() })
    const article = await anArticle(world.db, { title: 'Flamingo bookmarks explained', published_revision: 1 })
    await world.search.threads.index(await searchDocuments(world.db, [thread.id]))
    await world.search.articles.index(await articleDocuments(world.db, [article.id]))
    const found = async (query: string, more = {}) => {
      const { hits, articles, corrected } = await getSearchPage(asGuest(), world.search, {
        query,
        filters,
        page: null,
        ...more,
      })
      return { corrected, ids: [hits.map(({ id }) => id), articles.map(({ id }) => id)] }
    }
    const both = [[thread.id], [article.id]]

    expect(await found('flamigno boookmarks')).toEqual({ corrected: 'flamingo bookmarks', ids: both })
    expect(await found('flamigno boookmarks', { exact: true })).toEqual({ corrected: null, ids: [[], []] })
    expect(await found('flamingo bookmarks')).toEqual({ corrected: null, ids: both })
    expect(await found('flamigno explaned', { filters: { ...filters, what: 'articles' } })).toEqual({
      corrected: 'flamingo explained',
      ids: [[], [article.id]],
    })
    expect((await found('flamingo bookmarks explained')).corrected).toBeNull()
  })

  test('suggestions and similar questions forgive spelling, in words of what the reader may find', async () => {
    const staffRoom = await aCategory(world.db, { access: 'restricted', roles: 'agent' })
    const at = { last_post_at: world.clock.now() }
    const open = await aThread(world.db, { title: 'Pelican calendar looks empty', ...at })
    const secret = await aThread(world.db, { title: 'Cormorant merger plans', category_id: staffRoom.id, ...at })
    await world.search.threads.index(await searchDocuments(world.db, [open.id, secret.id]))
    const viewer = asViewer(await aMember(world.db, { role: 'agent' }))
    const suggested = async (text: string, context = asGuest()) =>
      (await suggestThreads(context, world.search, text)).map(({ title }) => title)
    const similar = async (title: string, context = asGuest()) =>
      (await findHelp(context, world.search, { title, body: '' })).map((row) => row.title)

    expect(await suggested('pelicna calen')).toEqual([open.title])
    expect(await suggested('pelican clen')).toEqual([open.title])
    expect(await similar('My pelicna calender')).toEqual([open.title])
    expect(await suggested('cormorent mer', { ...world, viewer })).toEqual([secret.title])
    expect(await suggested('cormorent mer')).toEqual([])
    expect(await suggested('cormroa')).toEqual([])
    expect(await similar('The cormorent')).toEqual([])
  })

  test('of a long thread the question, the solution and the most helpful answers are indexed', async () => {
    const thread = await aThread(world.db, { body: 'The question itself' })
    for (let n = 0; n < 40; n += 1)
      await aPost(world.db, { thread_id: thread.id, body: `Answer ${n}.`, helpful_count: n })
    const solved = await aPost(world.db, { thread_id: thread.id, body: 'The solution.' })
    await aPost(world.db, { thread_id: thread.id, body: 'Spam', helpful_count: 99, hidden_at: 1 })
    await world.db.updateTable('threads').set({ accepted_post_id: solved.id }).where('id', '=', thread.id).execute()

    const [document] = await searchDocuments(world.db, [thread.id])

    const lines = document?.text.split('\n') ?? []
    expect(lines.slice(0, 4)).toEqual(['The question itself', 'The solution.', 'Answer 39.', 'Answer 38.'])
    expect(lines).toHaveLength(30)
    expect(document?.text).not.toContain('Spam')
  })

  test('a garbled index is noticed, said and filled anew by itself', async () => {
    await aThread(world.db, { title: 'Ostrich keyboard is stuck', last_post_at: 1 })
    const look = () => getSearchPage(asGuest(), world.search, { query: 'ostrich', filters, page: null })
    await rebuildIndex(world, world.search)
    expect((await look()).hits).toHaveLength(1)
    const file = new Database(join(world.env.dataDir, 'search.db')).unsafeMode()
    file.exec(
      'update fts_data set block = zeroblob(9) where id > 10; update titles_data set block = zeroblob(9) where id > 10',
    )
    file.close()

    const broken = await look()
    expect(broken).toMatchObject({ unavailable: true, hits: [] })
    await expect(world.search.ping()).rejects.toThrow()

    await inTransaction(world.db, (trx) => enqueue(trx, 'search.mend', {}, { now: world.clock.now() }))
    await world.worker.drain()
    expect((await look()).hits).toHaveLength(1)
    await world.search.ping()
  })
})
