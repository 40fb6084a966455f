import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { DAY, HOUR } from '#app/kernel/clock.ts'
import { eachDatabase } from '#test/support/databases.ts'
import { aPoint } from '#test/support/factories/points.ts'
import { aCategory, aMember, aPost, aThread } from '#test/support/factories/rows.ts'
import { NOON } from '#test/support/fakes/clock.ts'
import { ANY_RULE, type Measured } from '../rules/badge-rule.ts'
import type { Badge, BadgeRule } from '../types.ts'
import { measureBadge } from './measure.server.ts'
import { rangesOf } from './ranges.server.ts'

type Rule = Pick<Badge, 'kind' | 'rule' | 'steps'>

const ruled = (rule: Partial<BadgeRule>, more: Partial<Rule> = {}): Rule => ({
  kind: 'once',
  steps: [],
  rule: { ...ANY_RULE, ...rule },
  ...more,
})
const ALL = { from: 0, to: Number.MAX_SAFE_INTEGER }

interface Entry {
  readonly member: number
  readonly at: number
  readonly from: number | null
  readonly category: number | null
  readonly reversed: boolean
  readonly second: boolean
  readonly waited: number
  readonly hour: number
}

/** The same as the statement, said slowly. */
function slowly(rule: BadgeRule, kind: string, entries: readonly Entry[]): readonly Measured[] {
  const lanes = new Map<string, Entry[]>()
  const fits = entries.filter(
    (one) =>
      (rule.inRow || !one.reversed) &&
      (!rule.second || one.second) &&
      (rule.waitedDays === null || one.waited >= rule.waitedDays) &&
      (rule.hours === null ||
        (rule.hours.from < rule.hours.to
          ? one.hour >= rule.hours.from && one.hour < rule.hours.to
          : one.hour >= rule.hours.from || one.hour < rule.hours.to)),
  )
  for (const one of [...fits].sort((a, b) => a.at - b.at)) {
    const lane = `${one.member} ${kind === 'yearly' ? new Date(one.at).getUTCFullYear() : ''}`
    lanes.set(lane, [...(lanes.get(lane) ?? []), one])
  }
  return [...lanes].flatMap(([lane, own]) => {
    const [member = '', period = ''] = lane.split(' ')
    let best = 0
    let reached: number | null = null
    let run = 0
    const people = new Set<number>()
    const places = new Set<number>()
    for (const [index, one] of own.entries()) {
      run = one.reversed ? 0 : run + 1
      // An entry that was taken back brings nobody.
      if (one.from !== null && !one.reversed) people.add(one.from)
      if (one.category !== null && !one.reversed) places.add(one.category)
      if (one.reversed) continue
      const inDays = own.slice(0, index + 1).filter((other) => other.at >= one.at - (rule.days ?? 0) * DAY).length
      const n = rule.inRow ? run : rule.days === null ? index + 1 : inDays
      best = Math.max(best, n)
      const isEnough = people.size >= (rule.people ?? 0) && places.size >= (rule.categories ?? 0)
      if (reached === null && n >= rule.count && isEnough) reached = one.at
    }
    return best === 0 ? [] : [{ memberId: Number(member), period, best, reachedAt: [reached] }]
  })
}

const sorted = (all: readonly Measured[]): readonly Measured[] =>
  [...all].sort((a, b) => a.memberId - b.memberId || a.period.localeCompare(b.period))

