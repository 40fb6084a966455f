import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { MINUTE, SECOND } from '#app/kernel/clock.ts'
import { GUEST } from '#app/kernel/roles.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { eachDatabase, type TestDatabase } from '#test/support/databases.ts'
import { anArticle } from '#test/support/factories/knowledge.ts'
import { aCategory, aPost, aThread } from '#test/support/factories/rows.ts'
import { anEmbeddingsServer, type TestEmbeddings } from '#test/support/fakes/embeddings.ts'
import { expectLogged } from '#test/support/fakes/log.ts'
import { aWorld, type World } from '#test/support/world.ts'
import { rebuildIndex } from './commands/rebuild-index.server.ts'
import { getSearchPage } from './queries/search-page.server.ts'
import type { SearchFilters } from './types.ts'

const filters: SearchFilters = {
  what: 'all',
  state: 'all',
  kind: 'all',
  category: null,
  tag: null,
  since: 'any',
  language: null,
  order: 'relevance',
}

eachDatabase((_name, open) => {
  let database: TestDatabase
  let server: TestEmbeddings
  let world: World
  beforeAll(async () => {
    server = await anEmbeddingsServer()
    database = open()
    world = await aWorld(database, { AI_BASE_URL: server.url, AI_KEY: server.key, AI_EMBEDDING_MODEL: 'hashed-words' })
  })
  afterAll(async () => {
    await world.close()
    await server.stop()
    expect(server.breaches).toEqual([])
  })
  beforeEach(async () => {
    await database.clear()
    server.does(null)
    for (let n = 0; n < 40; n += 1) await thread(`thing${n}a thing${n}b`, `thing${n}c thing${n}d`)
  })

  const thread = async (title: string, body: string, more = {}): Promise<number> => {
    const { id } = await aThread(world.db, { title, ...more })
    await aPost(world.db, { thread_id: id, kind: 'opening', body, html: `<p>${body}</p>` })
    return id
  }
  /** As every minute: the index is looked after, and what is due is done. */
  const aMinuteLater = async (): Promise<void> => {
    world.clock.advance(MINUTE)
    await enqueue(world.db, 'search.mend', {}, { now: world.clock.now() })
    await world.worker.drain()
  }
  const found = async (query: string, what: SearchFilters['what'] = 'all') => {
    const page = await getSearchPage({ ...world, viewer: GUEST }, world.search, {
      query,
      filters: { ...filters, what },
      page: null,
    })
    return { threads: page.hits.map(({ id }) => id), articles: page.articles.map(({ id }) => id) }
  }
  const jobs = () =>
    world.db.selectFrom('jobs').select(['parked_at', 'due_at']).where('name', '=', 'search.vectors').execute()

  test('what guests may read is found by its meaning; of everything else nothing leaves the machine', async () => {
    const lounge = await aCategory(world.db, { access: 'restricted', roles: 'agent' })
    const open = await thread('Strikethrough text', 'How do I make strikethrough text?')
    await thread('Vehicle of agents', 'secretword one', { category_id: lounge.id })
    await thread('Vehicle in private', 'secretword two', { private_at: 1 })
    await thread('Vehicle hidden', 'secretword three', { hidden_at: 1 })
    const article = await anArticle(world.db, {
      title: 'Car rental',
      contents: 'Rental of a car.',
      published_revision: 1,
    })
    const before = server.texts.length
    await rebuildIndex(world, world.search)
    await aMinuteLater()

    expect(await found('crossed out')).toEqual({ threads: [open], articles: [] })
    expect(await found('automobile')).toMatchObject({ threads: [] })
    expect(server.texts.slice(before).join('\n')).toContain('Strikethrough')
    expect(server.texts.slice(before).join('\n')).not.toContain('secretword')
    expect(await world.search.meaning?.state()).toMatchObject({ made: 42, due: 0, trouble: null })
    expect(article.id).toBeGreaterThan(0)

    await world.db.updateTable('threads').set({ hidden_at: 1, listed: 0 }).where('id', '=', open).execute()
    await rebuildIndex(world, world.search)
    expect(await found('crossed out')).toEqual({ threads: [], articles: [] })
    expect(await world.search.meaning?.state()).toMatchObject({ made: 41 })
  })

  test('the article that means what is asked stands on top where none says it', async () => {
    const articles: number[] = []
    for (let n = 0; n < 40; n += 1) {
      const title = n === 7 ? 'Strikethrough text' : `Matter${n}a matter${n}b`
      articles.push((await anArticle(world.db, { title, contents: title, published_revision: 1 })).id)
    }
    await rebuildIndex(world, world.search)
    await aMinuteLater()

    expect((await found('crossed')).articles).toEqual([articles[7]])
    expect((await found('crossed', 'articles')).articles).toEqual([articles[7]])
  })

  test('while the service fails the work is tried again, then parked; once it is back it is done, and nothing stays parked', async () => {
    expectLogged(/search\.vectors.*job parked/)
    server.does((response) => {
      response.statusCode = 500
      response.end()
    })
    const open = await thread('Strikethrough text', 'strikethrough')
    await rebuildIndex(world, world.search)
    await aMinuteLater()
    expect(await found('strikethrough')).toMatchObject({ threads: [open] })
    for (let tried = 0; tried < 10; tried += 1) {
      world.clock.advance(60 * MINUTE)
      await world.worker.drain()
    }
    expect(await jobs()).toEqual([expect.objectContaining({ parked_at: expect.any(Number) })])
    await aMinuteLater()
    expect(await jobs()).toHaveLength(1)

    server.does(null)
    await aMinuteLater()
    expect(await jobs()).toEqual([])
    expect(await found('crossed')).toMatchObject({ threads: [open] })
  })

  test('a service that wants to be left alone is asked again when it said', async () => {
    server.does((response) => {
      response.writeHead(429, { 'retry-after': '40' })
      response.end()
    })
    await rebuildIndex(world, world.search)
    await aMinuteLater()
    const asked = server.texts.length

    const [waiting] = await jobs()
    expect(waiting).toEqual({ parked_at: null, due_at: world.clock.now() + 40 * SECOND })
    server.does(null)
    world.clock.advance(39 * SECOND)
    await world.worker.drain()
    expect(server.texts.length).toBe(asked)
    world.clock.advance(SECOND)
    await world.worker.drain()
    expect(await world.search.meaning?.state()).toMatchObject({ due: 0, trouble: null })
  })
})
