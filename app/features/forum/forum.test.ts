import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { inTransaction, lockRow } from '#db/transaction.server.ts'
import { eachDatabase, type TestDatabase } from '#test/support/databases.ts'
import { aCategory, aMember, aPost, aThread } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { someServices, type TestServices } from '#test/support/services.ts'
import { GUEST, type MemberViewer, type Role } from '#app/kernel/roles.ts'
import { acceptAnswer, withdrawAcceptance } from './commands/accept-answer.server.ts'
import { addPost } from './commands/add-post.server.ts'
import { editPost } from './commands/edit-post.server.ts'
import { changePostKind, hidePost, restorePost } from './commands/moderate-post.server.ts'
import { mergeThread } from './commands/merge-thread.server.ts'
import { moveThread, setThreadState } from './commands/moderate-thread.server.ts'
import { splitThread } from './commands/split-thread.server.ts'
import { reportOutcome } from './commands/report-outcome.server.ts'
import { startThread } from './commands/start-thread.server.ts'
import { changeThread } from './commands/thread-counts.server.ts'
import { saySameHere, voteHelpful } from './commands/vote.server.ts'
import { getHistory } from './queries/post-pages.server.ts'
import { getThreadPage } from './queries/thread-page.server.ts'
import { listThreads } from './queries/thread-list.server.ts'
import { findWrongCounts } from './queries/wrong-counts.server.ts'
import type { ListFilters } from './types.ts'

interface Setting {
  readonly database: TestDatabase
  readonly services: TestServices
  readonly db: TestDatabase['db']
  person(role?: Role): Promise<MemberViewer>
}

const FIRST = { order: 'helpful', page: null } as const
const LIST: ListFilters = { order: 'active', state: 'all', kind: 'all', since: 'any', tag: null }
const idIn = (address: string): number => Number(/\/t\/(\d+)/.exec(address)?.[1])

