import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '#app/kernel/clock.ts'
import type { Role } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aTopic, aRequest } from '#test/support/factories/knowledge.ts'
import { aCalendar, aCategory, aMember, aThread, nextNumber } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { NOON } from '#test/support/fakes/clock.ts'
import { someServices } from '#test/support/services.ts'
import { addTeam, editTeam, removeTeam } from './commands/save-team.server.ts'
import { handOver, passOn, resolveEscalation } from './commands/act-on-escalation.server.ts'
import { saveSecondTier } from './commands/save-second-tier.server.ts'
import { reviewThread } from './jobs/review-thread.server.ts'
import { getHistory } from './queries/history.server.ts'
import { DEFAULT_SECOND_TIER } from './queries/second-tier.server.ts'
import { setDuty } from './commands/set-duty.server.ts'
import { rankEscalations } from './jobs/rank-escalations.server.ts'
import { listColleagues, teamFor } from './queries/routing.server.ts'
import { getTeamForm, getTeams } from './queries/teams.server.ts'
import { DutyForm, TeamForm } from './schemas/teams.ts'

const form = (given: Readonly<Record<string, unknown>> = {}): TeamForm =>
  TeamForm.parse({ name: `Team ${nextNumber()}`, ...given })
const duty = (member: number, given: Readonly<Record<string, string>> = {}): DutyForm =>
  DutyForm.parse({ member: String(member), ...given })

