import { expect, it } from 'vitest'
import { HOUR, MINUTE } from '#app/kernel/clock.ts'
import type { MemberViewer, Role } from '#app/kernel/roles.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aCategory, aMember } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { NOON } from '#test/support/fakes/clock.ts'
import { someServices } from '#test/support/services.ts'
import { acceptAnswer, withdrawAcceptance } from './commands/accept-answer.server.ts'
import { addPost, type PostDraft } from './commands/add-post.server.ts'
import { keepAsAnswer, settleDoubts } from './commands/answer-doubt.server.ts'
import { changePostKind, hidePost, restorePost } from './commands/moderate-post.server.ts'
import { reportOutcome } from './commands/report-outcome.server.ts'
import { startThread } from './commands/start-thread.server.ts'
import { renewClock } from './commands/thread-clock.server.ts'
import { findWrongCounts } from './queries/wrong-counts.server.ts'

eachDatabase((_name, open) => {
  const set = async (promise = { first_minutes: 4 * 60, solve_minutes: 16 * 60 }) => {
    const { db } = open()
    const services = someServices(open())
    const category = await aCategory(db, promise)
    const person = async (role: Role = 'customer') => asViewer(await aMember(db, { role }))
    const asker = await person()
    const { address } = await startThread(services.as(asker), {
      title: 'Where did my bookmarks go',
      body: 'They are gone.',
      category: category.slug,
      kind: 'question',
      tags: [],
      isPrivate: false,
    })
    const id = Number(/\/t\/(\d+)/.exec(address)?.[1])
    const thread = () => db.selectFrom('threads').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const post = (by: MemberViewer, body: string, more: Partial<PostDraft> = {}) =>
      addPost(services.as(by), id, { body, parentId: null, as: 'answer', ...more })
    return { db, services, category, person, asker, id, thread, post }
  }

  // Wednesday noon; the default calendar works from nine to five, in UTC here.
  const DUE = NOON + 4 * HOUR

  it('stores when a first answer and a solution are due, in working hours', async () => {
    const { thread } = await set()
    expect(await thread()).toMatchObject({
      promised: 1,
      risk_at: NOON + 3 * HOUR,
      due_at: DUE,
      solve_due_at: NOON + 48 * HOUR + 0, // five hours today, eight tomorrow, three on Friday
    })
  })

  it('comments, thanks, a "me too", the asker and a request for details do not end the waiting', async () => {
    const { thread, post, person, asker, db, id } = await set()
    const other = await person()
    await post(other, 'Did you look in the menu?', { as: 'comment' })
    await post(asker, 'I did look there.')
    await post(other, 'I have the same problem.')
    await post(await person(), 'Thanks!')
    await post(await person('advocate'), 'Which version is it?', { as: 'comment', asksDetails: true })

    expect(await thread()).toMatchObject({ answer_count: 0, first_answer_at: null, due_at: DUE })
    const kinds = await db
      .selectFrom('posts')
      .select(['kind', 'doubt'])
      .where('thread_id', '=', id)
      .orderBy('id')
      .execute()
    expect(kinds.filter(({ kind }) => kind === 'answer').map(({ doubt }) => doubt)).toEqual(['me-too', 'thanks'])
    expect(await findWrongCounts(db)).toEqual([])
  })

  it('an answer by another person ends it, and taking it out of sight starts it again from the original time', async () => {
    const { thread, post, person, services, db } = await set()
    const { postId } = await post(await person(), 'Open the library and restore the backup of yesterday.')
    expect(await thread()).toMatchObject({ waiting: 0, first_answer_at: NOON })

    const moderator = services.as(await person('moderator'))
    await hidePost(moderator, postId, 'spam')
    expect(await thread()).toMatchObject({ waiting: 1, first_answer_at: null, due_at: DUE })
    await restorePost(moderator, postId, '')
    expect(await thread()).toMatchObject({ waiting: 0, first_answer_at: NOON })
    expect(await findWrongCounts(db)).toEqual([])
  })

  it('"did not help" and an acceptance that is taken back start it again from the original time', async () => {
    const { thread, post, person, services, asker, id } = await set()
    const { postId } = await post(await person(), 'Open the library and restore the backup of yesterday.')
    await acceptAnswer(services.as(asker), postId)
    services.clock.advance(2 * HOUR)
    await withdrawAcceptance(services.as(asker), postId)
    expect(await thread()).toMatchObject({ accepted_post_id: null, due_at: DUE })
    await reportOutcome(services.as(asker), id, { kind: 'did-not-help' })
    expect(await thread()).toMatchObject({ waiting: 1, due_at: DUE, risk_at: NOON + 3 * HOUR })
  })

  it('waiting for details that were asked for stands still, and goes on when the asker writes', async () => {
    const { thread, post, person, services, asker } = await set()
    const { clock } = services
    clock.advance(HOUR)
    await post(await person('agent'), 'Which version is it?', { as: 'comment', asksDetails: true })
    expect(await thread()).toMatchObject({ waiting: 0, due_at: DUE })
    clock.advance(2 * HOUR)
    await post(asker, 'It is version 102.', { as: 'comment' })
    expect(await thread()).toMatchObject({ waiting: 1, details_asked_at: null, due_at: DUE + 18 * HOUR }) // 10:00 next day
  })

  it('a request for details that is taken out of sight never stopped the clock', async () => {
    const { thread, post, person, services } = await set()
    services.clock.advance(HOUR)
    const { postId } = await post(await person('agent'), 'Which version is it?', { as: 'comment', asksDetails: true })
    services.clock.advance(HOUR)
    const moderator = services.as(await person('moderator'))
    await hidePost(moderator, postId, 'not needed')
    expect(await thread()).toMatchObject({ waiting: 1, due_at: DUE })
    await restorePost(moderator, postId, '')
    expect(await thread()).toMatchObject({ waiting: 0 })
  })

  it('a doubtful answer counts when nobody objected for a day, from when it was written', async () => {
    const { thread, post, person, services, db, id } = await set()
    services.clock.advance(HOUR)
    const written = services.clock.now()
    const { postId } = await post(await person(), 'Same problem here.')
    expect((await thread()).doubt_until).toBe(written + 24 * HOUR)
    services.clock.advance(24 * HOUR - 1)
    expect(await settleDoubts(db, id, services.clock.now())).toBe(0)
    services.clock.advance(1)
    expect(await settleDoubts(db, id, services.clock.now())).toBe(1)
    expect(await thread()).toMatchObject({ answer_count: 1, first_answer_at: written, waiting: 0, doubt_until: null })
    expect(await findWrongCounts(db)).toEqual([])
    expect(postId).toBeGreaterThan(0)
  })

  it('staff, advocates and the asker settle a doubt in one act, either way; others may not', async () => {
    const { thread, post, person, services, asker, db } = await set()
    const first = await post(await person(), 'Same problem here.')
    await expect(keepAsAnswer(services.as(await person()), first.postId)).rejects.toMatchObject({ code: 'forbidden' })
    await changePostKind(services.as(asker), first.postId, 'comment')
    expect(await thread()).toMatchObject({ answer_count: 0, doubt_until: null })

    const second = await post(await person(), 'Thanks a lot!')
    await keepAsAnswer(services.as(await person('agent')), second.postId)
    expect(await thread()).toMatchObject({ answer_count: 1, waiting: 0, doubt_until: null })
    expect(await findWrongCounts(db)).toEqual([])
  })

  it('what staff post is an answer, and accepting a doubtful one ends the doubt', async () => {
    const { thread, post, person, services, asker, db } = await set()
    await post(await person('agent'), 'Thanks!')
    expect(await thread()).toMatchObject({ answer_count: 1 })
    const { postId } = await post(await person(), 'That worked for me too!')
    const before = await thread()
    await acceptAnswer(services.as(asker), postId)
    expect(await thread()).toMatchObject({ answer_count: 2, accepted_post_id: postId, doubt_until: null })
    expect(before.answer_count).toBeLessThanOrEqual(2)
    expect(await findWrongCounts(db)).toEqual([])
  })

  it('a promise that becomes shorter moves what is open, and not what was answered in time', async () => {
    const { thread, post, person, services, db, category, id } = await set()
    await db.updateTable('categories').set({ first_minutes: 60 }).where('id', '=', category.id).execute()
    expect(await renewClock(db, [id])).toEqual([id])
    expect(await thread()).toMatchObject({ due_at: NOON + HOUR, risk_at: NOON + 45 * MINUTE })
    expect(await renewClock(db, [id])).toEqual([])
    services.clock.advance(30 * MINUTE)
    await post(await person(), 'Open the library and restore the backup of yesterday.')
    await db.updateTable('categories').set({ first_minutes: 10 }).where('id', '=', category.id).execute()
    await renewClock(db, [id])
    expect(await thread()).toMatchObject({ due_at: NOON + HOUR })
  })
})
