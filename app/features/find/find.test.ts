import { afterAll, beforeAll, expect, test } from 'vitest'
import { setThreadState } from '#app/features/forum/commands/moderate-thread.server.ts'
import { getHomePage } from '#app/features/forum/queries/home.server.ts'
import { searchDocuments } from '#app/features/forum/queries/search-documents.server.ts'
import { GUEST } from '#app/kernel/roles.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aMember, aPost, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { aWorld, type World } from '#test/support/world.ts'
import { findNearby } from './queries/nearby.server.ts'
import { getSearchPage } from './queries/search-page.server.ts'

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
      const found = await getSearchPage(asGuest(), world.search, { query: 'zebra printer', filters, page: null }) // prettier-ignore
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

  test('of a long thread the question, the solution and the most helpful answers are indexed', async () => {
    const thread = await aThread(world.db, { body: 'The question itself' })
    for (let n = 0; n < 40; n += 1)
      await aPost(world.db, { thread_id: thread.id, body: `Answer ${n}.`, helpful_count: n })
    const solved = await aPost(world.db, { thread_id: thread.id, body: 'The solution.' })
    await aPost(world.db, { thread_id: thread.id, body: 'Spam', helpful_count: 99, hidden_at: 1 })
    await world.db
      .updateTable('threads')
      .set({ accepted_post_id: solved.id })
      .where('id', '=', thread.id)
      .execute()

    const [document] = await searchDocuments(world.db, [thread.id])

    const lines = document?.text.split('\n') ?? []
    expect(lines.slice(0, 4)).toEqual(['The question itself', 'The solution.', 'Answer 39.', 'Answer 38.']) // prettier-ignore
    expect(lines).toHaveLength(30)
    expect(document?.text).not.toContain('Spam')
  })
})
