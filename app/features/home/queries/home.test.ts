import { beforeEach, expect, test } from 'vitest'
import { addPost } from '#app/features/forum/commands/add-post.server.ts'
import { hidePost, restorePost } from '#app/features/forum/commands/moderate-post.server.ts'
import { setThreadState } from '#app/features/forum/commands/moderate-thread.server.ts'
import { startThread } from '#app/features/forum/commands/start-thread.server.ts'
import { findWrongCounts } from '#app/features/forum/queries/wrong-counts.server.ts'
import { GUEST } from '#app/kernel/roles.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aCategory, aMember, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { getHomePage } from './home.server.ts'

eachDatabase((_name, open) => {
  let services: TestServices
  let category: string
  beforeEach(async () => {
    await open().clear()
    services = someServices(open())
    category = (await aCategory(services.db)).slug
  })
  const person = async (role: 'customer' | 'agent' | 'moderator' = 'customer') =>
    asViewer(await aMember(services.db, { role }))
  type Person = Awaited<ReturnType<typeof person>>
  const ask = async (by: Person): Promise<number> => {
    const draft = {
      title: 'Where did it go today',
      body: 'Gone.',
      category,
      kind: 'question',
      tags: [],
      isPrivate: false,
    } as const
    const { address } = await startThread(services.as(by), draft)
    return Number(/\/t\/(\d+)/.exec(address)?.[1])
  }
  const answer = (by: Person, thread: number) =>
    addPost(services.as(by), thread, { body: 'Like this.', parentId: null, as: 'answer' })

  test('home counts who answered, and what was closed without an answer as answered by nobody', async () => {
    const [asker, helper, agent, moderator] = [
      await person(),
      await person(),
      await person('agent'),
      await person('moderator'),
    ]
    const threads: number[] = []
    for (let n = 0; n < 25; n += 1) threads.push(await ask(asker))
    for (const thread of threads.slice(0, 6)) await answer(helper, thread)
    for (const thread of threads.slice(4, 9)) await answer(agent, thread)
    for (const thread of threads.slice(9, 16))
      await setThreadState(services.as(moderator), thread, 'close', 'A duplicate.')

    // Whoever was asked for details still waits; a "me too" is no answer.
    await addPost(services.as(agent), threads[20] ?? 0, {
      body: 'Which version is it?',
      parentId: null,
      as: 'comment',
      asksDetails: true,
    })
    await addPost(services.as(helper), threads[21] ?? 0, { body: 'Same here!', parentId: null, as: 'answer' })

    const { depth } = await getHomePage(services.as(GUEST))

    expect(depth).toEqual({
      total: 25,
      byMembers: 6,
      byStaff: 3,
      waiting: 9,
      closed: 7,
    })
  })

  test('what is asked often is what many requests ask, then what many say they have, and nothing else', async () => {
    const { db } = services
    // What home counts is kept for a while by what a reader may not see: nobody counted for this reader yet.
    await aCategory(db, { access: 'members' })
    const titles = ['Pinned tabs disappear', 'Where is my statement', 'How to open a new tab', 'Cards do not work']
    const asked: number[] = []
    for (const title of titles) asked.push((await aThread(db, { title })).id)
    const often = async () => (await getHomePage(services.as(GUEST))).often
    await db
      .updateTable('threads')
      .set({ same_here_count: 4 })
      .where('id', '=', asked[0] ?? 0)
      .execute()
    const found = { language: 'en', text: '', parts: '[]', marks: '[]', features: '{}', door: 'editor' }
    const scores = { base_score: 1, score: 1, looked_at: 1 }
    const exemplar = { ...found, ...scores }
    await db
      .insertInto('exemplars')
      .values([
        { ...exemplar, thread_id: asked[2] ?? 0, title: 'How to open a new tab', near_count: 40 },
        { ...exemplar, thread_id: asked[3] ?? 0, title: 'Cards do not work', near_count: 4 },
      ])
      .execute()
    expect(await often()).toEqual(['How to open a new tab', 'Pinned tabs disappear'])
    await db
      .updateTable('threads')
      .set({ listed: 0 })
      .where('id', '=', asked[2] ?? 0)
      .execute()
    expect(await often()).toEqual(['Pinned tabs disappear'])
  })

  test('a thread whose asker was asked for details waits for the asker, until they write', async () => {
    const [asker, agent, moderator] = [await person(), await person('agent'), await person('moderator')]
    const thread = await ask(asker)
    const isWaiting = async (): Promise<boolean> => {
      expect(await findWrongCounts(services.db)).toEqual([])
      const row = await services.db
        .selectFrom('threads')
        .select('waiting')
        .where('id', '=', thread)
        .executeTakeFirstOrThrow()
      return row.waiting === 1
    }
    const opening = await services.db
      .selectFrom('posts')
      .select('id')
      .where('thread_id', '=', thread)
      .executeTakeFirstOrThrow()
    const comment = (by: Person, more: object = {}) =>
      addPost(services.as(by), thread, {
        body: 'Which version?',
        parentId: opening.id,
        as: 'comment',
        ...more,
      })
    expect(await isWaiting()).toBe(true)

    const { postId } = await comment(agent, { asksDetails: true })
    expect(await isWaiting()).toBe(false)
    await hidePost(services.as(moderator), postId, 'rude')
    expect(await isWaiting()).toBe(true)
    await restorePost(services.as(moderator), postId, '')
    expect(await isWaiting()).toBe(false)
    services.clock.advance(1000)
    await comment(asker)
    expect(await isWaiting()).toBe(true)
  })
})
