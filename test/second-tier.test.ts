import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changeRole } from '#app/features/members/commands/change-role.server.ts'
import { suspendMember } from '#app/features/members/commands/suspend-member.server.ts'
import {
  claim,
  handOver,
  passOn,
  release,
  resolveEscalation,
  snooze,
  undoAtDesk,
} from '#app/features/escalations/commands/act-on-escalation.server.ts'
import { onEach } from '#app/features/escalations/commands/on-each.server.ts'
import { answerFromDesk } from '#app/features/escalations/commands/answer-from-desk.server.ts'
import { addTeam } from '#app/features/escalations/commands/save-team.server.ts'
import { TeamForm } from '#app/features/escalations/schemas/teams.ts'
import { editPost } from '#app/features/forum/commands/edit-post.server.ts'
import { saveSecondTier } from '#app/features/escalations/commands/save-second-tier.server.ts'
import { DEFAULT_SECOND_TIER } from '#app/features/escalations/queries/second-tier.server.ts'
import { escalateThread, inviteMember } from '#app/features/escalations/commands/escalate-thread.server.ts'
import { markPresence } from '#app/features/escalations/commands/mark-presence.server.ts'
import { peopleHere } from '#app/features/escalations/queries/presence.server.ts'
import { removeView, saveView } from '#app/features/escalations/commands/saved-views.server.ts'
import { deskChanges } from '#app/features/escalations/queries/desk-changes.server.ts'
import { writeNote } from '#app/features/escalations/commands/write-note.server.ts'
import { getQueue } from '#app/features/escalations/queries/queue.server.ts'
import { getWork } from '#app/features/escalations/queries/work.server.ts'
import type { QueueFilters, SecondTier } from '#app/features/escalations/types.ts'
import { acceptAnswer } from '#app/features/forum/commands/accept-answer.server.ts'
import { addPost } from '#app/features/forum/commands/add-post.server.ts'
import { mergeThread } from '#app/features/forum/commands/merge-thread.server.ts'
import { partMerged } from '#app/features/forum/commands/part-merged.server.ts'
import { splitThread } from '#app/features/forum/commands/split-thread.server.ts'
import { disputeClosing, moveThread, setThreadState } from '#app/features/forum/commands/moderate-thread.server.ts'
import { hidePost } from '#app/features/forum/commands/moderate-post.server.ts'
import { writePrivately } from '#app/features/forum/commands/private-part.server.ts'
import { reportOutcome } from '#app/features/forum/commands/report-outcome.server.ts'
import { startThread } from '#app/features/forum/commands/start-thread.server.ts'
import { findWrongCounts } from '#app/features/forum/queries/wrong-counts.server.ts'
import { getThreadPage } from '#app/features/forum/queries/thread-page.server.ts'
import { rebuildPoints } from '#app/features/recognition/commands/rebuild-points.server.ts'
import { DAY, HOUR } from '#app/kernel/clock.ts'
import { handleKey } from '#app/kernel/handles.ts'
import { GUEST, type MemberViewer, type Role } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { eachDatabase } from './support/databases.ts'
import { aCategory, aMember, aPost, aThread } from './support/factories/rows.ts'
import { asViewer } from './support/factories/viewers.ts'
import { NOON } from './support/fakes/clock.ts'
import { aWorld, type World } from './support/world.ts'

const ALL: QueueFilters = { queue: 'need', team: null, category: null, reason: null }

