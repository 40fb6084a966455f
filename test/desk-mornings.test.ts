import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SECOND_TIER_PREFIX } from '#app/features/escalations/queries/second-tier.server.ts'
import { addPost } from '#app/features/forum/commands/add-post.server.ts'
import { acceptAnswer } from '#app/features/forum/commands/accept-answer.server.ts'
import { disputeClosing } from '#app/features/forum/commands/moderate-thread.server.ts'
import { reportOutcome } from '#app/features/forum/commands/report-outcome.server.ts'
import { startThread } from '#app/features/forum/commands/start-thread.server.ts'
import { getThreadPage } from '#app/features/forum/queries/thread-page.server.ts'
import { DAY, HOUR } from '#app/kernel/clock.ts'
import { handleKey } from '#app/kernel/handles.ts'
import type { MemberViewer, Role } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { eachDatabase } from './support/databases.ts'
import { aCategory, aMember } from './support/factories/rows.ts'
import { asViewer } from './support/factories/viewers.ts'
import { aWorld, type World } from './support/world.ts'

eachDatabase((_name, open) => {
  let world: World
  let category: Awaited<ReturnType<typeof aCategory>>
  beforeEach(async () => {
    await open().clear()
    world = await aWorld(open())
    category = await aCategory(world.db, { first_minutes: 240, solve_minutes: null })
  })
  afterEach(() => world.close())

  type Person = Context & { readonly viewer: MemberViewer }
  const person = async (handle: string, role: Role = 'customer', more: object = {}): Promise<Person> => {
    const names = { handle, handle_key: handleKey(handle), name: `The ${handle}`, email: `${handle}@example.test` }
    return { ...world, viewer: asViewer(await aMember(world.db, { ...names, role, ...more })) }
  }
  const ask = async (asker: Context, title: string): Promise<number> => {
    const draft = {
      title,
      body: 'It is not where it was.',
      category: category.slug,
      kind: 'question',
      tags: [],
    } as const
    const { address } = await startThread(asker, { ...draft, isPrivate: false })
    await world.worker.drain()
    return Number(/\/t\/(\d+)/.exec(address)?.[1])
  }
  const later = async (ms: number) => {
    world.clock.advance(ms)
    await world.worker.drain()
  }
  const run = async (name: 'threads.close-old' | 'desk.summaries') => {
    await enqueue(world.db, name, {}, { now: world.clock.now() })
    await world.worker.drain()
  }
  const mailsTo = (handle: string) => world.mailer.sent.filter(({ to }) => to === `${handle}@example.test`)

  describe('closing by rule', () => {
    const closeAfter = (days: number | null) =>
      world.db
        .insertInto('settings')
        .values({ key: `${SECOND_TIER_PREFIX}closeAfterDays`, value: JSON.stringify(days), changed_at: 1 })
        .onConflict((c) => c.column('key').doUpdateSet({ value: JSON.stringify(days) }))
        .execute()
    const daily = async (ms = DAY) => {
      await later(ms)
      await run('threads.close-old')
      await later(61_000)
    }
    const answered = async (title = 'Where did the folder of my notes go') => {
      const [asker, helper] = [await person('asker'), await person('helper')]
      const id = await ask(asker, title)
      const { postId } = await addPost(helper, id, { body: 'Restore the backup.', parentId: null, as: 'answer' })
      await world.worker.drain()
      return { asker, helper, id, postId }
    }
    const stateOf = (id: number) =>
      world.db.selectFrom('threads').select(['closed_at', 'closing_at']).where('id', '=', id).executeTakeFirstOrThrow()
    const warnings = () => mailsTo('asker').filter(({ text }) => text.includes('It will be closed in a week'))

    test('the asker is told a week before, then it is closed with a reason, and they may object', async () => {
      const { asker, id } = await answered()
      await closeAfter(30)
      await daily(20 * DAY)
      expect(await stateOf(id)).toEqual({ closed_at: null, closing_at: null })
      await daily(3 * DAY)
      await daily(DAY)
      expect(warnings()).toHaveLength(1)
      expect(warnings()[0]?.text).toContain(`/t/${id}/`)
      expect((await stateOf(id)).closed_at).toBeNull()
      await daily(7 * DAY)
      const page = await getThreadPage(asker, id, { order: 'helpful', page: null })
      expect(page.closed?.reason).toBe('It was answered, and nothing new was written for 30 days.')
      expect(page.may.dispute).toBe(true)
      expect(mailsTo('asker').at(-1)?.text).toContain('Your question was closed: It was answered')
      await disputeClosing(asker, id, 'It came back')
      await daily(60 * DAY)
      await daily(8 * DAY)
      expect(await stateOf(id)).toEqual({ closed_at: null, closing_at: null })
    })

    test('a comment calls it off, and so do a solution, an escalation and switching the rule off', async () => {
      const { asker, helper, id } = await answered()
      const others = [
        await ask(asker, 'Where did my other folder go'),
        await ask(asker, 'Where did my third folder go'),
      ]
      for (const one of others) await addPost(helper, one, { body: 'Look there.', parentId: null, as: 'answer' })
      const [solved = 0, failed = 0] = others
      await closeAfter(30)
      await daily(24 * DAY)
      for (const one of [id, solved, failed]) expect((await stateOf(one)).closing_at).not.toBeNull()
      await addPost(asker, id, { body: 'I am still looking.', parentId: null, as: 'comment' })
      const answer = await world.db
        .selectFrom('posts')
        .select('id')
        .where('thread_id', '=', solved)
        .where('kind', '=', 'answer')
        .executeTakeFirstOrThrow()
      await acceptAnswer(asker, answer.id)
      await reportOutcome(asker, failed, { kind: 'did-not-help' })
      await daily(8 * DAY)
      for (const one of [id, solved, failed]) expect(await stateOf(one)).toEqual({ closed_at: null, closing_at: null })
      await daily(20 * DAY)
      expect((await stateOf(id)).closing_at).not.toBeNull()
      await closeAfter(null)
      await daily(8 * DAY)
      expect(await stateOf(id)).toEqual({ closed_at: null, closing_at: null })
    })

    test('what nobody answered is never closed, and a worker that was down for a year tells first', async () => {
      const { asker, id } = await answered()
      const open = await ask(asker, 'Where did my other folder go')
      await closeAfter(30)
      world.clock.advance(365 * DAY)
      await run('threads.close-old')
      await run('threads.close-old')
      expect((await stateOf(id)).closed_at).toBeNull()
      expect((await stateOf(id)).closing_at).toBe(world.clock.now() + 7 * DAY)
      await Promise.all([daily(8 * DAY), daily(0)])
      expect((await stateOf(id)).closed_at).not.toBeNull()
      expect(await stateOf(open)).toEqual({ closed_at: null, closing_at: null })
      const acts = await world.db.selectFrom('acts').select('verb').where('verb', '=', 'close').execute()
      expect(acts).toHaveLength(1)
    })
  })

  describe('the summary of a morning', () => {
    /** The clock of tests stands at noon; the next seven o'clock in UTC is nineteen hours away. */
    const TO_SEVEN = 19 * HOUR
    const summariesTo = (handle: string) =>
      mailsTo(handle).filter(({ subject }) => subject.includes('the desk this morning'))

    test('says what is late, due today and waits longest, once a day, to whoever leads the desk', async () => {
      const asker = await person('asker')
      await Promise.all([
        person('mona', 'moderator'),
        person('agnes', 'agent'),
        person('ada', 'admin', { zone: 'America/New_York' }),
      ])
      await run('desk.summaries')
      const id = await ask(asker, 'Where did the folder of my notes go')
      await later(TO_SEVEN - HOUR)
      const soon = await ask(asker, 'Where did my other folder go')
      await later(HOUR + 60_000)
      await run('desk.summaries')
      await run('desk.summaries')
      const [mail, ...more] = summariesTo('mona')
      expect(more).toEqual([])
      expect(mail?.subject).toContain('the desk this morning')
      for (const said of [
        '1 late',
        '1 due today',
        '1 waits for somebody',
        'Where did the folder',
        `/desk?thread=${id}`,
        `/t/${soon}/`,
      ])
        expect(mail?.text).toContain(said)
      expect([...summariesTo('agnes'), ...summariesTo('ada')]).toEqual([])
      await later(5 * HOUR)
      await run('desk.summaries')
      expect(summariesTo('mona')).toHaveLength(1)
      expect(summariesTo('ada')).toHaveLength(1)
    })

    test('is not sent where nothing waits, nor to whoever has it off', async () => {
      const mona = await person('mona', 'moderator')
      await later(TO_SEVEN + 60_000)
      await run('desk.summaries')
      expect(mailsTo('mona')).toEqual([])
      await ask(await person('asker'), 'Where did the folder of my notes go')
      const off = { member_id: mona.viewer.id, kind: 'desk-summary', channel: 'off' }
      await world.db.insertInto('notice_preferences').values(off).execute()
      await later(DAY)
      await run('desk.summaries')
      expect(summariesTo('mona')).toEqual([])
    })
  })
})
