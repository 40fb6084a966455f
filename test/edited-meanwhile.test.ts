import { beforeEach, expect, test } from 'vitest'
import { editTeam, addTeam } from '#app/features/escalations/commands/save-team.server.ts'
import { saveSecondTier } from '#app/features/escalations/commands/save-second-tier.server.ts'
import { DEFAULT_SECOND_TIER, readSecondTier } from '#app/features/escalations/queries/second-tier.server.ts'
import { getTeamForm } from '#app/features/escalations/queries/teams.server.ts'
import { TeamForm } from '#app/features/escalations/schemas/teams.ts'
import { closeCalendar } from '#app/features/promises/commands/close-calendar.server.ts'
import { editCalendar } from '#app/features/promises/commands/save-calendar.server.ts'
import { setPromise } from '#app/features/promises/commands/set-promise.server.ts'
import { getCalendarForDesk, getPromiseForDesk } from '#app/features/promises/queries/calendars-desk.server.ts'
import { CalendarForm, ClosureForm, PromiseForm } from '#app/features/promises/schemas.ts'
import { openSessions } from '#app/features/accounts/sessions.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { markOf } from '#app/platform/seen.server.ts'
import * as calendarRoute from '#app/routes/desk/desk.calendars.$calendarId.tsx'
import { eachDatabase } from './support/databases.ts'
import { aCalendar, aCategory, aMember } from './support/factories/rows.ts'
import { asViewer } from './support/factories/viewers.ts'
import { aBrowser } from './support/routes.ts'
import { someServices, type TestServices } from './support/services.ts'

/** Something that two admins have open at once. */
interface Shared {
  /** The mark of what a form shows now. */
  mark(by: Context): Promise<string | undefined>
  /** Saves `figure`, having seen what the mark stands for. */
  save(by: Context, figure: number, seen: string | undefined): Promise<unknown>
  /** The figure that is there now. */
  now(): Promise<number>
}

const ZONES = { site: 'UTC', reader: 'UTC' }
const DAY = { name: 'Support', zone: '', always: 'hours', day_1: '9-17' }

eachDatabase((_name, open) => {
  let services: TestServices
  let ada: Context
  let bela: Context
  beforeEach(async () => {
    await open().clear()
    services = someServices(open())
    ada = services.as(asViewer(await aMember(services.db, { role: 'admin', name: 'Ada' })))
    const second = services.as(asViewer(await aMember(services.db, { role: 'admin', name: 'Bela' })))
    bela = { ...second, db: open().another() }
  })

  const SHARED: Readonly<Record<string, () => Promise<Shared>>> = {
    async calendar() {
      const { id } = await aCalendar(services.db, { is_default: 1 })
      return {
        mark: async (by) => (await getCalendarForDesk(by, id, ZONES)).mark,
        save: (by, figure, seen) => editCalendar(by, id, CalendarForm.parse({ ...DAY, day_2: `9-${figure}`, seen })),
        now: async () => Number((await getCalendarForDesk(ada, id, ZONES)).days[1]?.slice(6, 8)),
      }
    },
    async promise() {
      const { id } = await aCategory(services.db)
      await aCalendar(services.db, { is_default: 1 })
      return {
        mark: async (by) => (await getPromiseForDesk(by, id, ZONES)).mark,
        save: (by, figure, seen) =>
          setPromise(by, id, PromiseForm.parse({ intent: 'save', calendar: '', first: `${figure} h`, seen })),
        now: async () => Number(/\d+/.exec((await getPromiseForDesk(ada, id, ZONES)).first)?.[0]),
      }
    },
    rules: () =>
      Promise.resolve({
        mark: async (by) => markOf(await readSecondTier(by.db)),
        save: (by, figure, seen) => saveSecondTier(by, { ...DEFAULT_SECOND_TIER, mostOpen: figure }, seen),
        now: async () => Number((await readSecondTier(services.db)).mostOpen),
      }),
    async team() {
      const id = await addTeam(ada, TeamForm.parse({ name: 'Cards' }))
      return {
        mark: async (by) => (await getTeamForm(by, id)).team?.mark,
        save: (by, figure, seen) => editTeam(by, id, TeamForm.parse({ name: `Cards ${figure}`, seen })),
        now: async () => Number((await getTeamForm(ada, id)).team?.name.slice(6)),
      }
    },
  }

  test.each(Object.keys(SHARED))(
    'of two admins who edit one %s at once, the second is told who was first',
    async (what) => {
      const shared = await SHARED[what]?.()
      if (!shared) throw new Error(what)
      const seen = await shared.mark(ada)
      expect(await shared.mark(bela)).toBe(seen)

      const both = await Promise.allSettled([shared.save(ada, 12, seen), shared.save(bela, 15, seen)])

      const refused = both.flatMap((one) =>
        one.status === 'rejected' ? [one.reason as { readonly code: string; readonly message: string }] : [],
      )
      expect(refused).toHaveLength(1)
      expect(refused[0]).toMatchObject({ code: 'conflict', fields: { seen: expect.anything() } })
      const isAdas = both[0].status === 'fulfilled'
      expect(refused[0]?.message).toContain(isAdas ? 'Ada changed this' : 'Bela changed this')
      expect(await shared.now()).toBe(isAdas ? 12 : 15)

      const anew = await shared.mark(bela)
      expect(anew).not.toBe(seen)
      await shared.save(bela, 16, anew)
      expect(await shared.now()).toBe(16)
      // A form of before, or a script, says nothing of what it saw.
      await shared.save(ada, 11, undefined)
      expect(await shared.now()).toBe(11)
    },
  )

  test('a closure changes nothing that the form of its calendar shows, so both are kept', async () => {
    const { id } = await aCalendar(services.db, { is_default: 1 })
    const { mark } = await getCalendarForDesk(ada, id, ZONES)
    const closed = { closed_from: '2026-12-24T00:00', closed_until: '2026-12-27T00:00' }
    await closeCalendar(bela, id, ClosureForm.parse(closed))

    await editCalendar(ada, id, CalendarForm.parse({ ...DAY, seen: mark }))

    const calendar = await getCalendarForDesk(ada, id, ZONES)
    expect([calendar.closures.length, calendar.days[0]]).toEqual([1, '09:00–17:00'])
  })

  test('the page keeps what was typed, and its next form has seen what the other one set', async () => {
    const { id } = await aCalendar(services.db, { is_default: 1 })
    const { mark } = await getCalendarForDesk(ada, id, ZONES)
    await editCalendar(bela, id, CalendarForm.parse({ ...DAY, name: 'Belas' }))
    const sessions = openSessions(services.db, true)
    const cookie = (await sessions.start(ada.viewer.id ?? 0, '', null)).split(';')[0] ?? ''
    const browser = aBrowser(services, { cookie })
    const at = [`/desk/calendars/${id}`, { calendarId: String(id) }] as const

    const form = { ...DAY, name: 'Adas', intent: 'save', seen: mark }
    const refused = await browser.submit(calendarRoute.action, at[0], form, at[1])

    expect(refused.status).toBe(409)
    expect(refused.data).toMatchObject({
      errors: { '': 'Bela changed this while you had it open, so it wasn’t saved.' },
      values: { name: 'Adas' },
    })
    const shown = await browser.visit(calendarRoute.loader, at[0], at[1])
    expect(shown.data).toMatchObject({ calendar: { name: 'Belas' } })
  })
})
