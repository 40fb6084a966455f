import { describe, expect, it } from 'vitest'
import { DAY } from '#app/kernel/clock.ts'
import type { Role } from '#app/kernel/roles.ts'
import { mailBadges, tellOfBadges } from '#app/features/notices/jobs/settle-badges.server.ts'
import { mailDigest } from '#app/features/notices/jobs/mail-digest.server.ts'
import { getInbox } from '#app/features/notices/queries/inbox.server.ts'
import { getLog } from '#app/features/moderation/queries/log.server.ts'
import { DEFAULT_SITE } from '#app/platform/site.server.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aBadge } from '#test/support/factories/badges.ts'
import { aPoint } from '#test/support/factories/points.ts'
import { aMember } from '#test/support/factories/rows.ts'
import { asViewer } from '#test/support/factories/viewers.ts'
import { NOON } from '#test/support/fakes/clock.ts'
import { someServices } from '#test/support/services.ts'
import { giveBadge, restoreAward, revokeAward } from './commands/give-badge.server.ts'
import { retireBadge, saveBadge, type ComposedBadge } from './commands/save-badge.server.ts'
import { forgetEarner } from './jobs/forget-earner.server.ts'
import { settleBadges } from './jobs/settle-badges.server.ts'
import { sweepBadges } from './jobs/sweep-badges.server.ts'
import { getBadgePage, listBadgeViews } from './queries/badge-pages.server.ts'
import { badgesOfMember } from './queries/badges-of-member.server.ts'
import { getMemberBadges } from './queries/desk.server.ts'
import { previewBadge } from './queries/preview.server.ts'
import { ANY_RULE } from './rules/badge-rule.ts'

const NEVER = new AbortController().signal
const LOG = { by: '', act: '', from: '', to: '' }

const composed = (given: Partial<ComposedBadge> = {}): ComposedBadge => ({
  name: 'A new one',
  description: 'For what was done well.',
  emblem: 'drop',
  kind: 'once',
  rule: ANY_RULE,
  steps: [],
  rare: false,
  toAll: false,
  ...given,
})

