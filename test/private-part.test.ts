import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeOwnData } from '#app/features/accounts/queries/own-data.server.ts'
import { getAskForHelp, readTier } from '#app/features/escalations/queries/thread-tier.server.ts'
import { saveDraft } from '#app/features/composer/commands/drafts.server.ts'
import { writeNote } from '#app/features/escalations/commands/write-note.server.ts'
import { getWork } from '#app/features/escalations/queries/work.server.ts'
import { flagPost } from '#app/features/moderation/commands/flag-post.server.ts'
import { claim } from '#app/features/escalations/commands/act-on-escalation.server.ts'
import { escalateThread } from '#app/features/escalations/commands/escalate-thread.server.ts'
import { addPost } from '#app/features/forum/commands/add-post.server.ts'
import { mergeThread } from '#app/features/forum/commands/merge-thread.server.ts'
import { moveThread, setThreadState } from '#app/features/forum/commands/moderate-thread.server.ts'
import { partMerged } from '#app/features/forum/commands/part-merged.server.ts'
import { writePrivately } from '#app/features/forum/commands/private-part.server.ts'
import { splitThread } from '#app/features/forum/commands/split-thread.server.ts'
import { startThread } from '#app/features/forum/commands/start-thread.server.ts'
import { readPrivately } from '#app/features/forum/queries/privately.server.ts'
import { getThreadAddress, getThreadPage } from '#app/features/forum/queries/thread-page.server.ts'
import { findWrongCounts } from '#app/features/forum/queries/wrong-counts.server.ts'
import { getMemberPage } from '#app/features/members/queries/member-page.server.ts'
import { listFollowing } from '#app/features/members/queries/own.server.ts'
import { getInbox } from '#app/features/notices/queries/inbox.server.ts'
import { GUEST, type MemberViewer, type Role } from '#app/kernel/roles.ts'
import { handleKey } from '#app/kernel/handles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
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
    category = await aCategory(world.db)
  })
  afterEach(() => world.close())

  type Person = Context & { readonly viewer: MemberViewer }
  const person = async (handle: string, role: Role = 'customer'): Promise<Person> => {
    const names = { handle, handle_key: handleKey(handle), name: `The ${handle}`, email: `${handle}@example.test` }
    return { ...world, viewer: asViewer(await aMember(world.db, { ...names, role })) }
  }
  const ask = async (asker: Context, title = 'Where did the folder of my notes go'): Promise<number> => {
    const draft = {
      title,
      body: 'It is not where it was.',
      category: category.slug,
      kind: 'question',
      tags: [],
    } as const
    const { address } = await startThread(asker, { ...draft, isPrivate: false })
    return Number(/\/t\/(\d+)/.exec(address)?.[1])
  }
  const asked = async () => {
    const [asker, agent, mona] = [
      await person('asker'),
      await person('agnes', 'agent'),
      await person('mona', 'moderator'),
    ]
    const id = await ask(asker)
    const { part } = await writePrivately(agent, id, { body: 'What is the number of your account?' })
    await addPost(asker, part, { body: 'It is 4711.', parentId: null, as: 'answer' })
    await world.worker.drain()
    return { asker, agent, mona, id, part }
  }
  const seenBy = async (viewer: Context['viewer'], id: number) => {
    const context = { ...world, viewer }
    const view = await getThreadPage(context, id, { order: 'oldest', page: null })
    return (await readPrivately(context, view, null)).privately
  }
  const rowOf = (id: number) => world.db.selectFrom('threads').selectAll().where('id', '=', id).executeTakeFirst()

  test('the clock of the question stands while staff need something of the asker, and runs on where they do not', async () => {
    const { asker, agent, id } = await asked()
    const isPaused = async () => (await rowOf(id))?.details_asked_at !== null
    expect(await isPaused()).toBe(false)
    await writePrivately(agent, id, { body: 'We moved it for you.', needsNothing: true })
    expect(await isPaused()).toBe(false)
    await writePrivately(agent, id, { body: 'Which card is it?' })
    expect(await isPaused()).toBe(true)
    await writePrivately(agent, id, { body: 'We look at it meanwhile.', needsNothing: true })
    expect(await isPaused()).toBe(true)
    const other = await ask(asker)
    await writePrivately(agent, other, { body: 'We saw it and repaired your account.', needsNothing: true })
    expect((await rowOf(other))?.details_asked_at).toBeNull()
  })

  test('the asker and staff read it under the question, everybody else is told of it while the question waits', async () => {
    const { asker, agent, id, part } = await asked()
    for (const reader of [asker, agent]) {
      const seen = await seenBy(reader.viewer, id)
      expect(seen).toMatchObject({ kind: 'part', part: { id: part, composer: { draftKey: `thread:${part}:answer` } } })
      const read = JSON.stringify(seen)
      expect(read.indexOf('number of your account')).toBeLessThan(read.indexOf('4711'))
    }
    const others = [GUEST, (await person('stranger')).viewer, (await person('vera', 'advocate')).viewer]
    for (const other of others) {
      expect(await seenBy(other, id)).toEqual({ kind: 'notice' })
      await expect(getThreadAddress({ ...world, viewer: other }, part)).rejects.toMatchObject({ code: 'not-found' })
    }
    // What a member says doesn't end it, nor does what was said before.
    await addPost(await person('guesser'), id, { body: 'It is in the menu, I think.', parentId: null, as: 'answer' })
    for (const other of others) expect(await seenBy(other, id)).toEqual({ kind: 'notice' })
    await addPost(agent, id, { body: 'It moved to your documents.', parentId: null, as: 'answer' })
    for (const other of others) expect(await seenBy(other, id)).toBeNull()
    expect(await seenBy(asker.viewer, id)).toMatchObject({ kind: 'part' })
  })

  test('what is written privately is kept as a draft until it is sent, on both sides', async () => {
    const [asker, agent] = [await person('asker'), await person('agnes', 'agent')]
    const id = await ask(asker)
    const { address } = await escalateThread(agent, id, 'Needs account data')
    await world.worker.drain()
    expect(address).toBeDefined()
    const row = await world.db.selectFrom('escalations').select('id').executeTakeFirstOrThrow()
    const draftAtDesk = async () => (await getWork(agent, row.id, 'private')).composer
    const first = await draftAtDesk()
    await saveDraft(agent, first.draftKey, { title: '', body: 'What is the number' })
    expect((await draftAtDesk()).draft?.body).toBe('What is the number')
    const note = (await getWork(agent, row.id, 'note')).composer.draftKey
    await saveDraft(agent, note, { title: '', body: 'To be' })
    const { part } = await writePrivately(agent, id, { body: 'What is the number of your account?' })
    const next = await draftAtDesk()
    expect([next.draft, next.draftKey]).toEqual([null, `thread:${part}:answer`])
    await writeNote(agent, id, { body: 'To be seen.' })
    expect((await getWork(agent, row.id, 'note')).composer.draft).toBeNull()

    const draftOfAsker = async () => {
      const seen = await seenBy(asker.viewer, id)
      return seen?.kind === 'part' ? seen.part.composer : null
    }
    const key = (await draftOfAsker())?.draftKey ?? ''
    await saveDraft(asker, key, { title: '', body: 'It is 47' })
    expect((await draftOfAsker())?.draft?.body).toBe('It is 47')
    await addPost(asker, part, { body: 'It is 4711.', parentId: null, as: 'answer' })
    expect((await draftOfAsker())?.draft).toBeNull()
  })

  test('whoever works on a question sees what was reported in it and in its private part, not by whom', async () => {
    const { asker, agent, id, part } = await asked()
    await escalateThread(agent, id, 'Needs account data')
    await world.worker.drain()
    const row = await world.db.selectFrom('escalations').select('id').executeTakeFirstOrThrow()
    const stranger = await person('stranger')
    const postOf = async (thread: number) =>
      (await world.db.selectFrom('posts').select('id').where('thread_id', '=', thread).executeTakeFirstOrThrow()).id
    await flagPost(stranger, await postOf(id), { reason: 'personal-data', note: 'A number' })
    await flagPost(asker, await postOf(part), { reason: 'abuse', note: '' })

    const { flags } = await getWork(agent, row.id, 'answer')

    expect(flags.map(({ reason, note }) => [reason, note])).toEqual([
      ['personal-data', 'A number'],
      ['abuse', ''],
    ])
    expect(JSON.stringify(flags)).not.toContain('stranger')
    await world.db.updateTable('flags').set({ settled_at: 1 }).execute()
    expect((await getWork(agent, row.id, 'answer')).flags).toEqual([])
  })

  test('its address and what is told of it lead to the page of the question', async () => {
    const { asker, agent, id, part } = await asked()
    const place = new RegExp(`^/t/${id}/[^#]+#private$`)
    expect(await getThreadAddress(asker, part)).toMatch(place)
    const [told] = (await getInbox(asker, asker.viewer, null)).rows.filter((row) => row.kind === 'private-part')
    expect(told?.address).toMatch(place)
    const answered = (await getInbox(agent, agent.viewer, null)).rows.find((row) => row.about.key === `thread ${id}`)
    expect(answered?.address).toMatch(place)
    world.clock.advance(61_000)
    await world.worker.drain()
    const mail = world.mailer.sent.find(({ to }) => to === 'asker@example.test')
    expect(mail?.text).toMatch(new RegExp(`/t/${id}/[^#\\s]+#private`))
  })

  test('it stands in no list, count or profile, and its asker takes their own messages along', async () => {
    const { asker, agent, part } = await asked()
    const page = await getMemberPage(asker, 'asker', { tab: 'threads', page: null })
    expect(page.threads).toHaveLength(1)
    expect(page.answerCount).toBe(0)
    expect((await listFollowing(world.db, asker.viewer, null)).rows.map((row) => row.id)).not.toContain(part)
    const staff = await getMemberPage(agent, 'asker', { tab: 'threads', page: null })
    expect(staff.threads).toHaveLength(1)
    expect((await world.db.selectFrom('members').select('answer_count').execute()).map((m) => m.answer_count)).toEqual([
      0, 0, 0,
    ])
    let own = ''
    for await (const piece of writeOwnData(world.db, asker.viewer.id, world.clock.now())) own += piece
    expect(own).toContain('4711')
    expect(own).not.toContain('number of your account')
    expect(await findWrongCounts(world.db)).toEqual([])
  })

  test('moderators move it with its question, and can do nothing with it alone but hide it', async () => {
    const { asker, mona, id, part } = await asked()
    const other = await aCategory(world.db)
    await moveThread(mona, id, other.slug, 'It belongs there')
    expect(await rowOf(part)).toMatchObject({ category_id: other.id })
    const another = await ask(asker, 'Where did my other folder go')
    const refusals = [
      () => setThreadState(mona, part, 'make public', ''),
      () => setThreadState(mona, part, 'close', 'a test'),
      () => setThreadState(mona, part, 'lock', 'a test'),
      () => moveThread(mona, part, category.slug, 'a test'),
      () => mergeThread(mona, part, another, 'a test'),
      () => mergeThread(mona, another, part, 'a test'),
      () => splitThread(mona, part, [1], 'Something of its own', 'a test'),
    ]
    for (const refused of refusals) await expect(refused()).rejects.toMatchObject({ code: 'conflict' })
    await setThreadState(mona, part, 'hide', 'a test')
    await setThreadState(mona, part, 'restore', '')
    expect(await findWrongCounts(world.db)).toEqual([])
  })

  test('joined to a question of the same asker it goes along, and comes back when they are parted', async () => {
    const { asker, mona, id, part } = await asked()
    const into = await ask(asker, 'Where did my other folder go')
    await mergeThread(mona, id, into, 'the same')
    expect(await rowOf(part)).toMatchObject({ part_of: into })
    expect(await seenBy(asker.viewer, into)).toMatchObject({ kind: 'part' })
    const merge = await world.db.selectFrom('thread_merges').select('id').executeTakeFirstOrThrow()
    await partMerged(mona, merge.id)
    expect(await rowOf(part)).toMatchObject({ part_of: id })
    expect(await findWrongCounts(world.db)).toEqual([])
  })

  test('joined to somebody else’s question it stays between its asker and staff', async () => {
    const { asker, mona, id, part } = await asked()
    const other = await person('other')
    const into = await ask(other, 'Where did my other folder go')
    await mergeThread(mona, id, into, 'the same')
    expect(await rowOf(part)).toMatchObject({ part_of: null, private_at: expect.any(Number), listed: 0 })
    expect(await seenBy(other.viewer, into)).toBeNull()
    expect(await getThreadAddress(asker, part)).toMatch(new RegExp(`^/t/${part}/`))
    await expect(getThreadAddress(other, part)).rejects.toMatchObject({ code: 'not-found' })
    expect(await findWrongCounts(world.db)).toEqual([])
    const merge = await world.db.selectFrom('thread_merges').select('id').executeTakeFirstOrThrow()
    await partMerged(mona, merge.id)
    expect(await rowOf(part)).toMatchObject({ part_of: id })
    expect(await findWrongCounts(world.db)).toEqual([])
  })

  describe('when somebody leaves', () => {
    const erase = async (who: Person, posts_after: 'keep' | 'remove') => {
      await world.db
        .updateTable('members')
        .set({ erased_at: world.clock.now(), posts_after })
        .where('id', '=', who.viewer.id)
        .execute()
      await tell(world.db, 'member.erased', { member: who.viewer.id }, world.clock.now())
      await world.worker.drain()
    }

    test.each(['keep', 'remove'] as const)(
      'what its asker said privately goes, whatever becomes of the rest (%s)',
      async (then) => {
        const { asker, agent, id, part } = await asked()
        await addPost(agent, id, { body: 'It moved to your documents.', parentId: null, as: 'answer' })
        await erase(asker, then)
        expect(await rowOf(part)).toBeUndefined()
        const left = JSON.stringify([
          await world.db.selectFrom('posts').select('body').execute(),
          await world.db.selectFrom('post_revisions').select('body').execute(),
        ])
        expect(left).not.toContain('4711')
        expect(left).not.toContain('number of your account')
        expect(await rowOf(id)).toBeDefined()
        expect(await findWrongCounts(world.db)).toEqual([])
      },
    )

    test('a member of staff leaves their part to its asker', async () => {
      const { asker, agent, id, part } = await asked()
      await erase(agent, 'remove')
      expect(await rowOf(part)).toMatchObject({ author_id: asker.viewer.id, part_of: id, closed_at: null })
      const seen = JSON.stringify(await seenBy(asker.viewer, id))
      expect(seen).toContain('4711')
      expect(seen).not.toContain('number of your account')
      expect(await findWrongCounts(world.db)).toEqual([])
    })
  })

  test('who may bring help sees how, and everybody sees when staff came', async () => {
    const { asker, agent, id } = await asked()
    const vera = await person('vera', 'advocate')
    expect(await getAskForHelp(vera, id)).toMatchObject({ id, isOpen: true })
    await expect(getAskForHelp(asker, id)).rejects.toMatchObject({ code: 'forbidden' })
    const view = await getThreadPage(asker, id, { order: 'oldest', page: null })
    const guest = { ...world, viewer: GUEST }
    const tierFor = (who: Context, more = {}) => readTier(who, { ...view, isAsker: who === asker, ...more })
    expect(await tierFor(asker)).toEqual({ since: null, escalation: null, now: null })
    const { escalation } = await escalateThread(agent, id, 'Only we can see the account')
    const since = world.clock.now()
    expect(await tierFor(guest)).toEqual({ since, escalation: null, now: null })
    expect(await tierFor(agent)).toEqual({ since, escalation, now: null })
    // Whoever asked reads who looks after it, also where nobody else reads the question.
    expect(await tierFor(asker)).toEqual({ since, escalation: null, now: { owner: null } })
    await claim(agent, escalation ?? 0)
    expect(await tierFor(asker, { isPrivate: true })).toMatchObject({ now: { owner: agent.viewer.name } })
    expect(await tierFor(guest, { isPrivate: true })).toEqual({ since: null, escalation: null, now: null })
  })
})