eachDatabase((name, open) => {
  describe('a rule in the ledger', () => {
    beforeEach(() => open().clear())

    it('measures what a slow count measures, whatever the rule and the entries', { timeout: 120_000 }, async () => {
      const { db } = open()
      const members = [await aMember(db), await aMember(db), await aMember(db)].map(({ id }) => id)
      const categories = [await aCategory(db), await aCategory(db)].map(({ id }) => id)
      const entry = fc.record({
        member: fc.constantFrom(...members.slice(0, 2)),
        // No two at once: their order would be that of their ids.
        minute: fc.integer({ min: 0, max: 60_000 }),
        from: fc.constantFrom(null, ...members),
        category: fc.constantFrom(null, ...categories),
        reversed: fc.boolean(),
        second: fc.boolean(),
        waited: fc.integer({ min: 0, max: 3 }),
        hour: fc.integer({ min: 0, max: 23 }),
      })
      const rule = fc.record({
        count: fc.integer({ min: 1, max: 4 }),
        days: fc.constantFrom(null, null, 1, 9),
        people: fc.constantFrom(null, null, 2),
        categories: fc.constantFrom(null, null, 2),
        inRow: fc.boolean(),
        second: fc.boolean(),
        waitedDays: fc.constantFrom(null, 2),
        hours: fc.constantFrom(null, { from: 22, to: 6 }, { from: 6, to: 22 }),
      })
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(entry, { maxLength: 14, selector: (one) => one.minute }),
          rule,
          fc.constantFrom('once', 'yearly'),
          async (drawn, wanted, kind) => {
            await db.deleteFrom('points').execute()
            // Half before a new year, half after.
            const entries = drawn.map((one) => ({ ...one, at: Date.UTC(2025, 11, 12) + one.minute * 60_000 }))
            for (const { member, at, from, category, reversed, second, waited, hour } of entries)
              await aPoint(db, {
                member_id: member,
                at,
                from_id: from,
                category_id: category,
                reversed_at: reversed ? at + 1 : null,
                second: second ? 1 : 0,
                waited_days: waited,
                hour,
              })
            const full = { ...ANY_RULE, ...wanted, days: wanted.inRow ? null : wanted.days }
            const found = await measureBadge(db, { kind, rule: full, steps: [] }, ALL)
            expect(sorted(found)).toEqual(sorted(slowly(full, kind, entries)))
          },
        ),
        { numRuns: name === 'SQLite' ? 150 : 60 },
      )
    })

    it('counts the person behind an outcome that was taken back once another of theirs holds', async () => {
      const { db } = open()
      const [{ id }, one, two] = [await aMember(db), await aMember(db), await aMember(db)]
      await aPoint(db, { member_id: id, from_id: one.id, at: NOON, reversed_at: NOON + 1 })
      await aPoint(db, { member_id: id, from_id: one.id, at: NOON + HOUR })
      await aPoint(db, { member_id: id, from_id: two.id, at: NOON + 2 * HOUR })

      const [found] = await measureBadge(db, ruled({ inRow: true, people: 2 }), ALL)

      expect(found?.reachedAt).toEqual([NOON + 2 * HOUR])
    })

    it('gives the time of each step', async () => {
      const { db } = open()
      const { id } = await aMember(db)
      for (const day of [1, 2, 3, 4]) await aPoint(db, { member_id: id, at: NOON + day * DAY })

      const [found] = await measureBadge(db, ruled({ count: 5 }, { kind: 'steps', steps: [1, 3, 5] }), ALL)

      expect(found).toEqual({ memberId: id, period: '', best: 4, reachedAt: [NOON + DAY, NOON + 3 * DAY, null] })
    })

    it('asks for the outcome, the category, the tag and the words of the answer', async () => {
      const { db } = open()
      const { id } = await aMember(db)
      const thread = await aThread(db)
      const tag = await db.insertInto('tags').values({ name: 'sync' }).returning('id').executeTakeFirstOrThrow()
      await db.insertInto('thread_tags').values({ thread_id: thread.id, tag_id: tag.id }).execute()
      const post = await aPost(db, { thread_id: thread.id, body: 'Turn it OFF and on again, 100% sure.' })
      await aPoint(db, {
        member_id: id,
        thread_id: thread.id,
        post_id: post.id,
        category_id: thread.category_id,
        reason: 'solved',
      })
      const counts = async (rule: Partial<BadgeRule>) =>
        (await measureBadge(db, ruled({ outcomes: ['solved'], ...rule }), ALL)).length

      expect(await counts({})).toBe(1)
      expect(await counts({ outcomes: ['accepted'] })).toBe(0)
      expect(await counts({ categoryId: thread.category_id, tag: 'sync', words: ['reboot', 'off and ON'] })).toBe(1)
      expect(await counts({ categoryId: thread.category_id + 1 })).toBe(0)
      expect(await counts({ tag: 'bookmarks' })).toBe(0)
      expect(await counts({ words: ['reboot', '%_nothing'] })).toBe(0)
      expect(await counts({ words: ['100%'] })).toBe(1)
    })

    it('passes over what a cap or a bar made worth nothing, and not what has no worth by its weight', async () => {
      const { db } = open()
      const { id } = await aMember(db)
      await aPoint(db, { member_id: id, points: 0, held: 'pair' })
      await aPoint(db, { member_id: id, at: NOON + HOUR, points: 4, held: 'day' })
      await aPoint(db, { member_id: id, at: NOON + 2 * HOUR, worth: 0 })

      const [found] = await measureBadge(db, ruled({ count: 9 }), ALL)

      expect(found?.best).toBe(2)
    })

    it('goes through all members of the ledger in ranges, each once, and a busy one alone', async () => {
      const { db } = open()
      const ids = []
      for (let n = 0; n < 6; n += 1) ids.push((await aMember(db)).id)
      for (const id of ids) await aPoint(db, { member_id: id })
      const [, busy = 0] = ids
      const many = Array.from({ length: 2500 }, (_, n) => ({
        key: `busy ${n}`,
        member_id: busy,
        reason: 'helpful',
        at: NOON + n,
        day: 1,
        worth: 1,
      }))
      for (let at = 0; at < many.length; at += 500)
        await db
          .insertInto('points')
          .values(many.slice(at, at + 500))
          .execute()

      const found: number[] = []
      const sizes: number[] = []
      for await (const { from, to } of rangesOf(db)) {
        const own = ids.filter((id) => id >= from && id < to)
        found.push(...own)
        sizes.push(own.length)
      }

      expect(found).toEqual(ids)
      expect(sizes.slice(0, 2)).toEqual([1, 1])
    })
  })
})
