import { mayGiveBadge, mayMindBadges, mayRevokeBadge, maySeeAwards } from '#app/access/badges.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying, textIn } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { stepCount } from '../rules/badge-rule.ts'
import { waterOf } from '../rules/pail.ts'
import type { BadgeDeskView, BadgeRowView, BadgeState, MemberBadgesView } from '../types.ts'
import { badgeRefusals } from '../words/refusals.ts'
import { countHolders } from './badge-pages.server.ts'
import { findBadge, listBadges } from './badges.server.ts'

type Reading = Pick<Context, 'db' | 'viewer'>

/** Badges in one state, for who composes them. */
export async function listBadgesForDesk({ db, viewer }: Reading, state: BadgeState): Promise<readonly BadgeRowView[]> {
  demand(mayMindBadges(viewer))
  const holders = await countHolders(db)
  const rows = await db.selectFrom('badges').select(['id', 'changed_at']).where('state', '=', state).execute()
  const changed = new Map(rows.map((row) => [row.id, row.changed_at]))
  return (await listBadges(db))
    .filter((badge) => changed.has(badge.id))
    .map(({ id, slug, name, emblem, kind, state: now }) => ({
      id,
      slug,
      name,
      emblem,
      kind,
      state: now,
      holders: holders.get(id) ?? 0,
      changedAt: changed.get(id) ?? 0,
    }))
}

/** One badge with its versions and how often each was given; throws `not-found`. */
export async function getBadgeForDesk({ db, viewer }: Reading, id: number): Promise<BadgeDeskView> {
  demand(mayMindBadges(viewer))
  const badge = await findBadge(db, { id })
  if (!badge) throw new AppError('not-found', saying(badgeRefusals, 'missing'))
  const versions = await db
    .selectFrom('badge_versions')
    .select(['version', 'name', 'at', 'by_id'])
    .where('badge_id', '=', id)
    .orderBy('version', 'desc')
    .limit(50)
    .execute()
  const given = await db
    .selectFrom('awards')
    .select((eb) => ['version', eb.fn.countAll<number>().as('n')])
    .where('badge_id', '=', id)
    .where('revoked_at', 'is', null)
    .groupBy('version')
    .execute()
  const counts = new Map(given.map((row) => [row.version, Number(row.n)]))
  const people = await findPeople(
    db,
    versions.map((row) => row.by_id),
  )
  return {
    ...badge,
    holders: (await countHolders(db)).get(id) ?? 0,
    versions: versions.map((row) => ({
      version: row.version,
      name: row.name,
      at: row.at,
      by: people.get(row.by_id ?? 0)?.name ?? null,
      awards: counts.get(row.version) ?? 0,
    })),
  }
}

/** The awards of a member, revoked ones too, and what may be done; throws `not-found`. */
export async function getMemberBadges(
  { db, clock, viewer, locale }: Reading & Pick<Context, 'clock' | 'locale'>,
  memberId: number,
): Promise<MemberBadgesView> {
  demand(maySeeAwards(viewer))
  const member = await db
    .selectFrom('members')
    .select(['id', 'handle', 'name'])
    .where('id', '=', memberId)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  if (!member) throw new AppError('not-found', saying(badgeRefusals, 'noMember'))
  const badges = new Map((await listBadges(db)).map((badge) => [badge.id, badge]))
  const rows = await db
    .selectFrom('awards')
    .selectAll()
    .where('member_id', '=', memberId)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  const people = await findPeople(
    db,
    rows.map((row) => row.by_id),
  )
  const held = new Set(rows.flatMap((row) => (row.revoked_at === null ? [keyOf(row)] : [])))
  const now = clock.now()
  const give = mayGiveBadge(viewer, memberId, now)
  const mayRevoke = mayRevokeBadge(viewer, memberId, now).ok
  return {
    memberId,
    handle: member.handle,
    name: member.name,
    mayGive: give.ok,
    mayRevoke,
    refusal: give.ok ? null : textIn(locale, give.why),
    givable: [...badges.values()]
      .filter((badge) => badge.kind === 'hand' && badge.state === 'active' && !held.has(`${badge.id} 0 `))
      .map(({ id, name }) => ({ id, name })),
    awards: rows.flatMap((row) => {
      const badge = badges.get(row.badge_id)
      if (!badge) return []
      return [
        {
          uid: row.uid,
          name: badge.name,
          slug: badge.slug,
          emblem: badge.emblem,
          water: waterOf(row.step, stepCount(badge.kind, badge.steps)),
          period: row.period,
          at: row.at,
          by: people.get(row.by_id ?? 0)?.name ?? null,
          reason: row.reason,
          revokedAt: row.revoked_at,
          revokedReason: row.revoked_reason,
          mayRestore: mayRevoke && row.revoked_at !== null && !held.has(keyOf(row)),
        },
      ]
    }),
  }
}

const keyOf = (row: { readonly badge_id: number; readonly step: number; readonly period: string }): string =>
  `${row.badge_id} ${row.step} ${row.period}`

/** Categories that a rule may name. */
export async function badgeCategories({ db, viewer }: Reading): Promise<readonly { id: number; name: string }[]> {
  demand(mayMindBadges(viewer))
  return (await categoriesFor(db, viewer)).readable.map(({ id, name }) => ({ id, name }))
}