eachDatabase((_name, open) => {
  const set = async () => {
    const database = open()
    await database.clear()
    const services = someServices(database)
    const { db } = services
    const as = async (role: Role) => services.as(asViewer(await aMember(db, { role })))
    const admin = await as('admin')
    const beside = (): Context => ({ ...admin, db: database.another() })
    const tag = async (name: string) => db.insertInto('tags').values({ name }).returning('id').executeTakeFirstOrThrow()
    return { db, services, as, admin, beside, tag }
  }

  describe('teams', () => {
    it('own what they are given by name, and are shown with it; everything else goes to the default one', async () => {
      const { db, admin, as, tag } = await set()
      const agent = await as('agent')
      const cards = await aCategory(db, { name: 'Cards', slug: 'cards' })
      const pin = await tag('lost-pin')
      const topic = await aTopic(db, { title: 'The card is lost' })
      const other = await addTeam(admin, form({ name: 'Everybody', isDefault: '1' }))
      const byCategory = await addTeam(admin, form({ name: 'Cards team', category: 'CARDS', description: 'Plastic' }))
      const byTag = await addTeam(admin, form({ tag: 'Lost PIN', member: String(agent.viewer.id) }))
      const byTopic = await addTeam(admin, form({ topic: 'the card is LOST\n\n' }))

      const inCards = await aThread(db, { category_id: cards.id })
      expect(await teamFor(db, inCards)).toBe(byCategory)
      await db.insertInto('thread_tags').values({ thread_id: inCards.id, tag_id: pin.id }).execute()
      expect(await teamFor(db, inCards)).toBe(byTag)
      await aRequest(db, { thread_id: inCards.id, topic_id: topic.id, channel: 'thread' })
      expect(await teamFor(db, inCards)).toBe(byTopic)
      expect(await teamFor(db, await aThread(db))).toBe(other)

      const { teams, mayChange } = await getTeams(agent)
      expect(mayChange).toBe(false)
      expect(teams.find((team) => team.id === byCategory)).toMatchObject({
        name: 'Cards team',
        description: 'Plastic',
        owns: [{ kind: 'category', name: 'Cards' }],
        isDefault: false,
      })
      expect((await getTeamForm(admin, byTag)).team).toMatchObject({
        memberIds: [agent.viewer.id],
        owns: [{ kind: 'tag', name: 'lost-pin' }],
      })
      await editTeam(admin, byTag, form({ name: 'Pins' }))
      expect((await getTeamForm(admin, byTag)).team).toMatchObject({ name: 'Pins', members: [], owns: [] })
      const acts = await db.selectFrom('acts').select(['verb', 'detail']).where('subject_id', '=', byTag).execute()
      expect(acts.map((act) => act.verb)).toEqual(['add', 'edit'])
    })

    it.each([
      ['category', 'Nothing', { category: 'Nothing' }],
      ['tag', 'no-such-tag', { tag: 'no-such-tag' }],
      ['topic', 'No topic', { topic: 'No topic' }],
      ['category', 'Cards', { category: 'Cards' }],
      ['name', 'name already', { name: 'cards TEAM' }],
      ['member', 'staff', { member: '999999' }],
    ])('refuses beside %s, naming “%s”', async (field, words, given) => {
      const { db, admin } = await set()
      await aCategory(db, { name: 'Cards' })
      await addTeam(admin, form({ name: 'Cards team', category: 'Cards' }))
      const error: unknown = await addTeam(admin, form(given)).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code: 'invalid', fields: { [field]: expect.anything() } })
      expect(String(error)).toContain(words)
      expect(await db.selectFrom('teams').select('name').execute()).toEqual([{ name: 'Cards team' }])
    })

    it('a customer can be in none, and only admins change them', async () => {
      const { db, admin, as } = await set()
      const customer = await aMember(db)
      await expect(addTeam(admin, form({ member: String(customer.id) }))).rejects.toMatchObject({ code: 'invalid' })
      const id = await addTeam(admin, form())
      for (const role of ['customer', 'agent', 'moderator'] as const) {
        const other = await as(role)
        await expect(addTeam(other, form())).rejects.toMatchObject({ code: 'forbidden' })
        await expect(editTeam(other, id, form())).rejects.toMatchObject({ code: 'forbidden' })
        await expect(removeTeam(other, id)).rejects.toMatchObject({ code: 'forbidden' })
        await expect(getTeamForm(other, id)).rejects.toMatchObject({ code: 'forbidden' })
      }
      await expect(getTeams(await as('customer'))).rejects.toMatchObject({ code: 'forbidden' })
      await expect(editTeam(admin, id + 1, form())).rejects.toMatchObject({ code: 'not-found' })
    })

    it('of many at once that want to be the default one, one is', async () => {
      const { db, admin, beside } = await set()
      const first = await addTeam(admin, form({ isDefault: '1' }))
      const others = [beside(), beside(), beside()]

      const made = await Promise.allSettled([
        ...others.map((context) => addTeam(context, form({ isDefault: '1' }))),
        editTeam(beside(), first, form({ isDefault: '1' })),
      ])

      for (const one of made) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'conflict' })
      expect(made.some((one) => one.status === 'fulfilled')).toBe(true)
      const defaults = await db.selectFrom('teams').select('id').where('is_default', '=', 1).execute()
      expect(defaults).toHaveLength(1)
    })

    it('of many at once that want the same subject or name, one has it', async () => {
      const { db, beside } = await set()
      await aCategory(db, { name: 'Cards' })
      const contexts = [beside(), beside(), beside(), beside()]

      const owning = await Promise.allSettled(contexts.map((context) => addTeam(context, form({ category: 'Cards' }))))
      const named = await Promise.allSettled(contexts.map((context) => addTeam(context, form({ name: 'One name' }))))

      for (const made of [owning, named]) {
        expect(made.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
        for (const one of made)
          if (one.status === 'rejected') expect((one.reason as { code: string }).code).toMatch(/^(?:invalid|conflict)$/)
      }
      expect(await db.selectFrom('team_subjects').selectAll().execute()).toHaveLength(1)
      expect(await db.selectFrom('teams').select('id').where('name', '=', 'One name').execute()).toHaveLength(1)
    })

    it('escalations of a team that is removed stay, and go to the team that owns what they are about', async () => {
      const { db, services, admin } = await set()
      const category = await aCategory(db, { name: 'Cards' })
      const thread = await aThread(db, { category_id: category.id })
      const gone = await addTeam(admin, form({ category: 'Cards' }))
      await db.insertInto('escalations').values({ thread_id: thread.id, opened_at: NOON, team_id: gone }).execute()
      const team = async () => (await db.selectFrom('escalations').select('team_id').executeTakeFirstOrThrow()).team_id

      await removeTeam(admin, gone)
      await rankEscalations(services, await readSite(db))
      expect(await team()).toBeNull()
      expect((await getTeams(admin)).withoutTeam).toBe(1)
      expect(await db.selectFrom('team_subjects').selectAll().execute()).toEqual([])

      const heir = await addTeam(admin, form({ category: 'Cards' }))
      await rankEscalations(services, await readSite(db))
      expect(await team()).toBe(heir)
    })
  })

  describe('duty', () => {
    it('staff set their own, admins everybody’s, and those are written down', async () => {
      const { db, admin, as } = await set()
      const agent = await as('agent')
      const id = agent.viewer.id ?? 0
      const calendar = await aCalendar(db, { name: 'Mornings' })

      await setDuty(agent, duty(id, { calendar: String(calendar.id), mostOpen: '5', skills: ' payments ' }))
      expect(await db.selectFrom('acts').selectAll().execute()).toEqual([])
      await setDuty(admin, duty(id, { mostOpen: '6', leaveFrom: '2026-07-01', leaveUntil: '2026-07-14' }))

      const one = (await getTeams(agent)).staff.find((member) => member.person.id === id)
      expect(one).toMatchObject({
        calendar: null,
        mostOpen: 6,
        skills: '',
        leaveFrom: '2026-07-01',
        leaveUntil: '2026-07-14',
        mayChange: true,
      })
      expect((await getTeams(agent)).staff.filter((member) => member.mayChange)).toHaveLength(1)
      expect(await db.selectFrom('acts').select(['verb', 'subject_id']).execute()).toEqual([
        { verb: 'set duty', subject_id: id },
      ])
      await expect(setDuty(agent, duty(admin.viewer.id ?? 0))).rejects.toMatchObject({ code: 'forbidden' })
      await expect(setDuty(await as('customer'), duty(id))).rejects.toMatchObject({ code: 'forbidden' })
      const customer = await aMember(db)
      await expect(setDuty(admin, duty(customer.id))).rejects.toMatchObject({ code: 'not-found' })
      await expect(setDuty(admin, duty(id, { calendar: '999999' }))).rejects.toMatchObject({ code: 'invalid' })
    })

    it('where staff take turns, a question goes to whoever knows what it is about, and says so', async () => {
      const { db, services, admin, as } = await set()
      const billing = await aCategory(db, { name: 'Billing and plans', slug: 'billing' })
      const other = await aCategory(db, { name: 'Other', slug: 'other' })
      const [anna, bert, cleo] = [await as('agent'), await as('agent'), await as('agent')]
      const idOf = ({ viewer }: Context): number => viewer.id ?? 0
      await saveSecondTier(admin, { ...DEFAULT_SECOND_TIER, giving: 'turns' })
      await setDuty(anna, duty(idOf(anna), { skills: 'Billing, German' }))
      await setDuty(bert, duty(idOf(bert), { skills: 'billing' }))
      const given = async (thread: Parameters<typeof aThread>[1]) => {
        const late = { promised: 1, due_at: NOON - HOUR, created_at: NOON - 5 * HOUR }
        const { id } = await aThread(db, { ...late, ...thread })
        await reviewThread(services, await readSite(db), id)
        return db.selectFrom('escalations').selectAll().where('thread_id', '=', id).executeTakeFirstOrThrow()
      }
      const first = await given({ category_id: billing.id })
      const second = await given({ category_id: billing.id })
      const third = await given({ category_id: billing.id })
      expect([first, second, third].map((row) => row.owner_id)).toEqual([idOf(anna), idOf(bert), idOf(anna)])
      expect((await given({ category_id: other.id })).owner_id).toBe(idOf(cleo))
      const german = { category_id: other.id, title: 'Wie kann ich mein Konto und die Rechnung nicht mit der Karte' }
      expect((await given(german)).owner_id).toBe(idOf(anna))

      const said = async (context: Context) =>
        (await getHistory(db, first.thread_id, { viewer: idOf(context), locale: 'en', zone: 'UTC', now: NOON })).map(
          ({ words }) => words,
        )
      expect(await said(anna)).toContain('Given to you, because you know Billing')
      expect((await said(bert)).some((words) => words.endsWith(', who knows Billing'))).toBe(true)

      await passOn(anna, first.id, 'I am about to leave')
      const passed = await db.selectFrom('escalations').selectAll().where('id', '=', first.id).executeTakeFirstOrThrow()
      expect(passed).toMatchObject({ owner_id: idOf(bert), state: 'claimed' })

      // What comes back goes to whoever had it, although another knows it as well and holds fewer.
      const answered = (more: object) =>
        db
          .updateTable('threads')
          .set({ first_answer_at: NOON, answer_count: 1, ...more })
          .where('id', '=', third.thread_id)
          .execute()
      await answered({})
      await resolveEscalation(anna, third.id)
      await answered({ reopened_at: NOON + MINUTE })
      services.clock.advance(2 * MINUTE)
      await reviewThread(services, await readSite(db), third.thread_id)
      const [back] = await db
        .selectFrom('escalations')
        .selectAll()
        .where('thread_id', '=', third.thread_id)
        .where('resolved_at', 'is', null)
        .execute()
      expect(back).toMatchObject({ owner_id: idOf(anna), state: 'claimed', came_back: 1 })
      const told = await getHistory(db, third.thread_id, { viewer: idOf(anna), locale: 'en', zone: 'UTC', now: NOON })
      expect(told.map(({ words }) => words)).toContain('Given to you, because you had it before')

      const self = handOver(bert, first.id, { member: idOf(bert) }, 'I keep it')
      await expect(self).rejects.toMatchObject({ code: 'invalid' })
      const team = await addTeam(admin, form({ member: String(idOf(cleo)) }))
      await handOver(bert, first.id, { team }, 'They know it')
      const handed = await db.selectFrom('escalations').selectAll().where('id', '=', first.id).executeTakeFirstOrThrow()
      expect(handed).toMatchObject({ owner_id: idOf(cleo), team_id: team, state: 'claimed' })
    })

    it('nobody is here on a day of their leave, from its first to its last', async () => {
      const { db, services, as } = await set()
      const agent = await as('agent')
      const id = agent.viewer.id ?? 0
      const day = (days: number) => new Date(NOON + days * DAY).toISOString().slice(0, 10)
      await setDuty(agent, duty(id, { leaveFrom: day(1), leaveUntil: day(2) }))
      const here = async (at: number) =>
        (await listColleagues(services.db, 'UTC', at, null)).find((one) => one.id === id)?.isHere
      // Noon of the days.
      expect(await Promise.all([0, 1, 2, 3].map((days) => here(NOON + days * DAY)))).toEqual([true, false, false, true])
      expect(await here(NOON + DAY - 12 * HOUR)).toBe(false)
      expect(await here(NOON + DAY - 12 * HOUR - 1)).toBe(true)
      expect(await here(NOON + 3 * DAY - 12 * HOUR)).toBe(true)
      expect(db).toBeDefined()
    })

    it.each([
      ['leaveFrom', { leaveFrom: '2026-02-30' }],
      ['leaveUntil', { leaveUntil: 'soon' }],
      ['leaveUntil', { leaveFrom: '2026-03-02', leaveUntil: '2026-03-01' }],
      ['mostOpen', { mostOpen: '0' }],
      ['mostOpen', { mostOpen: '501' }],
      ['calendar', { calendar: 'x' }],
    ])('refuses %s of %j', (field, given) => {
      const found = DutyForm.safeParse({ member: '1', ...given })
      expect(found.error?.issues.map((issue) => issue.path[0])).toEqual([field])
    })
  })
})