eachDatabase((_name, open) => {
  const set = (): Setting => {
    const database = open()
    return {
      database,
      services: someServices(database),
      db: database.db,
      person: async (role = 'customer') => asViewer(await aMember(database.db, { role })),
    }
  }
  const threadRow = (id: number) =>
    open().db.selectFrom('threads').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const jobs = async (): Promise<string[]> =>
    (await open().db.selectFrom('jobs').select(['name', 'subject']).execute()).map(
      (job) => `${job.name} ${job.subject}`,
    )
  const ask = async ({ services, db }: Setting, asker: MemberViewer, more: object = {}) => {
    const category = await aCategory(db)
    const { address } = await startThread(services.as(asker), {
      title: 'Where did my bookmarks go',
      body: 'They are **gone**.',
      category: category.slug,
      kind: 'question',
      tags: ['Lost Data'],
      isPrivate: false,
      ...more,
    })
    return { id: idIn(address), address, category }
  }
  const answer = async ({ services }: Setting, by: MemberViewer, threadId: number, more: object = {}) =>
    addPost(services.as(by), threadId, { body: 'Try this.', parentId: null, as: 'answer', ...more })

  it('starts a thread with its tags, counts it, and writes the jobs with it', async () => {
    const at = set()
    const { id, address, category } = await ask(at, await at.person())

    expect(address).toBe(`/t/${id}/where-did-my-bookmarks-go`)
    expect(await threadRow(id)).toMatchObject({
      listed: 1,
      waiting: 1,
      follower_count: 1,
      last_act: 'asked',
    })
    expect(
      await at.db
        .selectFrom('categories')
        .select(['thread_count', 'open_count'])
        .where('id', '=', category.id)
        .executeTakeFirst(),
    ).toEqual({ thread_count: 1, open_count: 1 })
    const page = await getThreadPage(at.services.as(GUEST), id, FIRST)
    expect(page).toMatchObject({
      tags: ['lost-data'],
      state: 'open',
      opening: { html: '<p>They are <strong>gone</strong>.</p>' },
    })
    expect(await jobs()).toContain(`search.index thread:${id}`)
  })

  it('check 38: a form sent fifty times at once makes one thread', async () => {
    const at = set()
    const asker = await at.person()
    const category = await aCategory(at.db)
    const draft = {
      title: 'Sent very often',
      body: 'Once',
      category: category.slug,
      kind: 'question' as const,
      tags: [],
      isPrivate: false,
      key: 'key-of-this-form',
    }

    const sent = await Promise.allSettled(Array.from({ length: 50 }, () => startThread(at.services.as(asker), draft)))

    const rows = await at.db.selectFrom('threads').select('id').where('title', '=', 'Sent very often').execute()
    expect(rows).toHaveLength(1)
    expect(sent.filter((one) => one.status === 'fulfilled').length).toBeGreaterThan(0)
    expect(await findWrongCounts(at.db)).toEqual([])
  })

  it('keeps a private thread from everybody but its author and staff', async () => {
    const at = set()
    const asker = await at.person()
    const { id } = await ask(at, asker, { isPrivate: true })

    for (const viewer of [GUEST, await at.person(), await at.person('advocate')]) {
      await expect(getThreadPage(at.services.as(viewer), id, FIRST)).rejects.toMatchObject({
        code: 'not-found',
      })
      await expect(answer(at, viewer as MemberViewer, id)).rejects.toMatchObject({
        code: 'not-found',
      })
    }
    for (const viewer of [asker, await at.person('agent')]) {
      expect((await getThreadPage(at.services.as(viewer), id, FIRST)).isPrivate).toBe(true)
    }
    const { rows } = await listThreads(at.services.as(asker), {
      ...LIST,
      categoryId: null,
      page: null,
    })
    expect(rows.map((row) => row.id)).not.toContain(id)
  })

  it('counts an answer by another, but the asker’s own words are a comment', async () => {
    const at = set()
    const [asker, helper] = [await at.person(), await at.person()]
    const { id } = await ask(at, asker)

    await answer(at, asker, id, { body: 'I tried that already.' })
    expect(await threadRow(id)).toMatchObject({ answer_count: 0, waiting: 1 })
    await answer(at, helper, id)

    expect(await threadRow(id)).toMatchObject({
      answer_count: 1,
      waiting: 0,
      last_act: 'answered',
      first_answer_at: at.services.clock.now(),
    })
    const page = await getThreadPage(at.services.as(GUEST), id, FIRST)
    expect(page.opening.comments).toHaveLength(1)
    expect(page.answers).toHaveLength(1)
    expect(await findWrongCounts(at.db)).toEqual([])
  })

  it('accepts one answer, replaces it by another, and takes it back', async () => {
    const at = set()
    const [asker, helper] = [await at.person(), await at.person()]
    const { id } = await ask(at, asker)
    const first = await answer(at, helper, id)
    const second = await answer(at, helper, id)

    await acceptAnswer(at.services.as(asker), first.postId)
    await acceptAnswer(at.services.as(asker), second.postId)
    expect(await threadRow(id)).toMatchObject({
      accepted_post_id: second.postId,
      accepted_by: asker.id,
      last_act: 'solved',
    })
    const accepted = await at.db
      .selectFrom('members')
      .select('accepted_count')
      .where('id', '=', helper.id)
      .executeTakeFirst()
    expect(accepted?.accepted_count).toBe(1)

    await withdrawAcceptance(at.services.as(asker), second.postId)
    expect(await threadRow(id)).toMatchObject({ accepted_post_id: null, last_act: 'answered' })
    expect(await jobs()).toContain(`notices.acceptance thread:${id}`)
  })

  it('accepting again changes nothing and enqueues nothing', async () => {
    const at = set()
    const asker = await at.person()
    const { id } = await ask(at, asker)
    const { postId } = await answer(at, await at.person(), id)
    await acceptAnswer(at.services.as(asker), postId)
    await at.db.deleteFrom('jobs').execute()

    await acceptAnswer(at.services.as(asker), postId)

    expect(await jobs()).toEqual([])
  })

  it('a bystander may not accept, and for a stranger to a private thread the answer does not exist', async () => {
    const at = set()
    const asker = await at.person()
    const stranger = await at.person()
    const open1 = await ask(at, asker)
    const { postId } = await answer(at, await at.person(), open1.id)
    const secret = await ask(at, asker, { isPrivate: true })
    const hidden = await answer(at, await at.person('agent'), secret.id)

    await expect(acceptAnswer(at.services.as(stranger), postId)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(acceptAnswer(at.services.as(stranger), hidden.postId)).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('check 38: two acceptances and fifty votes at once leave one of each', async () => {
    const at = set()
    const [asker, helper, voter] = [await at.person(), await at.person(), await at.person()]
    const { id } = await ask(at, asker)
    const posts = [await answer(at, helper, id), await answer(at, helper, id)]

    await Promise.all(posts.map(({ postId }) => acceptAnswer(at.services.as(asker), postId)))
    await Promise.all(Array.from({ length: 50 }, () => voteHelpful(at.services.as(voter), posts[0]?.postId ?? 0, true)))

    const row = await threadRow(id)
    expect(posts.map((post) => post.postId)).toContain(row.accepted_post_id)
    const accepted = await at.db
      .selectFrom('members')
      .select(['accepted_count', 'helpful_count'])
      .where('id', '=', helper.id)
      .executeTakeFirst()
    expect(accepted).toEqual({ accepted_count: 1, helpful_count: 1 })
    expect(await findWrongCounts(at.db)).toEqual([])
  })

  it('same here counts a member once, follows, and can be taken back', async () => {
    const at = set()
    const [asker, other] = [await at.person(), await at.person()]
    const { id } = await ask(at, asker)

    await saySameHere(at.services.as(other), id, true)
    await saySameHere(at.services.as(other), id, true)
    expect(await threadRow(id)).toMatchObject({ same_here_count: 1, follower_count: 2 })
    await saySameHere(at.services.as(other), id, false)

    expect(await threadRow(id)).toMatchObject({ same_here_count: 0 })
    await expect(saySameHere(at.services.as(asker), id, true)).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it('“did not help” opens the thread again among those that wait', async () => {
    const at = set()
    const asker = await at.person()
    const { id } = await ask(at, asker)
    const { postId } = await answer(at, await at.person(), id)
    await acceptAnswer(at.services.as(asker), postId)

    await reportOutcome(at.services.as(asker), id, { kind: 'did-not-help' })

    expect(await threadRow(id)).toMatchObject({
      accepted_post_id: null,
      waiting: 1,
      last_act: 'reopened',
    })
    expect((await getThreadPage(at.services.as(GUEST), id, FIRST)).state).toBe('open')
    await answer(at, await at.person(), id, { body: 'Then try that.' })
    expect(await threadRow(id)).toMatchObject({ waiting: 0, last_act: 'answered' })
    expect(await findWrongCounts(at.db)).toEqual([])
  })

  it('“did not help” opens nothing that a moderator closed, locked or hid, and is heard once', async () => {
    const at = set()
    const [asker, moderator] = [await at.person(), await at.person('moderator')]
    const notHelped = (id: number) => reportOutcome(at.services.as(asker), id, { kind: 'did-not-help' })
    for (const verb of ['close', 'lock', 'hide'] as const) {
      const { id } = await ask(at, asker)
      await answer(at, await at.person(), id)
      await setThreadState(at.services.as(moderator), id, verb, 'because')
      const before = await threadRow(id)

      await expect(notHelped(id), verb).rejects.toMatchObject({ code: 'forbidden' })
      expect(await threadRow(id)).toEqual(before)
    }
    const { id } = await ask(at, asker)
    await expect(notHelped(id)).rejects.toMatchObject({ code: 'conflict' })
    await answer(at, await at.person(), id)
    await notHelped(id)
    const reopened = await threadRow(id)
    at.services.clock.advance(60_000)
    await notHelped(id)

    expect(await threadRow(id)).toEqual(reopened)
    expect(await findWrongCounts(at.db)).toEqual([])
  })

  it('an edit while the thread is being closed takes nothing of that back', async () => {
    const at = set()
    const { id } = await ask(at, await at.person())
    const { opening } = await getThreadPage(at.services.as(GUEST), id, FIRST)
    let hold = (): void => undefined
    const held = new Promise<void>((resolve) => (hold = resolve))

    const closing = inTransaction(at.database.another(), async (trx) => {
      await lockRow(trx, 'threads', id)
      await changeThread(trx, await threadRow(id), { closed_at: 5, closed_reason: 'done' })
      hold()
      await pause(100)
    })
    await held
    const moderator = at.services.as(await at.person('moderator'))
    const title = 'Where are my bookmarks now'
    await editPost(moderator, opening.id, { title, body: 'Gone.', reason: '', revision: 1 })
    await closing

    expect(await threadRow(id)).toMatchObject({ title, closed_at: 5, waiting: 0 })
    expect(await findWrongCounts(at.db)).toEqual([])
  })

  it('keeps every edit, shows what changed, and does not overwrite another’s', async () => {
    const at = set()
    const asker = await at.person()
    const { id } = await ask(at, asker)
    const { opening } = await getThreadPage(at.services.as(asker), id, FIRST)
    const edit = {
      title: 'Where are my bookmarks now',
      body: 'They are all gone.',
      tags: ['sync'],
      reason: 'clearer',
      revision: 1,
    }

    await editPost(at.services.as(asker), opening.id, edit)

    await expect(editPost(at.services.as(asker), opening.id, edit)).rejects.toMatchObject({
      code: 'conflict',
    })
    const { revisions } = await getHistory(at.services.as(GUEST), opening.id)
    expect(revisions.map((revision) => revision.number)).toEqual([2, 1])
    expect(revisions[0]).toMatchObject({ reason: 'clearer', by: { id: asker.id } })
    expect(
      revisions[0]?.body
        .filter((piece) => piece.kind === 'added')
        .map((piece) => piece.text)
        .join(''),
    ).toContain('all')
    expect(await getThreadPage(at.services.as(GUEST), id, FIRST)).toMatchObject({
      title: edit.title,
      tags: ['sync'],
    })
    expect(await findWrongCounts(at.db)).toEqual([])
  })

  it('hides an accepted answer with everything that was counted from it, and restores it', async () => {
    const at = set()
    const [asker, helper, moderator] = [await at.person(), await at.person(), await at.person('moderator')]
    const { id } = await ask(at, asker)
    const { postId } = await answer(at, helper, id)
    await acceptAnswer(at.services.as(asker), postId)

    await hidePost(at.services.as(moderator), postId, 'wrong and dangerous')

    expect(await threadRow(id)).toMatchObject({
      answer_count: 0,
      accepted_post_id: null,
      waiting: 1,
    })
    expect((await getThreadPage(at.services.as(GUEST), id, FIRST)).answers).toEqual([])
    expect((await getThreadPage(at.services.as(helper), id, FIRST)).answers).toMatchObject([
      { hidden: { reason: 'wrong and dangerous' } },
    ])
    await expect(getHistory(at.services.as(GUEST), postId)).rejects.toMatchObject({
      code: 'not-found',
    })

    await restorePost(at.services.as(moderator), postId, '')
    expect(await threadRow(id)).toMatchObject({ answer_count: 1, waiting: 0 })
    expect(await findWrongCounts(at.db)).toEqual([])
    const acts = await at.db
      .selectFrom('acts')
      .select(['verb', 'reason'])
      .where('subject_id', '=', postId)
      .where('subject_kind', '=', 'post')
      .orderBy('id')
      .execute()
    expect(acts).toMatchObject([{ verb: 'hide', reason: 'wrong and dangerous' }, { verb: 'restore' }])
  })

  it('turns a mis-posted answer into a comment and back', async () => {
    const at = set()
    const { id } = await ask(at, await at.person())
    const { postId } = await answer(at, await at.person(), id, { body: 'Same problem here' })
    const advocate = await at.person('advocate')

    await changePostKind(at.services.as(advocate), postId, 'comment')
    expect(await threadRow(id)).toMatchObject({ answer_count: 0, waiting: 1 })
    await changePostKind(at.services.as(advocate), postId, 'answer')

    expect(await threadRow(id)).toMatchObject({ answer_count: 1, waiting: 0 })
    await expect(changePostKind(at.services.as(await at.person()), postId, 'comment')).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await findWrongCounts(at.db)).toEqual([])
  })

  it('closes for everybody but staff, and says why', async () => {
    const at = set()
    const moderator = await at.person('moderator')
    const { id } = await ask(at, await at.person())

    await setThreadState(at.services.as(moderator), id, 'close', 'asked elsewhere')

    await expect(answer(at, await at.person(), id)).rejects.toMatchObject({ code: 'forbidden' })
    const page = await getThreadPage(at.services.as(GUEST), id, FIRST)
    expect(page).toMatchObject({ state: 'closed', closed: { reason: 'asked elsewhere' } })
    await expect(setThreadState(at.services.as(await at.person()), id, 'reopen', '')).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await findWrongCounts(at.db)).toEqual([])
  })

  it('moves a thread with its counts, only to where the moderator may read', async () => {
    const at = set()
    const moderator = await at.person('moderator')
    const { id } = await ask(at, await at.person())
    const to = await aCategory(at.db)
    const secret = await aCategory(at.db, { access: 'restricted', roles: 'agent' })

    await moveThread(at.services.as(moderator), id, to.slug, 'fits better')

    expect(await threadRow(id)).toMatchObject({ category_id: to.id })
    await expect(moveThread(at.services.as(moderator), id, secret.slug, '')).rejects.toMatchObject({
      code: 'invalid',
    })
    expect(await findWrongCounts(at.db)).toEqual([])
  })

  it('merges threads with posts and followers; the old address leads to the other', async () => {
    const at = set()
    const [one, two, helper, moderator] = [
      await at.person(),
      await at.person(),
      await at.person(),
      await at.person('moderator'),
    ]
    const from = await ask(at, one)
    const into = await ask(at, two)
    await answer(at, helper, from.id, { body: 'From the first thread' })
    await saySameHere(at.services.as(helper), from.id, true)

    await mergeThread(at.services.as(moderator), from.id, into.id, 'the same question')

    const page = await getThreadPage(at.services.as(GUEST), into.id, FIRST)
    expect(page.answers.map((post) => post.html)).toEqual(['<p>From the first thread</p>'])
    expect(page.opening.comments).toHaveLength(1)
    expect(page).toMatchObject({ sameHereCount: 1, followerCount: 3 })
    await expect(getThreadPage(at.services.as(GUEST), from.id, FIRST)).rejects.toMatchObject({
      to: into.id,
    })
    await expect(answer(at, helper, from.id)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await findWrongCounts(at.db)).toEqual([])
  })

  it('merging and splitting keep what is counted for each author', async () => {
    const at = set()
    const [one, two, helper, moderator] = [
      await at.person(),
      await at.person(),
      await at.person(),
      await at.person('moderator'),
    ]
    const from = await ask(at, one)
    const into = await ask(at, two)
    await answer(at, two, from.id, { body: 'By the asker of the other' })
    const { postId } = await answer(at, helper, from.id)
    await acceptAnswer(at.services.as(one), postId)
    await at.db.updateTable('threads').set({ same_here_count: 7 }).where('id', 'in', [from.id, into.id]).execute()
    await saySameHere(at.services.as(helper), from.id, true)
    await saySameHere(at.services.as(helper), into.id, true)

    await mergeThread(at.services.as(moderator), from.id, into.id, 'the same')
    // Seven and seven that an import brought, and the helper once.
    expect(await threadRow(into.id)).toMatchObject({ answer_count: 1, same_here_count: 15 })
    expect(await findWrongCounts(at.db)).toEqual([])
    await splitThread(at.services.as(moderator), into.id, [postId], 'On its own feet', '')

    expect(await findWrongCounts(at.db)).toEqual([])
  })

  it('never joins private threads of two people, nor a hidden thread to one that is read', async () => {
    const at = set()
    const [asker, other, admin] = [await at.person(), await at.person(), await at.person('admin')]
    const mine = await ask(at, asker, { isPrivate: true })
    const also = await ask(at, asker, { isPrivate: true })
    const theirs = await ask(at, other, { isPrivate: true })
    const [shown, hidden] = [await ask(at, asker), await ask(at, asker)]
    await setThreadState(at.services.as(admin), hidden.id, 'hide', 'spam')
    const merge = (from: number, into: number) => mergeThread(at.services.as(admin), from, into, '')

    await expect(merge(mine.id, theirs.id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(merge(hidden.id, shown.id)).rejects.toMatchObject({ code: 'conflict' })
    await merge(mine.id, also.id)
  })

  it('hiding a thread settles what was reported about its question', async () => {
    const at = set()
    const { id } = await ask(at, await at.person())
    const { opening } = await getThreadPage(at.services.as(GUEST), id, FIRST)
    await at.db.insertInto('flags').values({ post_id: opening.id, reason: 'spam', created_at: 1 }).execute()

    await setThreadState(at.services.as(await at.person('moderator')), id, 'hide', 'spam')

    const flag = await at.db.selectFrom('flags').select('verdict').where('post_id', '=', opening.id).executeTakeFirst()
    expect(flag).toEqual({ verdict: 'hidden' })
  })

  it('two merges towards each other at once leave one thread, not none', async () => {
    const at = set()
    const moderator = await at.person('moderator')
    const [one, two] = [await ask(at, await at.person()), await ask(at, await at.person())]

    const done = await Promise.allSettled([
      mergeThread(at.services.as(moderator), one.id, two.id, ''),
      mergeThread(at.services.as(moderator), two.id, one.id, ''),
    ])

    expect(done.filter((merge) => merge.status === 'fulfilled')).toHaveLength(1)
    const rows = [await threadRow(one.id), await threadRow(two.id)]
    expect(rows.filter((row) => row.merged_into === null)).toHaveLength(1)
  })

  it('never joins a private thread to a public one', async () => {
    const at = set()
    const asker = await at.person()
    const [secret, shown] = [await ask(at, asker, { isPrivate: true }), await ask(at, asker)]

    await expect(mergeThread(at.services.as(await at.person('admin')), secret.id, shown.id, '')).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('splits answers off into a thread of their own', async () => {
    const at = set()
    const { id } = await ask(at, await at.person())
    const other = await answer(at, await at.person(), id, { body: 'Mine is another problem' })
    await answer(at, await at.person(), id)
    await addPost(at.services.as(await at.person()), id, {
      body: 'On that',
      parentId: other.postId,
      as: 'comment',
    })

    const { address } = await splitThread(
      at.services.as(await at.person('moderator')),
      id,
      [other.postId],
      'Another problem altogether',
      'off topic',
    )

    const page = await getThreadPage(at.services.as(GUEST), idIn(address), FIRST)
    expect(page).toMatchObject({
      title: 'Another problem altogether',
      state: 'open',
      opening: { id: other.postId },
    })
    expect(page.opening.comments).toHaveLength(1)
    expect(await threadRow(id)).toMatchObject({ answer_count: 1 })
    expect(await findWrongCounts(at.db)).toEqual([])
  })

  it('leaves neither rows nor jobs when its jobs can’t be written', async () => {
    const at = set()
    const asker = await at.person()
    const category = await aCategory(at.db)
    const before = await at.db
      .selectFrom('threads')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    await at.db.schema.alterTable('jobs').renameTo('jobs_away').execute()

    await expect(
      startThread(at.services.as(asker), {
        title: 'Never to be seen',
        body: 'x',
        category: category.slug,
        kind: 'question',
        tags: [],
        isPrivate: false,
      }),
    ).rejects.toThrow(/jobs/)
    await at.db.schema.alterTable('jobs_away').renameTo('jobs').execute()

    const after = await at.db
      .selectFrom('threads')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    expect(Number(after.n)).toBe(Number(before.n))
    expect(await findWrongCounts(at.db)).toEqual([])
  })

  it.each(['helpful', 'oldest', 'newest'] as const)(
    'pages through all answers once, forth and back, by %s',
    async (order) => {
      const at = set()
      const made = await aThread(at.db)
      for (let n = 0; n < 45; n += 1)
        await aPost(at.db, {
          thread_id: made.id,
          helpful_count: n % 4,
          created_at: 1000 + (n % 10),
        })
      const seen: number[] = []
      let page = await getThreadPage(at.services.as(GUEST), made.id, { order, page: null })
      for (;;) {
        seen.push(...page.answers.map((post) => post.id))
        if (!page.older) break
        page = await getThreadPage(at.services.as(GUEST), made.id, { order, page: page.older })
      }
      const back: number[] = page.answers.map((post) => post.id)
      while (page.newer) {
        page = await getThreadPage(at.services.as(GUEST), made.id, { order, page: page.newer })
        back.unshift(...page.answers.map((post) => post.id))
      }

      expect(new Set(seen).size).toBe(45)
      expect(back).toEqual(seen)
    },
  )

  it.each(['active', 'new', 'same-here', 'waiting'] as const)('pages through a list once, by %s', async (order) => {
    const at = set()
    const category = await aCategory(at.db)
    const author = await aMember(at.db)
    for (let n = 0; n < 45; n += 1)
      await aThread(at.db, {
        category_id: category.id,
        author_id: author.id,
        waiting: 1,
        same_here_count: n % 3,
        created_at: 5000 + (n % 7),
      })
    const seen: number[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof listThreads>> = await listThreads(at.services.as(GUEST), {
        ...LIST,
        order,
        categoryId: category.id,
        page: cursor,
      })
      seen.push(...page.rows.map((row) => row.id))
      cursor = page.older
    } while (cursor)

    expect(seen).toHaveLength(45)
    expect(new Set(seen).size).toBe(45)
  })

  it('check 10: no state that forbids writing lets a reply, vote, edit or acceptance through', async () => {
    const at = set()
    const [asker, helper, moderator] = [await at.person(), await at.person(), await at.person('moderator')]
    for (const verb of ['close', 'lock', 'hide'] as const) {
      const { id } = await ask(at, asker)
      const { postId } = await answer(at, helper, id)
      await setThreadState(at.services.as(moderator), id, verb, 'because')

      await expect(answer(at, helper, id), verb).rejects.toThrow()
      await expect(
        editPost(at.services.as(helper), postId, { body: 'x', reason: '', revision: 1 }),
        verb,
      ).rejects.toThrow()
      if (verb !== 'close') await expect(acceptAnswer(at.services.as(asker), postId), verb).rejects.toThrow()
    }
  })
})