eachDatabase((_name, open) => {
  const set = async () => {
    const database = open()
    await database.clear()
    const services = someServices(database)
    const { db } = services
    const as = async (role: Role) => services.as(asViewer(await aMember(db, { role })))
    const awards = async () =>
      db
        .selectFrom('awards')
        .select(['badge_id', 'member_id', 'step', 'period', 'version', 'at', 'revoked_at'])
        .orderBy('id')
        .execute()
    const another = () => ({ ...services, db: database.another() })
    return { database, services, db, as, awards, another, helper: await aMember(db) }
  }

  describe('settling a member', () => {
    it('gives what is earned once, and says how far it is to the next, however often it runs', async () => {
      const { db, services, awards, helper } = await set()
      const steps = await aBadge(db, { kind: 'steps', steps: [1, 3, 5], rule: { count: 5 } })
      const far = await aBadge(db, { rule: { count: 9 } })
      const none = await aBadge(db, { rule: { outcomes: ['flag'] } })
      for (const day of [3, 2, 1, 0]) await aPoint(db, { member_id: helper.id, at: NOON - day * DAY })

      await settleBadges(services, helper.id)
      await settleBadges(services, helper.id)

      expect(await awards()).toMatchObject([
        { badge_id: steps.id, step: 1, at: NOON - 3 * DAY, version: 1 },
        { badge_id: steps.id, step: 2, at: NOON - DAY },
      ])
      const found = await badgesOfMember(db, helper.id)
      expect(found.earned).toMatchObject([{ slug: steps.slug, water: 2, progress: { have: 4, need: 5 } }])
      expect(found.near).toMatchObject([{ slug: far.slug, water: 0, progress: { have: 4, need: 9 } }])
      expect((await badgesOfMember(db, none.id + 1000)).earned).toEqual([])
    })

    it('takes nothing away when an outcome is taken back, and corrects the progress', async () => {
      const { db, services, awards, helper } = await set()
      await aBadge(db, { rule: { count: 1 } })
      const more = await aBadge(db, { rule: { count: 3 } })
      const point = await aPoint(db, { member_id: helper.id })
      await settleBadges(services, helper.id)
      await db.updateTable('points').set({ reversed_at: NOON, points: 0 }).where('id', '=', point).execute()
      expect((await badgesOfMember(db, helper.id)).near).toMatchObject([{ slug: more.slug }])

      await settleBadges(services, helper.id)

      expect(await awards()).toHaveLength(1)
      expect((await badgesOfMember(db, helper.id)).near).toEqual([])
    })

    it('gives once a year what is given by the year', async () => {
      const { db, services, awards, helper } = await set()
      const yearly = await aBadge(db, { kind: 'yearly', rule: { count: 2 } })
      for (const at of [Date.UTC(2024, 1, 1), Date.UTC(2024, 5, 1), Date.UTC(2025, 0, 1), NOON - DAY, NOON])
        await aPoint(db, { member_id: helper.id, at })

      await settleBadges(services, helper.id)

      expect((await awards()).map((row) => row.period).sort()).toEqual(['2024', '2026'])
      expect((await badgesOfMember(db, helper.id)).earned).toMatchObject([
        { slug: yearly.slug, years: ['2026', '2024'], water: 3, progress: null },
      ])
    })

    it('gives one award when two workers settle and sweep at once', async () => {
      const { db, another, awards, helper } = await set()
      const badge = await aBadge(db)
      await aPoint(db, { member_id: helper.id })

      await Promise.all([
        settleBadges(another(), helper.id),
        settleBadges(another(), helper.id),
        sweepBadges(another(), 0, NEVER),
        sweepBadges(another(), badge.id, NEVER),
      ])

      expect(await awards()).toHaveLength(1)
    })
  })

  describe('a badge', () => {
    it('is composed, previewed, given to all who earned it, and changed without giving twice', async () => {
      const { db, services, as, awards, helper } = await set()
      const ada = await as('admin')
      const other = await aMember(db)
      for (let n = 0; n < 5; n += 1) await aPoint(db, { member_id: (await aMember(db)).id, reason: 'flag' })
      for (const at of [1, 2]) await aPoint(db, { member_id: helper.id, at: NOON + at })
      await aPoint(db, { member_id: other.id })
      const rule = { ...ANY_RULE, count: 2 }
      const preview = await previewBadge(ada, { kind: 'once', rule, steps: [] })
      expect(preview).toMatchObject({ would: [1], known: 7, matchesAll: false })
      expect(preview.rows).toMatchObject([
        { handle: helper.handle, have: 2, water: 3 },
        { handle: other.handle, have: 1, water: 0 },
      ])

      const id = await saveBadge(ada, null, 0, composed({ rule }), 'active')
      services.clock.advance(1000)
      await sweepBadges(services, id, NEVER)
      await saveBadge(ada, id, 1, composed({ rule: ANY_RULE, toAll: true }), 'active')
      await sweepBadges(services, id, NEVER)
      await sweepBadges(services, id, NEVER)

      expect(await awards()).toMatchObject([
        { member_id: helper.id, version: 1 },
        { member_id: other.id, version: 2 },
      ])
      const jobs = await db.selectFrom('jobs').select('payload').where('name', '=', 'badges.sweep').execute()
      expect(jobs).toEqual([{ payload: JSON.stringify({ badge: id }) }])
      await expect(saveBadge(ada, id, 1, composed(), 'active')).rejects.toMatchObject({ code: 'conflict' })
      await expect(saveBadge(await as('agent'), null, 0, composed(), 'draft')).rejects.toMatchObject({
        code: 'forbidden',
      })
    })

    it('that nearly everybody would get is pointed out before it is saved', async () => {
      const { db, as } = await set()
      const ada = await as('admin')
      for (let n = 0; n < 6; n += 1) await aPoint(db, { member_id: (await aMember(db)).id })

      await expect(saveBadge(ada, null, 0, composed(), 'active')).rejects.toMatchObject({
        code: 'conflict',
        fields: { toAll: expect.anything() },
      })
      await saveBadge(ada, null, 0, composed(), 'draft')
      await saveBadge(ada, null, 0, composed({ name: 'Another', toAll: true }), 'active')
    })

    it('has a name of its own, also of many at once; a retired one is kept by who has it and given to nobody', async () => {
      const { db, services, as, another, awards, helper } = await set()
      const ada = await as('admin')
      const made = await Promise.allSettled(
        [1, 2, 3].map(() => saveBadge({ ...ada, db: another().db }, null, 0, composed(), 'active')),
      )
      const ids = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      expect(ids).toHaveLength(1)
      const [id = 0] = ids
      await aPoint(db, { member_id: helper.id })
      await settleBadges(services, helper.id)
      await retireBadge(ada, id, 1, true)
      await aPoint(db, { member_id: (await aMember(db)).id })
      await sweepBadges(services, 0, NEVER)

      expect(await awards()).toHaveLength(1)
      expect(await listBadgeViews(ada)).toEqual([])
      expect((await badgesOfMember(db, helper.id)).earned).toHaveLength(1)
      await retireBadge(ada, id, 1, false)
      await sweepBadges(services, 0, NEVER)
      expect(await awards()).toHaveLength(2)
    })

    it('changed while awards run gives nothing by a rule that is no longer its rule', async () => {
      const { db, services, as, awards, helper } = await set()
      const ada = await as('admin')
      const badge = await aBadge(db)
      await aPoint(db, { member_id: helper.id })
      const { awardDue } = await import('./commands/award-due.server.ts')
      await saveBadge(ada, badge.id, 1, composed({ rule: { ...ANY_RULE, count: 5 } }), 'active')

      const due = [{ memberId: helper.id, step: 0, period: '', at: NOON }]
      expect(await awardDue(services, badge, due)).toBe(0)

      expect(await awards()).toEqual([])
    })
  })

  describe('by hand', () => {
    it('staff give and moderators revoke, each with a reason and in the log; no rule gives it again', async () => {
      const { db, services, as, awards, helper } = await set()
      const [agnes, mona] = [await as('agent'), await as('moderator')]
      const hand = await aBadge(db, { kind: 'hand', name: 'Cup of tea' })
      const ruled = await aBadge(db)
      const reason = 'You stayed kind with an angry customer.'
      const give = () => giveBadge(agnes, helper.id, { badgeId: hand.id, reason })
      const uid = await give()
      await expect(give()).rejects.toMatchObject({ code: 'conflict' })
      await expect(giveBadge(agnes, helper.id, { badgeId: ruled.id, reason })).rejects.toMatchObject({
        code: 'conflict',
      })
      await expect(giveBadge(agnes, agnes.viewer.id ?? 0, { badgeId: hand.id, reason })).rejects.toMatchObject({
        code: 'forbidden',
      })
      await expect(giveBadge(await as('advocate'), helper.id, { badgeId: hand.id, reason })).rejects.toMatchObject({
        code: 'forbidden',
      })
      await expect(revokeAward(agnes, uid, 'No')).rejects.toMatchObject({ code: 'forbidden' })
      await aPoint(db, { member_id: helper.id })
      await settleBadges(services, helper.id)
      const [, earned] = await db.selectFrom('awards').select('uid').orderBy('id').execute()

      await revokeAward(mona, earned?.uid ?? '', 'These accounts accept each other.')
      await settleBadges(services, helper.id)
      await sweepBadges(services, 0, NEVER)

      expect((await awards()).map((row) => row.revoked_at)).toEqual([null, NOON])
      expect((await badgesOfMember(db, helper.id)).earned).toMatchObject([{ slug: hand.slug }])
      const again = await restoreAward(mona, earned?.uid ?? '')
      expect(again).not.toBe(earned?.uid)
      await expect(restoreAward(mona, earned?.uid ?? '')).rejects.toMatchObject({ code: 'conflict' })
      expect((await badgesOfMember(db, helper.id)).earned).toHaveLength(2)
      const view = await getMemberBadges(mona, helper.id)
      expect(view.awards.map((one) => [one.name, one.revokedReason, one.mayRestore])).toEqual([
        [ruled.name, null, false],
        [ruled.name, 'These accounts accept each other.', false],
        ['Cup of tea', null, false],
      ])
      const log = await getLog(mona, LOG, 'UTC', null)
      expect(log.rows.map((row) => row.said.map(({ words }) => words).join(''))).toEqual([
        `gave ${helper.name} the badge “${ruled.name}” again`,
        `revoked the badge “${ruled.name}” of ${helper.name}`,
        `gave ${helper.name} the badge “Cup of tea”`,
      ])
    })

    it('of many who give it at once, one does', async () => {
      const { db, as, another, awards, helper } = await set()
      const agnes = await as('agent')
      const hand = await aBadge(db, { kind: 'hand' })

      const given = await Promise.allSettled(
        [1, 2, 3].map(() =>
          giveBadge({ ...agnes, db: another().db }, helper.id, { badgeId: hand.id, reason: 'For that.' }),
        ),
      )

      expect(given.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
      expect(await awards()).toHaveLength(1)
    })
  })

  describe('a member', () => {
    const earn = async (given: { readonly days: number; readonly channel?: string }) => {
      const place = await set()
      const { db, services, helper } = place
      if (given.channel)
        await db
          .insertInto('notice_preferences')
          .values({ member_id: helper.id, kind: 'badge', channel: given.channel })
          .execute()
      await aBadge(db, { name: 'First water' })
      await aBadge(db, { name: 'Night lamp' })
      await aPoint(db, { member_id: helper.id, at: NOON - given.days * DAY })
      await settleBadges(services, helper.id)
      await tellOfBadges(services, helper.id)
      await tellOfBadges(services, helper.id)
      const inbox = () => getInbox(services, asViewer(helper), null)
      const mails = () => db.selectFrom('mails').select(['subject', 'text']).execute()
      return { ...place, inbox, mails }
    }

    it('hears of badges that came together by one notice, which goes when they are revoked', async () => {
      const { db, services, as, inbox, mails, helper } = await earn({ days: 0 })
      const mona = await as('moderator')
      expect((await inbox()).rows).toMatchObject([
        { kind: 'badge', about: { title: 'First water and Night lamp' }, address: '/badges' },
      ])
      expect(await mails()).toEqual([])
      for (const { uid } of await db.selectFrom('awards').select('uid').execute())
        await revokeAward(mona, uid, 'A mistake.')
      await tellOfBadges(services, helper.id)
      expect((await inbox()).rows).toEqual([])
    })

    it('gets one mail of them, if they want mails', async () => {
      const { services, mails, helper } = await earn({ days: 0, channel: 'mail' })
      await mailBadges(services, DEFAULT_SITE, helper.id)
      await mailBadges(services, DEFAULT_SITE, helper.id)
      expect(await mails()).toMatchObject([
        { subject: 'First water and Night lamp', text: expect.stringContaining('You earned 2 badges.') },
      ])
    })

    it('reads of them in the digest, if they want that', async () => {
      const { services, mails, helper } = await earn({ days: 0, channel: 'digest' })
      services.clock.advance(DAY)
      await mailDigest(services, DEFAULT_SITE, helper.id)
      services.clock.advance(DAY)
      await mailDigest(services, DEFAULT_SITE, helper.id)
      expect(await mails()).toMatchObject([{ text: expect.stringContaining('Badges you earned') }])
    })

    it('is told nothing of what counting anew has found from long ago', async () => {
      const { awards, inbox } = await earn({ days: 8, channel: 'mail' })
      expect(await awards()).toHaveLength(2)
      expect((await inbox()).rows).toEqual([])
    })

    it('who is erased holds nothing, and whoever does not want to be listed is not', async () => {
      const { db, services, as, helper } = await earn({ days: 0 })
      const guest = await as('customer')
      const { slug } = await db.selectFrom('badges').select('slug').orderBy('id').executeTakeFirstOrThrow()
      const holders = async () => (await getBadgePage(guest, slug, null)).rows.map((row) => row.person.id)
      expect(await holders()).toEqual([helper.id])
      await db.insertInto('standings').values({ member_id: helper.id, unlisted_at: 1 }).execute()
      expect(await holders()).toEqual([])
      await db.updateTable('standings').set({ unlisted_at: null }).execute()
      await db.updateTable('members').set({ erased_at: NOON }).where('id', '=', helper.id).execute()

      await forgetEarner(services, helper.id)
      await settleBadges(services, helper.id)
      await sweepBadges(services, 0, NEVER)

      expect(await db.selectFrom('awards').select('id').execute()).toEqual([])
      expect(await db.selectFrom('badge_progress').selectAll().execute()).toEqual([])
      expect(await holders()).toEqual([])
    })
  })
})
