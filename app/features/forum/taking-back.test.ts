import { beforeEach, expect, test } from 'vitest'
import { eachDatabase } from '#test/support/databases.ts'
import { aCategory, aMember } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { acceptAnswer } from './commands/accept-answer.server.ts'
import { addPost } from './commands/add-post.server.ts'
import { mergeThread } from './commands/merge-thread.server.ts'
import { hidePost, restorePost } from './commands/moderate-post.server.ts'
import { partMerged } from './commands/part-merged.server.ts'
import { startThread } from './commands/start-thread.server.ts'
import { saySameHere, voteHelpful } from './commands/vote.server.ts'
import { findWrongCounts } from './queries/wrong-counts.server.ts'
import { getThreadPage } from './queries/thread-page.server.ts'

const FIRST = { order: 'helpful', page: null } as const

eachDatabase((_name, open) => {
  let services: TestServices
  let category: string
  beforeEach(async () => {
    await open().clear()
    services = someServices(open())
    category = (await aCategory(services.db)).slug
  })

  const person = async (role: 'customer' | 'moderator' = 'customer') => asViewer(await aMember(services.db, { role }))
  type Person = Awaited<ReturnType<typeof person>>
  const ask = async (by: Person, title: string): Promise<number> => {
    const draft = { title, body: 'It is gone.', category, kind: 'question', tags: ['lost'], isPrivate: false } as const
    const { address } = await startThread(services.as(by), draft)
    return Number(/\/t\/(\d+)/.exec(address)?.[1])
  }
  const write = async (by: Person, threadId: number, body: string, parentId: number | null = null) =>
    (await addPost(services.as(by), threadId, { body, parentId, as: parentId === null ? 'answer' : 'comment' })).postId

  /** Everything that people see of the forum, but for who did what last. */
  const everything = async () => {
    const { db } = services
    return {
      threads: (await db.selectFrom('threads').selectAll().orderBy('id').execute()).map(
        ({ last_act: _act, last_member_id: _member, last_post_at: _at, ...row }) => row,
      ),
      posts: await db.selectFrom('posts').selectAll().orderBy('id').execute(),
      sameHere: await db.selectFrom('same_here').selectAll().orderBy('thread_id').orderBy('member_id').execute(),
      follows: await db.selectFrom('follows').selectAll().orderBy('subject_id').orderBy('member_id').execute(),
      notices: await db.selectFrom('notices').selectAll().orderBy('id').execute(),
      categories: await db.selectFrom('categories').selectAll().execute(),
      tags: await db.selectFrom('tags').selectAll().execute(),
      members: await db
        .selectFrom('members')
        .select(['id', 'answer_count', 'accepted_count', 'helpful_count'])
        .orderBy('id')
        .execute(),
    }
  }

  test('hiding and restoring an accepted answer leaves it accepted, and its author’s credit', async () => {
    const [asker, helper, moderator] = [await person(), await person(), await person('moderator')]
    const thread = await ask(asker, 'Where did my bookmarks go')
    const answer = await write(helper, thread, 'Look in the backup folder.')
    await voteHelpful(services.as(asker), answer, true)
    await acceptAnswer(services.as(asker), answer)
    const before = await everything()

    await hidePost(services.as(moderator), answer, 'reported by mistake')
    expect((await everything()).threads[0]).toMatchObject({
      accepted_post_id: null,
      answer_count: 0,
    })
    await restorePost(services.as(moderator), answer, '')

    expect(await everything()).toEqual(before)
    expect(await findWrongCounts(services.db)).toEqual([])
  })

  test('a restored answer takes no acceptance from another that was accepted meanwhile', async () => {
    const [asker, helper, moderator] = [await person(), await person(), await person('moderator')]
    const thread = await ask(asker, 'Where did my bookmarks go')
    const first = await write(helper, thread, 'Look in the backup folder.')
    const second = await write(helper, thread, 'Or restore the profile.')
    await acceptAnswer(services.as(asker), first)

    await hidePost(services.as(moderator), first, 'wrong')
    await acceptAnswer(services.as(asker), second)
    await restorePost(services.as(moderator), first, '')

    expect((await everything()).threads[0]).toMatchObject({ accepted_post_id: second })
    expect(await findWrongCounts(services.db)).toEqual([])
  })

  test('parting merged threads leaves both as if they had never been joined', async () => {
    const [one, two, helper, moderator] = [await person(), await person(), await person(), await person('moderator')]
    const earlier = await ask(two, 'It was joined to the first before')
    const from = await ask(one, 'My bookmarks are gone')
    const into = await ask(two, 'Bookmarks disappeared')
    await mergeThread(services.as(moderator), earlier, from, 'same')
    const answer = await write(helper, from, 'Look in the backup folder.')
    await write(two, from, 'By the asker of the other thread.')
    await write(one, from, 'Which folder?', answer)
    await write(helper, into, 'Restore the profile.')
    await acceptAnswer(services.as(one), answer)
    await saySameHere(services.as(helper), from, true)
    await saySameHere(services.as(helper), into, true)
    await saySameHere(services.as(moderator), from, true)
    const before = await everything()

    await mergeThread(services.as(moderator), from, into, 'the same question')
    expect(await everything()).not.toEqual(before)
    const merge = await services.db
      .selectFrom('thread_merges')
      .select('id')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    await partMerged(services.as(moderator), merge.id)
    await partMerged(services.as(moderator), merge.id)

    expect(await everything()).toEqual(before)
    expect(await findWrongCounts(services.db)).toEqual([])
    await expect(partMerged(services.as(one), merge.id)).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('what was written under joined posts meanwhile goes with them when the threads part', async () => {
    const [one, two, moderator] = [await person(), await person(), await person('moderator')]
    const from = await ask(one, 'My bookmarks are gone')
    const into = await ask(two, 'Bookmarks disappeared')
    const answer = await write(two, from, 'Look in the backup folder.')
    await mergeThread(services.as(moderator), from, into, 'same')
    const late = await write(moderator, into, 'This works for me too.')
    const parent = await services.db
      .selectFrom('posts')
      .select(['id', 'kind', 'parent_id'])
      .where('id', '=', answer)
      .executeTakeFirstOrThrow()
    expect(parent).toMatchObject({ kind: 'comment' })

    const { id } = await services.db.selectFrom('thread_merges').select('id').executeTakeFirstOrThrow()
    await partMerged(services.as(moderator), id)

    const page = await getThreadPage(services.as(two), into, FIRST)
    expect(page.answers.map((post) => post.id)).toEqual([late])
    expect((await getThreadPage(services.as(two), from, FIRST)).answers.map((post) => post.id)).toEqual([answer])
    expect(await findWrongCounts(services.db)).toEqual([])
  })
})