eachDatabase((_name, open) => {
  let world: World
  let category: Awaited<ReturnType<typeof aCategory>>
  beforeEach(async () => {
    await open().clear()
    world = await aWorld(open())
    category = await aCategory(world.db, { first_minutes: 240, solve_minutes: 960 })
  })
  afterEach(() => world.close())

  type Person = Context & { readonly viewer: MemberViewer }
  const person = async (handle: string, role: Role = 'customer'): Promise<Person> => {
    const names = { handle, handle_key: handleKey(handle), name: `The ${handle}`, email: `${handle}@example.test` }
    const member = await aMember(world.db, { ...names, role })
    return { ...world, viewer: asViewer(member) }
  }
  const ask = async (asker: Context, more: object = {}): Promise<number> => {
    const { address } = await startThread(asker, {
      title: 'Where did the folder of my notes go',
      body: 'It is not where it was.',
      category: category.slug,
      kind: 'question',
      tags: ['notes'],
      isPrivate: false,
      ...more,
    })
    await world.worker.drain()
    return Number(/\/t\/(\d+)/.exec(address)?.[1])
  }
  const later = async (ms: number): Promise<void> => {
    world.clock.advance(ms)
    await world.worker.drain()
  }
  const answer = (by: Context, thread: number, body = 'Open the library, and restore the backup of yesterday.') =>
    addPost(by, thread, { body, parentId: null, as: 'answer' })
  const queueOf = async (agent: Context, filters: Partial<QueueFilters> = {}) =>
    (await getQueue(agent, { ...ALL, ...filters }, null)).rows
  const escalation = (thread: number) =>
    world.db
      .selectFrom('escalations')
      .selectAll()
      .where('thread_id', '=', thread)
      .orderBy('id', 'desc')
      .executeTakeFirst()
  const open1 = async (agent: Context) => {
    const [row] = await queueOf(agent)
    if (!row) throw new Error('Nothing stands in the queue.')
    return row
  }
  const mails = async (to: Person): Promise<string[]> => {
    await world.worker.drain()
    await later(61_000)
    return world.mailer.sent.filter((mail) => mail.to === `${to.viewer.handle}@example.test`).map((m) => m.subject)
  }
  /** Somebody who answered well in the category. */
  const knows = async (handle: string): Promise<Person> => {
    const helper = await person(handle)
    const thread = await aThread(world.db, { category_id: category.id, answer_count: 1, listed: 1 })
    const post = await aPost(world.db, { thread_id: thread.id, author_id: helper.viewer.id, helpful_count: 2 })
    await world.db
      .updateTable('threads')
      .set({ accepted_post_id: post.id, accepted_at: NOON })
      .where('id', '=', thread.id)
      .execute()
    await rebuildPoints(world, 'UTC')
    return helper
  }

  test('another share of the time at which members are asked moves it for what waits, and none when nobody is', async () => {
    const admin = await person('admin', 'admin')
    const helper = await knows('helper')
    const id = await ask(await person('asker'))
    const riskAt = async () =>
      (await world.db.selectFrom('threads').select('risk_at').where('id', '=', id).executeTakeFirstOrThrow()).risk_at
    const set = async (atRisk: Partial<SecondTier['rules']['atRisk']>) => {
      const { rules } = DEFAULT_SECOND_TIER
      await saveSecondTier(admin, {
        ...DEFAULT_SECOND_TIER,
        rules: { ...rules, atRisk: { ...rules.atRisk, ...atRisk } },
      })
      await world.worker.drain()
    }
    const page = async () => (await getThreadPage(admin, id, { order: 'oldest', page: null })).due
    expect([await riskAt(), (await page())?.riskPercent]).toEqual([NOON + 3 * HOUR, 75])

    await set({ on: false })
    expect([await riskAt(), (await page())?.riskPercent]).toEqual([null, null])

    await set({ percent: 50 })
    expect([await riskAt(), (await page())?.riskPercent]).toEqual([NOON + 2 * HOUR, 50])
    await later(2 * HOUR)
    expect(await world.db.selectFrom('invitations').select('member_id').execute()).toEqual([
      { member_id: helper.viewer.id },
    ])
    const other = await ask(await person('second'))
    expect(await world.db.selectFrom('threads').select('risk_at').where('id', '=', other).executeTakeFirst()).toEqual({
      risk_at: NOON + 4 * HOUR,
    })
  })

  test('a question goes from the members who know to the desk, to its answer, and comes back from its original time', async () => {
    const [asker, agent, colleague] = [
      await person('asker'),
      await person('agnes', 'agent'),
      await person('bobby', 'agent'),
    ]
    const helper = await knows('helper')
    const id = await ask(asker)
    expect(await queueOf(agent)).toEqual([])

    await later(3 * HOUR)
    const invited = await world.db.selectFrom('invitations').select(['member_id', 'by_id']).execute()
    expect(invited).toEqual([{ member_id: helper.viewer.id, by_id: null }])
    expect(await mails(helper)).toContain('Where did the folder of my notes go')
    expect(await queueOf(agent)).toEqual([])

    await later(HOUR)
    const row = await open1(agent)
    expect(row).toMatchObject({ threadId: id, state: 'waiting', dueAt: NOON + 4 * HOUR })
    expect(row.reasons.map(({ reason }) => reason)).toEqual(['due'])
    expect(row.parts.waiting).toBe(13)

    const both = await Promise.allSettled([claim(agent, row.id), claim(colleague, row.id)])
    const winners = both.filter((one) => one.status === 'fulfilled')
    const [loser] = both.flatMap((one) => (one.status === 'rejected' ? [String((one.reason as Error).message)] : []))
    expect(winners).toHaveLength(1)
    expect(loser).toMatch(/The (agnes|bobby)/)
    const owner = (await escalation(id))?.owner_id === agent.viewer.id ? agent : colleague

    const other = owner === agent ? colleague : agent
    const here = () => peopleHere(world.db, id, other.viewer.id, world.clock.now())
    await markPresence(world.db, id, owner.viewer.id, world.clock.now(), true)
    expect(await here()).toMatchObject([{ isTyping: true }])
    await answerFromDesk(owner, row.id, { body: 'Which version is it?', isSure: false }, 'details')
    expect(await here()).toMatchObject([{ isTyping: false }])
    await world.worker.drain()
    expect(await queueOf(owner)).toEqual([])
    expect(await queueOf(owner, { queue: 'asker' })).toHaveLength(1)
    await addPost(asker, id, { body: 'It is version 102.', parentId: null, as: 'comment' })
    await world.worker.drain()
    expect(await open1(owner)).toMatchObject({ state: 'claimed', isMine: true })

    await writePrivately(owner, id, { body: 'Please tell me the number of your account.' })
    await world.worker.drain()
    const shown = await getThreadPage({ ...world, viewer: GUEST }, id, { order: 'oldest', page: null })
    expect(JSON.stringify(shown)).not.toContain('number of your account')
    const work = await getWork(owner, row.id, 'answer')
    expect(work.part?.posts).toHaveLength(1)
    await addPost(asker, work.part?.id ?? 0, { body: 'It is 4711.', parentId: null, as: 'answer' })
    await world.worker.drain()
    await expect(resolveEscalation(owner, row.id)).rejects.toMatchObject({ code: 'conflict' })

    await answerFromDesk(owner, row.id, { body: 'The folder moved to your documents.', isSure: false }, true)
    await world.worker.drain()
    expect(await escalation(id)).toMatchObject({ state: 'resolved', resolution: 'answered' })
    expect(await here()).toEqual([])
    expect(await queueOf(owner)).toEqual([])

    await reportOutcome(asker, id, { kind: 'did-not-help' })
    await world.worker.drain()
    const back = await open1(owner)
    expect(back).toMatchObject({ threadId: id, cameBack: 1 })
    expect(back.reasons.map(({ reason }) => reason)).toContain('did-not-help')
    const thread = await world.db.selectFrom('threads').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(back.dueAt).toBe(thread.due_at)
    expect(thread.due_at).toBeLessThan(world.clock.now())
  })

  test('an answer one second before its time keeps it out of the queue, and taking it away brings it in', async () => {
    const [asker, helper, agent] = [await person('asker'), await person('helper'), await person('agnes', 'agent')]
    const id = await ask(asker)
    await later(4 * HOUR - 1000)
    const { postId } = await answer(helper, id)
    await later(2000)
    expect(await queueOf(agent)).toEqual([])
    await hidePost(await person('mona', 'moderator'), postId, 'spam')
    await world.worker.drain()
    expect(await queueOf(agent)).toHaveLength(1)
  })

  test('what a member answers leaves the queue by itself; a claimed one stays with whoever has it', async () => {
    const [asker, helper, agent] = [await person('asker'), await person('helper'), await person('agnes', 'agent')]
    const [one, two] = [await ask(asker), await ask(asker, { title: 'Where did my other folder go' })]
    await later(4 * HOUR)
    const rows = await queueOf(agent)
    expect(rows.map((row) => row.threadId).sort()).toEqual([one, two].sort())
    await claim(agent, rows.find((row) => row.threadId === two)?.id ?? 0)
    await answer(helper, one)
    await answer(helper, two)
    await world.worker.drain()
    expect((await queueOf(agent)).map((row) => row.threadId)).toEqual([two])
  })

  test('a private question reaches the desk from the first minute, and staff are told', async () => {
    const agent = await person('agnes', 'agent')
    const id = await ask(await person('asker'), { isPrivate: true })
    expect(await open1(agent)).toMatchObject({ threadId: id, isPrivate: true })
    expect(await mails(agent)).toEqual(['Where did the folder of my notes go'])
  })

  test('a worker that was down for three days acts once, in order, and each person gets one mail', async () => {
    const [asker, agent] = [await person('asker'), await person('agnes', 'agent')]
    const ids: number[] = []
    for (let at = 0; at < 5; at += 1) ids.push(await ask(asker, { title: `Where did my folder number ${at} go` }))
    await knows('helper')
    world.clock.advance(3 * DAY)
    await Promise.all([world.worker.drain(), world.worker.drain()])
    expect(await queueOf(agent)).toHaveLength(5)
    const history = await world.db.selectFrom('escalation_history').select('act').execute()
    expect(history.filter(({ act }) => act === 'opened')).toHaveLength(5)
    const sent = await mails(agent)
    expect(sent).toEqual(['5 questions for you'])
    await world.worker.drain()
    expect(await mails(agent)).toEqual(sent)
    expect(ids).toHaveLength(5)
  })

  test('what is moved or tagged anew goes to the team that owns that; whoever works on it keeps it', async () => {
    const [asker, agent, admin] = [await person('asker'), await person('agnes', 'agent'), await person('ada', 'admin')]
    await aCategory(world.db, { slug: 'sync', name: 'Sync', first_minutes: 240 })
    await world.db.insertInto('tags').values({ name: 'billing' }).execute()
    const team = (fields: object) => addTeam(admin, TeamForm.parse(fields))
    const [everybody, syncing, billing] = [
      await team({ name: 'Everybody', isDefault: '1' }),
      await team({ name: 'Syncing', category: 'Sync', member: String(agent.viewer.id) }),
      await team({ name: 'Billing', tag: 'billing' }),
    ]
    const id = await ask(asker)
    await later(4 * HOUR)
    const now = async () => {
      await world.worker.drain()
      const { team_id: at, owner_id: owner, state } = (await escalation(id)) ?? {}
      return { team: at, owner, state }
    }
    expect(await now()).toEqual({ team: everybody, owner: null, state: 'waiting' })

    await moveThread(agent, id, 'sync', 'It is about syncing')
    expect(await now()).toEqual({ team: syncing, owner: null, state: 'waiting' })

    const row = await open1(agent)
    await handOver(agent, row.id, { team: billing }, 'Theirs')
    expect(await now()).toEqual({ team: billing, owner: null, state: 'waiting' })
    await addPost(asker, id, { body: 'Anybody here?', parentId: null, as: 'comment' })
    expect(await now()).toMatchObject({ team: billing })

    await claim(agent, row.id)
    await moveThread(agent, id, category.slug, 'Not quite')
    expect(await now()).toEqual({ team: everybody, owner: agent.viewer.id, state: 'claimed' })
    const opening = await world.db.selectFrom('posts').selectAll().where('thread_id', '=', id).executeTakeFirstOrThrow()
    await editPost(agent, opening.id, { ...opening, reason: 'tags', tags: ['billing'] })
    expect(await now()).toEqual({ team: billing, owner: agent.viewer.id, state: 'claimed' })
    const said = (await getWork(agent, row.id, 'answer')).history.map(({ words }) => words)
    expect(said).toContain('Its category or tags were changed, so it’s with the team Syncing now')
    expect(said).toContain('Its category or tags were changed, so it’s with the team Billing now; The agnes keeps it')
  })

  test('where staff take turns, what is moved is given to whoever is next in the team it comes to', async () => {
    const [asker, agent, admin] = [await person('asker'), await person('agnes', 'agent'), await person('ada', 'admin')]
    await aCategory(world.db, { slug: 'sync', name: 'Sync', first_minutes: 240 })
    await saveSecondTier(admin, { ...DEFAULT_SECOND_TIER, giving: 'turns' })
    await addTeam(admin, TeamForm.parse({ name: 'Nobody yet', isDefault: '1' }))
    await addTeam(admin, TeamForm.parse({ name: 'Syncing', category: 'Sync', member: String(agent.viewer.id) }))
    const id = await ask(asker)
    await later(4 * HOUR)
    expect(await escalation(id)).toMatchObject({ state: 'waiting', owner_id: null })

    await moveThread(admin, id, 'sync', 'It is about syncing')
    await world.worker.drain()

    expect(await escalation(id)).toMatchObject({ state: 'claimed', owner_id: agent.viewer.id })
  })

  test('filters of the queue are kept under a name, for whoever kept them, once each and twenty at most', async () => {
    const [agent, colleague] = [await person('agnes', 'agent'), await person('bobby', 'agent')]
    const both = await Promise.allSettled([1, 2].map(() => saveView(agent, 'Late ones', 'queue=late')))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const viewsOf = async (who: Context) => (await getQueue(who, ALL, null)).views
    expect(await viewsOf(agent)).toMatchObject([{ name: 'Late ones', query: 'queue=late' }])
    expect(await viewsOf(colleague)).toEqual([])
    const id = (await viewsOf(agent))[0]?.id ?? 0
    await removeView(colleague, id)
    expect(await viewsOf(agent)).toHaveLength(1)
    await removeView(agent, id)
    for (let n = 0; n < 20; n += 1) await saveView(agent, `View ${n}`, 'queue=mine')
    await expect(saveView(agent, 'One more', 'queue=mine')).rejects.toMatchObject({ code: 'conflict' })
    expect(await viewsOf(agent)).toHaveLength(20)
  })

  test('who has the desk open is told as soon as something happened at it', async () => {
    const [asker, agent] = [await person('asker'), await person('agnes', 'agent')]
    const id = await ask(asker)
    await escalateThread(agent, id, 'Needs a look')
    await world.worker.drain()
    const left = new AbortController()
    const stream = deskChanges(world, left.signal).getReader()
    const decoder = new TextDecoder()
    const next = async () => decoder.decode((await stream.read()).value)
    expect(await next()).toContain('retry:')
    // The first look only learns how things stand, so that notes are written until one is news.
    let isTold = false
    const told = next().finally(() => (isTold = true))
    for (let n = 0; !isTold; n += 1) {
      await writeNote(agent, id, { body: `To be seen, ${n}.` })
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    expect(await told).toContain('event: changed')
    left.abort()
    expect((await stream.read()).done).toBe(true)
  })

  test('a claim that nothing follows returns to the queue, and one that is worked on does not', async () => {
    const [asker, agent] = [await person('asker'), await person('agnes', 'agent')]
    const id = await ask(asker)
    await later(4 * HOUR)
    await claim(agent, (await open1(agent)).id)
    await later(HOUR)
    await writeNote(agent, id, { body: 'I asked the team of the app.' })
    await later(HOUR + 1000)
    expect(await escalation(id)).toMatchObject({ state: 'claimed' })
    await later(2 * HOUR)
    expect(await escalation(id)).toMatchObject({ state: 'waiting', owner_id: null })
  })

  test('what is hidden, closed or solved leaves the desk, and comes back with its thread', async () => {
    const [asker, agent, mona] = [
      await person('asker'),
      await person('agnes', 'agent'),
      await person('mona', 'moderator'),
    ]
    const id = await ask(asker)
    await later(4 * HOUR)
    for (const [away, again] of [
      ['hide', 'restore'],
      ['close', 'reopen'],
    ] as const) {
      await setThreadState(mona, id, away, 'a test of it')
      await world.worker.drain()
      expect(await queueOf(agent), away).toEqual([])
      await setThreadState(mona, id, again, '')
      await world.worker.drain()
      expect(await queueOf(agent), again).toHaveLength(1)
    }
    const { postId } = await answer(agent, id)
    await acceptAnswer(asker, postId)
    await world.worker.drain()
    expect(await queueOf(agent)).toEqual([])
  })

  test('who may work at the desk no longer holds nothing there', async () => {
    const [asker, agent, ada] = [await person('asker'), await person('agnes', 'agent'), await person('ada', 'admin')]
    const bo = await person('bobby', 'agent')
    const [one, two] = [await ask(asker), await ask(asker, { title: 'Where did my other folder go' })]
    await later(4 * HOUR)
    for (const row of await queueOf(ada)) await claim(row.threadId === one ? agent : bo, row.id)
    await suspendMember(ada, agent.viewer.id, { days: 3, reason: 'A test of it' })
    await changeRole(ada, bo.viewer.id, { role: 'customer', reason: 'A test of it' })
    await world.worker.drain()
    expect(await escalation(one)).toMatchObject({ state: 'waiting', owner_id: null })
    expect(await escalation(two)).toMatchObject({ state: 'waiting', owner_id: null })
  })

  test('what its owner worked on waits for others once they are erased', async () => {
    const [asker, agent, bo] = [await person('asker'), await person('agnes', 'agent'), await person('bobby', 'agent')]
    const id = await ask(asker)
    await later(4 * HOUR)
    await claim(agent, (await open1(agent)).id)
    await world.db
      .updateTable('members')
      .set({ erased_at: world.clock.now() })
      .where('id', '=', agent.viewer.id)
      .execute()
    await tell(world.db, 'member.erased', { member: agent.viewer.id }, world.clock.now())
    await world.worker.drain()
    expect(await escalation(id)).toMatchObject({ state: 'waiting', owner_id: null })
    expect(await queueOf(bo)).toMatchObject([{ threadId: id, owner: null, dueAt: NOON + 4 * HOUR }])
  })

  test('joined to another it leaves the desk, and is back as late as before when they are parted', async () => {
    const [asker, agent, mona] = [
      await person('asker'),
      await person('agnes', 'agent'),
      await person('mona', 'moderator'),
    ]
    const [id, into] = [await ask(asker), await ask(asker, { title: 'Where did my other folder go' })]
    await later(4 * HOUR)
    const waiting = async () => (await queueOf(agent)).map(({ threadId, dueAt }) => [threadId, dueAt]).sort()
    const both = [
      [id, NOON + 4 * HOUR],
      [into, NOON + 4 * HOUR],
    ]
    expect(await waiting()).toEqual(both)

    await mergeThread(mona, id, into, 'the same')
    await world.worker.drain()
    expect(await waiting()).toEqual([both[1]])

    const merge = await world.db.selectFrom('thread_merges').select('id').executeTakeFirstOrThrow()
    await partMerged(mona, merge.id)
    await world.worker.drain()
    expect(await waiting()).toEqual(both)
    expect(await findWrongCounts(world.db)).toEqual([])
  })

  test('an answer that is parted from an escalated question takes its keeping along: the question waits again', async () => {
    const [asker, helper, agent, mona] = [
      await person('asker'),
      await person('helper'),
      await person('agnes', 'agent'),
      await person('mona', 'moderator'),
    ]
    const id = await ask(asker)
    const { postId } = await answer(helper, id)
    await later(4 * HOUR)
    expect(await queueOf(agent)).toEqual([])

    const parted = await splitThread(mona, id, [postId], 'How a backup is restored', 'Another question')
    await world.worker.drain()
    const its = Number(/\/t\/(\d+)/.exec(parted.address)?.[1])
    const rows = await queueOf(agent)
    expect(rows.find(({ threadId }) => threadId === id)).toMatchObject({ dueAt: NOON + 4 * HOUR })
    // What was taken for an answer was a question, which nobody answered either.
    expect(rows.map(({ threadId }) => threadId).sort()).toEqual([id, its].sort())
    expect(await findWrongCounts(world.db)).toEqual([])
  })

  test('made private while it is at the desk it stays there, and nobody else reads of it', async () => {
    const [asker, agent, mona] = [
      await person('asker'),
      await person('agnes', 'agent'),
      await person('mona', 'moderator'),
    ]
    const helper = await knows('helper')
    const id = await ask(asker)
    await later(4 * HOUR)
    await claim(agent, (await open1(agent)).id)

    await setThreadState(mona, id, 'make private', 'Account data')
    await world.worker.drain()

    expect(await queueOf(agent)).toMatchObject([
      { threadId: id, isPrivate: true, isMine: true, dueAt: NOON + 4 * HOUR },
    ])
    const page = (who: Context) => getThreadPage(who, id, { order: 'oldest', page: null })
    await expect(page(helper)).rejects.toMatchObject({ code: 'not-found' })
    expect((await page(asker)).id).toBe(id)
  })

  test('a clock that goes wrong for a while escalates nothing twice, and loses nothing', async () => {
    const [asker, agent] = [await person('asker'), await person('agnes', 'agent')]
    const id = await ask(asker)
    await later(4 * HOUR)
    await claim(agent, (await open1(agent)).id)

    world.clock.set(NOON - 30 * DAY)
    await world.worker.drain()
    expect(await queueOf(agent, { queue: 'mine' })).toHaveLength(1)
    await writeNote(agent, id, { body: 'Written before it was asked, as it seems.' })
    await release(agent, (await open1(agent)).id)
    await world.worker.drain()

    world.clock.set(NOON + 5 * HOUR)
    await world.worker.drain()
    expect(await queueOf(agent)).toMatchObject([{ threadId: id, state: 'waiting', dueAt: NOON + 4 * HOUR }])
    const opened = await world.db.selectFrom('escalation_history').select('act').where('act', '=', 'opened').execute()
    expect(opened).toHaveLength(1)
    const { postId } = await answer(agent, id)
    await acceptAnswer(asker, postId)
    await world.worker.drain()
    expect(await queueOf(agent)).toEqual([])
  })

  test('what goes into the public answer beside a private part is looked through, and can’t be confirmed away', async () => {
    const [asker, agent] = [await person('asker'), await person('agnes', 'agent')]
    const id = await ask(asker)
    await later(4 * HOUR)
    const row = await open1(agent)
    const body = 'We wrote to anna.berg@mail.example, and her card is on its way to her.'
    await writePrivately(agent, id, { body: 'What is your address?' })
    const refused = answerFromDesk(agent, row.id, { body, isSure: true }, true)
    await expect(refused).rejects.toMatchObject({ code: 'invalid' })
    await expect(setThreadState(agent, id, 'close', 'Done in private')).rejects.toThrow(/public/)

    await answerFromDesk(agent, row.id, { body: 'Cards come within two weeks of being asked for.', isSure: true }, true)
    await setThreadState(agent, id, 'close', 'Answered')
    expect(await queueOf(agent)).toEqual([])
  })

  test('a question that was closed can be disputed by its asker, who is told why it was', async () => {
    const [asker, agent] = [await person('asker'), await person('agnes', 'agent')]
    const id = await ask(asker)
    await setThreadState(agent, id, 'close', 'It is not about our product')
    expect(await mails(asker)).toContain('Where did the folder of my notes go')
    expect(world.mailer.sent.at(-1)?.text).toContain('It is not about our product')
    await expect(disputeClosing(await person('stranger'), id, '')).rejects.toMatchObject({ code: 'forbidden' })
    await disputeClosing(asker, id, 'It is about your product')
    await world.worker.drain()
    const thread = await world.db.selectFrom('threads').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(thread).toMatchObject({ closed_at: null, waiting: 1 })
  })

  describe('acts at the desk', () => {
    const waiting = async () => {
      const [asker, agent, bo] = [await person('asker'), await person('agnes', 'agent'), await person('bobby', 'agent')]
      const id = await ask(asker)
      await later(4 * HOUR)
      return { asker, agent, bo, id, row: await open1(agent) }
    }

    test('customers see none of it', async () => {
      const { asker, row } = await waiting()
      await expect(getQueue(asker, ALL, null)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(claim(asker, row.id)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(escalateThread(asker, row.threadId, '')).rejects.toMatchObject({ code: 'forbidden' })
    })

    test('handing over, passing on, putting off and giving back can each be undone, by whoever did it', async () => {
      const { agent, bo, row } = await waiting()
      const state = async () => {
        const { state, owner_id, snoozed_until } = (await escalation(row.threadId)) ?? {}
        return { state, owner_id, snoozed_until }
      }
      await claim(agent, row.id)
      const mine = await state()
      const acts = [
        () => handOver(agent, row.id, { member: bo.viewer.id }, 'Knows the app'),
        () => passOn(agent, row.id, 'I am away from noon'),
        () => snooze(agent, row.id, world.clock.now() + HOUR),
        () => release(agent, row.id),
      ]
      for (const act of acts) {
        const done = await act()
        expect(await state()).not.toEqual(mine)
        await expect(undoAtDesk(bo, done?.entry ?? 0)).rejects.toMatchObject({ code: 'conflict' })
        await undoAtDesk(agent, done?.entry ?? 0)
        expect(await state()).toEqual(mine)
        await expect(undoAtDesk(agent, done?.entry ?? 0)).rejects.toMatchObject({ code: 'conflict' })
      }
    })

    test('several are claimed at once and given back at once; one that a colleague has is passed over', async () => {
      const { agent, bo, row, asker } = await waiting()
      await ask(asker, { title: 'Where did my other folder go' })
      await ask(asker, { title: 'Where did my third folder go' })
      await later(2 * DAY)
      const ids = (await queueOf(agent)).map(({ id }) => id)
      await claim(bo, row.id)

      const { done, entries } = await onEach(ids, (id) => claim(agent, id))

      const owners = async () => (await queueOf(agent)).map(({ id, owner }) => [id, owner?.name ?? null])
      expect([done, ids.length]).toEqual([2, 3])
      expect(await owners()).toEqual(
        expect.arrayContaining(ids.map((id) => [id, id === row.id ? 'The bobby' : 'The agnes'])),
      )
      await onEach(entries, async (entry) => (await undoAtDesk(agent, entry), null))
      expect(await owners()).toEqual(expect.arrayContaining(ids.map((id) => [id, id === row.id ? 'The bobby' : null])))
      await expect(onEach([row.id], (id) => claim(agent, id))).rejects.toThrow(/The bobby/)
    })

    test('what was put off comes back by itself', async () => {
      const { agent, row } = await waiting()
      await snooze(agent, row.id, world.clock.now() + HOUR)
      expect(await queueOf(agent)).toEqual([])
      await later(HOUR)
      expect(await queueOf(agent)).toHaveLength(1)
    })

    test('nothing is handed to somebody who is away, or has as many as they take', async () => {
      const { agent, bo, row } = await waiting()
      const duty = { member_id: bo.viewer.id, leave_from: NOON - DAY, leave_until: NOON + 3 * DAY }
      await world.db.insertInto('duty').values(duty).execute()
      const hand = () => handOver(agent, row.id, { member: bo.viewer.id }, 'Knows the app')
      await expect(hand()).rejects.toThrow(/away/)
      await world.db.updateTable('duty').set({ leave_from: null, leave_until: null, most_open: 0 }).execute()
      await expect(hand()).rejects.toThrow(/as many/)
      await world.db.updateTable('duty').set({ most_open: 1 }).execute()
      await hand()
    })

    test('an advocate asks the second tier, staff pass on by hand, and a member is invited by name', async () => {
      const [asker, advocate] = [await person('asker'), await person('vera', 'advocate')]
      const [agent, friend] = [await person('agnes', 'agent'), await person('friend')]
      const id = await ask(asker)
      await escalateThread(advocate, id, 'Only they can see the account')
      await world.worker.drain()
      expect((await open1(agent)).reasons).toEqual([{ reason: 'asked', detail: 'Only they can see the account' }])
      await Promise.all([escalateThread(agent, id, ''), escalateThread(advocate, id, 'again')])
      expect(await queueOf(agent)).toHaveLength(1)
      await inviteMember(agent, id, '@friend', 'You built one like it')
      await expect(inviteMember(agent, id, 'asker', '')).rejects.toMatchObject({ code: 'invalid' })
      await expect(inviteMember(agent, id, 'nobody-of-that-name', '')).rejects.toMatchObject({ code: 'invalid' })
      expect(await mails(friend)).toEqual(['Where did the folder of my notes go'])
    })

    test('a note tells the colleague it mentions, and no customer sees it', async () => {
      const { asker, agent, bo, row } = await waiting()
      await writeNote(agent, row.threadId, { body: 'Ask @bobby, and not @asker, about 14-year-old profiles.' })
      await world.worker.drain()
      const told = await world.db.selectFrom('notices').select('member_id').where('kind', '=', 'noted').execute()
      expect(told).toEqual([{ member_id: bo.viewer.id }])
      const page = await getThreadPage(asker, row.threadId, { order: 'oldest', page: null })
      expect(JSON.stringify(page)).not.toContain('14-year-old')
      await expect(writeNote(asker, row.threadId, { body: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
    })
  })
})
