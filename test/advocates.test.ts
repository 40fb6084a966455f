import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { escalateThread } from '#app/features/escalations/commands/escalate-thread.server.ts'
import { acceptAnswer, withdrawAcceptance } from '#app/features/forum/commands/accept-answer.server.ts'
import { addPost } from '#app/features/forum/commands/add-post.server.ts'
import { setThreadState } from '#app/features/forum/commands/moderate-thread.server.ts'
import { retagThread } from '#app/features/forum/commands/retag-thread.server.ts'
import { startThread } from '#app/features/forum/commands/start-thread.server.ts'
import { getTagging } from '#app/features/forum/queries/tagging.server.ts'
import {
  endMission,
  inviteToMission,
  joinMission,
  leaveMission,
  startMission,
} from '#app/features/missions/commands/save-mission.server.ts'
import { endMissions } from '#app/features/missions/jobs/settle-missions.server.ts'
import { newMission } from '#app/features/missions/queries/mission-form.server.ts'
import { getMission, listMissions } from '#app/features/missions/queries/missions.server.ts'
import type { MissionFields } from '#app/features/missions/schemas.ts'
import { importForum } from '#app/features/forum-import/commands/import-forum.server.ts'
import { getInbox } from '#app/features/notices/queries/inbox.server.ts'
import { applyForAdvocate, decideApplication } from '#app/features/recognition/commands/apply.server.ts'
import { chooseListing } from '#app/features/recognition/commands/choose-listing.server.ts'
import { decideSuspicion } from '#app/features/recognition/commands/decide-suspicion.server.ts'
import { saveFirstNotes } from '#app/features/recognition/commands/save-first-notes.server.ts'
import { saveLevel } from '#app/features/recognition/commands/save-levels.server.ts'
import { saveRules } from '#app/features/recognition/commands/save-rules.server.ts'
import { thankMember, hideThanks } from '#app/features/recognition/commands/thank-member.server.ts'
import { findRingsAgain } from '#app/features/recognition/jobs/find-rings.server.ts'
import { rebuildPoints } from '#app/features/recognition/commands/rebuild-points.server.ts'
import { LeaderBoard } from '#app/features/recognition/ui/leader-board.tsx'
import { reviewLevels } from '#app/features/recognition/jobs/settle-points.server.ts'
import { getPersonCard } from '#app/features/recognition/queries/card.server.ts'
import { getApplications, getHealth } from '#app/features/recognition/queries/health.server.ts'
import { knownHere } from '#app/features/recognition/queries/knows-here.server.ts'
import { getLeaders } from '#app/features/recognition/queries/leaders.server.ts'
import { readLevels } from '#app/features/recognition/queries/levels.server.ts'
import { rulesChangedAt } from '#app/features/recognition/queries/point-rules.server.ts'
import { previewRules } from '#app/features/recognition/queries/preview-rules.server.ts'
import { getSuspicions } from '#app/features/recognition/queries/suspicions.server.ts'
import { DEFAULT_POINT_RULES } from '#app/features/recognition/types.ts'
import { DAY } from '#app/kernel/clock.ts'
import { handleKey } from '#app/kernel/handles.ts'
import type { MemberViewer, Role } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
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
    for (const [name, threshold, advocate] of [
      ['Customer', 0, false],
      ['Helper', 15, false],
      ['Advocate', 30, true],
    ] as const)
      await world.db
        .insertInto('levels')
        .values({
          name,
          threshold,
          position: threshold,
          gives_advocate: advocate ? 1 : 0,
          needs_application: advocate ? 1 : 0,
        })
        .execute()
  })
  afterEach(() => world.close())

  type Person = Context & { readonly viewer: MemberViewer }
  const person = async (handle: string, role: Role = 'customer'): Promise<Person> => {
    const names = { handle, handle_key: handleKey(handle), name: `The ${handle}`, email: `${handle}@example.test` }
    return { ...world, viewer: asViewer(await aMember(world.db, { ...names, role })) }
  }
  /** A question that `helper` answered, and that `asker` then accepted; gives the answer's id and the thread's. */
  const answeredOnly = async (asker: Person, helper: Person) => {
    const { address } = await startThread(asker, {
      title: 'Where did the folder of my notes go',
      body: 'It is not where it was.',
      category: category.slug,
      kind: 'question',
      tags: ['notes'],
      isPrivate: false,
    })
    const thread = Number(/\/t\/(\d+)/.exec(address)?.[1])
    const said = await addPost(helper, thread, {
      body: 'Open the library, and restore the backup of yesterday.',
      parentId: null,
      as: 'answer',
    })
    return { thread, post: Number(/#p(\d+)/.exec(said.address)?.[1]) }
  }
  const solved = async (asker: Person, helper: Person) => {
    const { thread, post } = await answeredOnly(asker, helper)
    await acceptAnswer(asker, post)
    await world.worker.drain()
    return { thread, post }
  }
  const inbox = async (who: Person): Promise<string[]> => {
    await world.worker.drain()
    const { rows } = await getInbox(who, who.viewer, null)
    return rows.map(({ words, about }) => `${words}: ${about.title}`)
  }
  const mails = async (who: Person): Promise<string[]> => {
    await world.worker.drain()
    world.clock.advance(61_000)
    await world.worker.drain()
    return world.mailer.sent
      .filter(({ to }) => to === `${who.viewer.handle}@example.test`)
      .map(({ subject }) => subject)
  }
  const levelOf = async ({ viewer }: Person) => {
    const row = await world.db
      .selectFrom('standings')
      .innerJoin('levels', 'levels.id', 'standings.level_id')
      .select(['levels.name', 'standings.falls_at'])
      .where('member_id', '=', viewer.id)
      .executeTakeFirst()
    return row
  }
  const MISSION: MissionFields = {
    title: 'Two accepted answers before Friday',
    description: '',
    outcome: 'accepted',
    target: 2,
    mode: 'shared',
    subject: '',
    threads: [],
    ends: '',
    points: 50,
    audience: 'all',
    level: 0,
    version: 0,
  }
  const inDays = (days: number): string => new Date(world.clock.now() + days * DAY).toISOString().slice(0, 10)

  test('an accepted answer brings its author points, a level and a place among the leaders', async () => {
    const [asker, helper] = [await person('asker'), await person('helper')]
    await solved(asker, helper)
    const { rows, own } = await getLeaders(helper, { by: 'period', period: 'month' })
    expect(rows.map((row) => [row.person.handle, row.points, row.level])).toEqual([['helper', 20, 'Helper']])
    expect(own).toMatchObject({ place: 1, missing: null })
    expect(await inbox(helper)).toContain('You’ve reached a level: Helper')
    expect(await mails(helper)).toContain('You’ve reached a level')
  })

  test('whoever would rather not be listed is not, sees their own row, and keeps what they earned', async () => {
    const [asker, helper, other] = [await person('asker'), await person('helper'), await person('other')]
    await solved(asker, helper)
    await chooseListing(helper, { isListed: false, company: 'Harbour Bank' })
    expect((await getLeaders(other, { by: 'period', period: 'all' })).rows).toEqual([])
    expect((await getLeaders(helper, { by: 'period', period: 'all' })).own).toMatchObject({
      points: 20,
      isListed: false,
    })
    await chooseListing(helper, { isListed: true, company: 'Harbour Bank' })
    const ofCompany = await getLeaders(other, { by: 'company', company: 'harbour bank' })
    expect(ofCompany.rows.map((row) => row.person.handle)).toEqual(['helper'])
  })

  test('leaders are those of the week, month, year or all time, of a subject, and those who began this quarter', async () => {
    const [asker, other] = [await person('asker'), await person('other')]
    const early = await person('early')
    await solved(asker, early)
    const names = async (of: Parameters<typeof getLeaders>[1]) =>
      (await getLeaders(asker, of)).rows.map(({ person: { handle } }) => handle)
    const all = async () =>
      Promise.all(
        (['week', 'month', 'year', 'all', 'newcomers'] as const).map((period) => names({ by: 'period', period })),
      )
    expect(await all()).toEqual(Array(5).fill(['early']))

    const late = await person('late')
    const later = async (days: number, helper: Person, from: Person) => {
      world.clock.advance(days * DAY)
      await solved(from, helper)
      return all()
    }
    expect(await later(8, late, other)).toEqual([['late'], ...Array<string[]>(4).fill(['early', 'late'])])
    // In the next quarter one who has answered before is no newcomer.
    const newest = await person('newest')
    expect(await later(70, newest, asker)).toEqual([
      ['newest'],
      ['newest'],
      ['early', 'late', 'newest'],
      ['early', 'late', 'newest'],
      ['newest'],
    ])
    expect(await names({ by: 'subject', kind: 'category', id: category.id })).toHaveLength(3)
    expect(await names({ by: 'subject', kind: 'category', id: (await aCategory(world.db)).id })).toEqual([])
  })

  test('staff and the suspended are not among the leaders; whose suspension is over is there again', async () => {
    const [asker, agent, helper] = [await person('asker'), await person('agnes', 'agent'), await person('helper')]
    await solved(asker, agent)
    await solved(asker, helper)
    await world.db
      .updateTable('members')
      .set({ suspended_at: world.clock.now(), suspended_until: world.clock.now() + DAY })
      .where('id', '=', helper.viewer.id)
      .execute()
    await world.db.updateTable('points').set({ unsettled: 1 }).execute()
    await chooseListing(helper, { isListed: true, company: '' })
    expect((await getLeaders(asker, { by: 'period', period: 'all' })).rows).toEqual([])
    world.clock.advance(DAY + 1)
    await reviewLevels(world)
    await world.worker.drain()
    const { rows } = await getLeaders(asker, { by: 'period', period: 'all' })
    expect(rows.map((row) => row.person.handle)).toEqual(['helper'])
  })

  test('reputation opens an application; granting it gives the role, declining says why', async () => {
    const [asker, helper, moderator] = [
      await person('asker'),
      await person('helper'),
      await person('mona', 'moderator'),
    ]
    await expect(applyForAdvocate(helper, 'I would like to.')).rejects.toMatchObject({ code: 'forbidden' })
    await solved(asker, helper)
    await solved(asker, helper)
    expect((await levelOf(helper))?.name).toBe('Helper')
    const twice = await Promise.allSettled([
      applyForAdvocate(helper, 'I answer what I know.'),
      applyForAdvocate(helper, 'I answer what I know.'),
    ])
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const [first] = await getApplications(moderator)
    await expect(decideApplication(moderator, first?.id ?? 0, 'declined', '')).rejects.toMatchObject({
      code: 'invalid',
    })
    await decideApplication(moderator, first?.id ?? 0, 'declined', 'Wait a month.')
    expect(await inbox(helper)).toContain('About your application: Not this time: Wait a month.')
    await applyForAdvocate(helper, 'A month has passed.')
    const [second] = await getApplications(moderator)
    await decideApplication(moderator, second?.id ?? 0, 'granted', '')
    await world.worker.drain()
    const { role } = await world.db
      .selectFrom('members')
      .select('role')
      .where('id', '=', helper.viewer.id)
      .executeTakeFirstOrThrow()
    expect(role).toBe('advocate')
    expect((await levelOf(helper))?.name).toBe('Advocate')
    expect(await inbox(helper)).toContain('Welcome: you’re an advocate now: What that brings')
  })

  test('moderators learn that somebody applied, until one has decided', async () => {
    const [moderator, other] = [await person('mona', 'moderator'), await person('max', 'moderator')]
    const [asker, helper] = [await person('asker'), await person('helper')]
    await solved(asker, helper)
    await solved(asker, helper)
    const told = 'Somebody would like to be an advocate: The helper'
    await applyForAdvocate(helper, 'I answer a lot.')
    expect([await inbox(moderator), await inbox(other)]).toEqual([[told], [told]])
    const [application] = await getApplications(moderator)
    await decideApplication(moderator, application?.id ?? 0, 'granted', '')
    expect([await inbox(moderator), await inbox(other)]).toEqual([[], []])
  })

  test('what somebody knows of a subject stands beside their answers there, and on their card', async () => {
    const [asker, helper, newcomer] = [await person('asker'), await person('helper'), await person('newcomer')]
    // A place with other questions as well, so that the tag tells something.
    await world.db.updateTable('categories').set({ thread_count: 200 }).execute()
    for (let n = 0; n < 3; n += 1) await solved(asker, helper)
    await solved(asker, newcomer)
    const about = { tags: ['notes'], category: { id: category.id, name: category.name } }
    expect(await knownHere(world, about, [helper.viewer.id, newcomer.viewer.id])).toEqual({
      [helper.viewer.id]: { subject: 'notes', accepted: 3 },
    })
    const card = await getPersonCard(helper, 'HELPER')
    expect(card).toMatchObject({ name: 'The helper', avatarUrl: null, standing: 'Helper' })
    expect(card.lines).toEqual([
      expect.stringContaining('notes'),
      '3 accepted answers',
      expect.stringMatching(/^Here since \d{4}$/),
    ])
    await expect(getPersonCard(helper, 'nobody')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('a level lets members put the tags of a question in order; two at once don’t overwrite each other', async () => {
    const [asker, helper] = [await person('asker'), await person('helper')]
    const { thread } = await answeredOnly(asker, helper)
    const change = { tags: ['notes', 'folders'], before: ['notes'] }
    await expect(retagThread(helper, thread, change)).rejects.toMatchObject({ code: 'forbidden' })
    const within = { ...helper, viewer: { ...helper.viewer, rights: ['tags' as const] } }
    const both = await Promise.allSettled([
      retagThread(within, thread, change),
      retagThread(asker, thread, { tags: ['notes', 'sync'], before: ['notes'] }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const refusal = both.find((one) => one.status === 'rejected')
    expect(refusal?.reason).toMatchObject({ code: 'conflict' })
    const { tags } = await getTagging(asker, thread)
    await retagThread(within, thread, { tags: ['library'], before: tags })
    await world.worker.drain()
    expect((await getTagging(asker, thread)).tags).toEqual(['library'])
    const act = await world.db.selectFrom('acts').select(['verb', 'member_id']).where('verb', '=', 'retag').execute()
    expect(act).toContainEqual({ verb: 'retag', member_id: helper.viewer.id })
  })

  test('a level is lost gently: first a time of grace, then the level that is reached', async () => {
    const [asker, helper] = [await person('asker'), await person('helper')]
    await solved(asker, helper)
    world.clock.advance(366 * DAY)
    await reviewLevels(world)
    await world.worker.drain()
    const during = await levelOf(helper)
    expect(during?.name).toBe('Helper')
    expect(during?.falls_at).toBe(world.clock.now() + DEFAULT_POINT_RULES.graceDays * DAY)
    world.clock.advance((DEFAULT_POINT_RULES.graceDays + 1) * DAY)
    await reviewLevels(world)
    await world.worker.drain()
    expect(await levelOf(helper)).toEqual({ name: 'Customer', falls_at: null })
    expect(await inbox(helper)).toContain('Your level is now: Customer')
  })

  test('a first answer, a first acceptance and a return bring a signed note, each once; nobody signs, nobody gets one', async () => {
    const [asker, helper, agent] = [await person('asker'), await person('helper'), await person('agnes', 'agent')]
    const other = await person('other')
    const written = async () => {
      world.clock.advance(30_000)
      await world.worker.drain()
      const rows = await world.db
        .selectFrom('first_notes')
        .select(['member_id', 'kind', 'words'])
        .orderBy('at')
        .execute()
      return rows.map(
        (row) => `${row.member_id === helper.viewer.id ? 'helper' : row.member_id} ${row.kind}: ${row.words}`,
      )
    }
    await solved(asker, other)
    expect(await written()).toEqual([])
    const texts = { answer: 'Welcome.', accepted: 'It helped.', back: 'Good to see you.' }
    await saveFirstNotes(agent, texts, 'me', 0)
    await expect(saveFirstNotes(agent, texts, 'me', 0)).rejects.toMatchObject({ code: 'conflict' })
    const { post } = await answeredOnly(asker, helper)
    expect(await written()).toEqual(['helper answer: Welcome.'])
    await acceptAnswer(asker, post)
    expect(await written()).toEqual(['helper answer: Welcome.', 'helper accepted: It helped.'])
    await withdrawAcceptance(asker, post)
    await acceptAnswer(asker, post)
    await solved(asker, helper)
    expect(await written()).toHaveLength(2)
    world.clock.advance(200 * DAY)
    await solved(asker, helper)
    expect((await written()).at(-1)).toBe('helper back: Good to see you.')
    expect(await inbox(helper)).toContain('Good to have you back: Good to see you.')

    // A first answer that was doubted brings the note once it counts.
    const late = await person('late')
    const { address } = await startThread(asker, {
      title: 'Where did the folder of my notes go',
      body: 'It is not where it was.',
      category: category.slug,
      kind: 'question',
      tags: [],
      isPrivate: false,
    })
    const thread = Number(/\/t\/(\d+)/.exec(address)?.[1])
    await addPost(late, thread, { body: 'Same problem here.', parentId: null, as: 'answer' })
    const before = await written()
    world.clock.advance(2 * DAY)
    await written()
    expect(await written()).toEqual([...before, `${late.viewer.id} answer: Welcome.`])
  })

  test('thanks are told, stand on the page once, and can be taken back', async () => {
    const [helper, agent] = [await person('helper'), await person('agnes', 'agent')]
    await thankMember(agent, helper.viewer.id, 'You took an hour for this.', 'form-1')
    await thankMember(agent, helper.viewer.id, 'You took an hour for this.', 'form-1')
    expect(await inbox(helper)).toEqual(['You were thanked by The agnes: You took an hour for this.'])
    const { id } = await world.db.selectFrom('thanks').select('id').executeTakeFirstOrThrow()
    await hideThanks(agent, id)
    expect(await inbox(helper)).toEqual([])
    await expect(thankMember(helper, agent.viewer.id, 'Thank you too.', '')).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('staff see who was never thanked', async () => {
    const [asker, helper, agent] = [await person('asker'), await person('helper'), await person('agnes', 'agent')]
    for (let n = 0; n < 5; n += 1) {
      const another = n < 3 ? asker : await person(`asker${n}`)
      await solved(another, helper)
    }
    expect((await getHealth(agent))[0]).toMatchObject({ accepted: 5, flags: ['unthanked'] })
    await thankMember(agent, helper.viewer.id, 'Five in a row.', '')
    expect((await getHealth(agent))[0]?.flags).toEqual([])
    await expect(getHealth(helper)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('staff see who is about to leave: half or less a month of what it was in the three months before', async () => {
    const [helper, steady, agent] = [await person('helper'), await person('steady'), await person('agnes', 'agent')]
    const solvesOf = async (who: Person, name: string, count: number) => {
      for (let n = 0; n < count; n += 1) await solved(await person(`${name}${n}`), who)
    }
    // An accepted answer that also solved it is two outcomes.
    await solvesOf(helper, 'of-helper', 3)
    await solvesOf(steady, 'of-steady', 3)
    const flagsOf = async ({ viewer }: Person) =>
      (await getHealth(agent)).find((row) => row.person.handle === viewer.handle)?.flags
    expect(await flagsOf(helper)).toEqual([])
    world.clock.advance(40 * DAY)
    await solvesOf(steady, 'later', 1)
    expect(await flagsOf(helper)).toEqual(['leaving'])
    expect(await flagsOf(steady)).toEqual([])
    // Who needs a word stands first.
    expect((await getHealth(agent))[0]?.person.handle).toBe('helper')
    // After four months there is nothing left to compare with.
    world.clock.advance(121 * DAY)
    expect(await flagsOf(helper)).not.toContain('leaving')
  })

  test('names that are written from the right, or hold marks that turn a line round, stand among the leaders in place', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'askwell-names-'))
    const file = join(folder, 'forum.jsonl')
    const at = new Date(world.clock.now() - 60_000).toISOString()
    const lines = [
      { type: 'member', id: 'a', name: '\u202egniksA', handle: 'asking', created: at },
      {
        type: 'member',
        id: 'b',
        name: '\u202eadmin \u2067\u05e2\u05d6\u05e8\u05d0',
        handle: 'ezra-imported',
        created: at,
      },
      {
        type: 'thread',
        id: 't',
        title: 'Where did \u202eit go',
        body: 'It is gone.',
        author: 'a',
        category: category.slug,
        created: at,
      },
      { type: 'post', id: 'p', thread: 't', author: 'b', body: 'Look in the backup.', accepted: true, created: at },
    ]
    await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'))
    await importForum(world, { file, source: 'other' })
    await rm(folder, { recursive: true })
    await rebuildPoints(world, 'UTC')
    const [asker, ezra] = [await person('asker'), await person('\u05e2\u05d6\u05e8\u05d0')]
    await solved(asker, ezra)

    const view = await getLeaders(asker, { by: 'period', period: 'all' })
    expect(view.rows.map(({ person: { handle, name } }) => [handle, name])).toEqual([
      ['ezra-imported', 'admin \u05e2\u05d6\u05e8\u05d0'],
      ['\u05e2\u05d6\u05e8\u05d0', 'The \u05e2\u05d6\u05e8\u05d0'],
    ])
    const html = renderToStaticMarkup(createElement(LeaderBoard, { of: { by: 'period', period: 'all' }, view }))
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
    // Each name is set apart from the line it stands in, and what is addressed is the handle.
    expect(html).toContain('<b dir="auto">admin \u05e2\u05d6\u05e8\u05d0</b>')
    expect(html).toContain('href="/members/ezra-imported"')
    const threads = await world.db.selectFrom('threads').select('title').where('source', '=', 'other').execute()
    expect(threads).toEqual([{ title: 'Where did it go' }])
  })

  test('other rules show their effect before they are saved, and count everything anew after', async () => {
    const [asker, helper, admin] = [await person('asker'), await person('helper'), await person('ada', 'admin')]
    await solved(asker, helper)
    world.clock.advance(31 * DAY)
    const rules = { ...DEFAULT_POINT_RULES, weights: { ...DEFAULT_POINT_RULES.weights, accepted: 40 } }
    const { rows } = await previewRules(admin, rules)
    expect(rows.map((row) => [row.person.handle, row.pointsNow, row.points])).toEqual([['helper', 20, 45]])
    const seen = await rulesChangedAt(world.db)
    const both = await Promise.allSettled([
      saveRules(admin, rules, seen),
      saveRules(admin, { ...rules, dayCap: 99 }, seen),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await world.worker.drain()
    expect((await getLeaders(helper, { by: 'period', period: 'all' })).own).toMatchObject({ points: 45 })
    await expect(saveRules(helper, rules, seen)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('two levels can’t have one name or one threshold, and one starts at 0', async () => {
    const admin = await person('ada', 'admin')
    const [lowest] = await readLevels(world.db)
    const form = { intent: 'add' as const, level: 0, name: 'Champion', threshold: 99, perks: '', rights: [] }
    await saveLevel(admin, form)
    await expect(saveLevel(admin, { ...form, threshold: 100 })).rejects.toMatchObject({ code: 'invalid' })
    await expect(saveLevel(admin, { ...form, name: 'Hero' })).rejects.toMatchObject({ code: 'invalid' })
    const raised = { ...form, intent: 'save' as const, level: lowest?.id ?? 0, name: 'Customer', threshold: 5 }
    await expect(saveLevel(admin, raised)).rejects.toMatchObject({ code: 'invalid' })
  })

  test('a moderator lets nothing count between two who credit each other, and takes that back', async () => {
    const [one, other, moderator] = [await person('one'), await person('other'), await person('mona', 'moderator')]
    for (let n = 0; n < 2; n += 1) {
      await solved(one, other)
      await solved(other, one)
    }
    await findRingsAgain(world)
    const [pair] = await getSuspicions(moderator)
    expect(pair).toMatchObject({ kind: 'pair', share: 100 })
    const pointsOf = async () => {
      await world.worker.drain()
      const rows = await world.db.selectFrom('standings').select('points').orderBy('member_id').execute()
      return rows.map(({ points }) => points)
    }
    const earned = await pointsOf()
    expect(earned).toEqual([40, 40])
    await decideSuspicion(moderator, pair?.id ?? 0, 'barred', 'They sit at one desk.')
    expect(await pointsOf()).toEqual([0, 0])
    await decideSuspicion(moderator, pair?.id ?? 0, 'reopen', '')
    expect(await pointsOf()).toEqual(earned)
    await expect(getSuspicions(one)).rejects.toMatchObject({ code: 'forbidden' })
  })

  describe('missions', () => {
    test('one is joined, counted from its start, reached once, and its points are part of the ledger', async () => {
      const [asker, helper, agent] = [await person('asker'), await person('helper'), await person('agnes', 'agent')]
      const id = await startMission(agent, { ...MISSION, ends: inDays(5) })
      world.clock.advance(1000)
      const first = await solved(asker, helper)
      await joinMission(helper, id)
      expect((await getMission(helper, id)).view).toMatchObject({ reached: 1, people: 1, doneAt: null })
      await solved(asker, helper)
      expect((await getMission(helper, id)).view.own).toMatchObject({ reached: 2, done: true })
      expect((await getLeaders(helper, { by: 'period', period: 'all' })).own).toMatchObject({ points: 40 + 50 })
      expect(await inbox(helper)).toContain('You did your part of a mission: Two accepted answers before Friday')
      // What was reached stays reached.
      await withdrawAcceptance(asker, first.post)
      await world.worker.drain()
      expect((await getMission(helper, id)).view.own).toMatchObject({ reached: 1, done: true })
      const entries = await world.db.selectFrom('points').select('id').where('reason', '=', 'mission').execute()
      expect(entries).toHaveLength(1)
    })

    test('what was selected at the desk becomes the threads of one, but for what not everybody may read', async () => {
      const [staff, asker, helper] = [await person('agent', 'agent'), await person('asker'), await person('helper')]
      const [open, hidden] = [await answeredOnly(asker, helper), await answeredOnly(asker, helper)]
      await setThreadState(asker, hidden.thread, 'make private', 'Mine alone')
      const ids = []
      for (const { thread } of [open, hidden])
        ids.push((await escalateThread(staff, thread, 'Nobody knows this')).escalation ?? 0)
      const { values } = await newMission(staff, { threads: '', chosen: ids, topic: null })
      expect(values).toMatchObject({ threads: String(open.thread), target: '1', outcome: 'accepted' })
    })

    test('one for those who were invited exists for nobody else', async () => {
      const [helper, other, agent] = [await person('helper'), await person('other'), await person('agnes', 'agent')]
      const id = await startMission(agent, { ...MISSION, audience: 'invited', ends: inDays(5) })
      await inviteToMission(agent, id, ['helper'])
      expect(await inbox(helper)).toEqual(['You’re invited to a mission: Two accepted answers before Friday'])
      expect(await listMissions(other, 'running')).toEqual([])
      await expect(getMission(other, id)).rejects.toMatchObject({ code: 'not-found' })
      await expect(joinMission(other, id)).rejects.toMatchObject({ code: 'not-found' })
      await joinMission(helper, id)
      expect(await inbox(helper)).toEqual([])
      await leaveMission(helper, id)
      expect((await getMission(helper, id)).view.people).toBe(0)
      await expect(inviteToMission(agent, id, ['nobody'])).rejects.toMatchObject({ code: 'invalid' })
    })

    test('only what happened to its threads until its end counts', async () => {
      const [asker, helper, agent] = [await person('asker'), await person('helper'), await person('agnes', 'agent')]
      const named = await solved(asker, helper)
      await withdrawAcceptance(asker, named.post)
      await world.worker.drain()
      const id = await startMission(agent, { ...MISSION, threads: [named.thread], ends: inDays(1) })
      await joinMission(helper, id)
      world.clock.advance(1000)
      await solved(asker, helper)
      expect((await getMission(helper, id)).view.reached).toBe(0)
      await acceptAnswer(asker, named.post)
      await world.worker.drain()
      expect((await getMission(helper, id)).view).toMatchObject({ reached: 1, threads: 1, solved: 1 })
      world.clock.advance(3 * DAY)
      await endMissions(world)
      expect((await listMissions(helper, 'running')).map((mission) => mission.id)).toEqual([])
      await expect(joinMission(agent, id)).rejects.toMatchObject({ code: 'conflict' })
      await expect(endMission(agent, id)).rejects.toMatchObject({ code: 'conflict' })
    })

    test('what makes no sense is refused in words', async () => {
      const [agent, helper] = [await person('agnes', 'agent'), await person('helper')]
      for (const wrong of [{ ends: inDays(-2) }, { ends: inDays(900) }, { ends: inDays(2), threads: [4711] }])
        await expect(startMission(agent, { ...MISSION, ...wrong })).rejects.toMatchObject({ code: 'invalid' })
      await expect(startMission(helper, { ...MISSION, ends: inDays(2) })).rejects.toMatchObject({ code: 'forbidden' })
    })
  })
})
