import { sql } from 'kysely'
import { personView } from '#app/features/catalogue/queries/people.server.ts'
import { AppError } from '#app/kernel/errors.ts'
import { pause } from '#app/kernel/pause.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { pageByKey } from '#db/paging.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import { stepCount } from '../rules/badge-rule.ts'
import { waterOf } from '../rules/pail.ts'
import type { Badge, BadgePageView, BadgeView, OwnAwardView, ProgressView } from '../types.ts'
import { badgeRefusals } from '../words/refusals.ts'
import { listBadges } from './badges.server.ts'

type Reading = Pick<Context, 'db' | 'viewer'>

const PAGE = 40

/** Every badge that can be earned, with how many hold it and how far the viewer is. */
export async function listBadgeViews({ db, viewer }: Reading): Promise<readonly BadgeView[]> {
  const badges = (await listBadges(db)).filter((badge) => badge.state === 'active')
  return viewsOf(db, viewer.id, badges)
}

/** So many of the badges: what the viewer has, then what they are nearest to. */
export async function firstBadges(context: Reading, most: number): Promise<readonly BadgeView[]> {
  const badges = await listBadgeViews(context)
  const near = ({ earnedAt, progress }: BadgeView): number =>
    earnedAt !== null ? 2 : progress ? progress.have / progress.need : 0
  return [...badges].sort((a, b) => near(b) - near(a)).slice(0, most)
}

/** One badge and who holds it, each member with their newest award, the newest first; throws `not-found`. */
export async function getBadgePage({ db, viewer }: Reading, slug: string, page: string | null): Promise<BadgePageView> {
  const badge = (await listBadges(db)).find((one) => one.slug === slug)
  const [view] = badge && badge.state !== 'draft' ? await viewsOf(db, viewer.id, [badge]) : []
  if (!badge || !view) throw new AppError('not-found', saying(badgeRefusals, 'missing'))
  const steps = stepCount(badge.kind, badge.steps)
  const holders = await pageByKey(
    db
      .selectFrom('awards')
      .innerJoin('members', 'members.id', 'awards.member_id')
      .leftJoin('standings', 'standings.member_id', 'awards.member_id')
      .select(['awards.id as award_id', 'awards.step', 'awards.period', 'awards.at'])
      .select(['members.id', 'members.handle', 'members.name', 'members.role', 'members.avatar_key'])
      .where('awards.badge_id', '=', badge.id)
      .where('awards.revoked_at', 'is', null)
      .where('members.erased_at', 'is', null)
      // Whoever does not want to be listed among others is not listed here.
      .where('standings.unlisted_at', 'is', null)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('awards as later')
              .select('later.id')
              .whereRef('later.member_id', '=', 'awards.member_id')
              .whereRef('later.badge_id', '=', 'awards.badge_id')
              .where('later.revoked_at', 'is', null)
              .where(sql<boolean>`(later.at, later.step, later.id) > (awards.at, awards.step, awards.id)`),
          ),
        ),
      ),
    {
      page,
      size: PAGE,
      by: ['awards.at', 'awards.id'],
      order: 'desc',
      keysOf: (row) => [row.at, row.award_id],
    },
  )
  return {
    badge: view,
    isRetired: badge.state === 'retired',
    steps: badge.kind === 'steps' ? badge.steps : [],
    rows: holders.rows.map((row) => ({
      id: row.award_id,
      person: personView(row),
      water: waterOf(row.step, steps),
      period: row.period,
      at: row.at,
    })),
    newer: holders.newer,
    older: holders.older,
    own: viewer.id === null ? [] : await ownAwards(db, viewer.id, badge.id),
  }
}

async function viewsOf(db: Executor, memberId: number | null, badges: readonly Badge[]): Promise<readonly BadgeView[]> {
  const holders = await countHolders(db)
  const own = memberId === null ? NOTHING : await ownOf(db, memberId)
  return badges.map((badge) => {
    const { id, slug, name, description, emblem, kind, rare } = badge
    const earned = own.earned.get(id)
    return {
      slug,
      name,
      description,
      emblem,
      kind,
      rare,
      // A guest sees what it will look like; a member sees their own.
      water: memberId === null ? 3 : earned ? waterOf(earned.step, stepCount(kind, badge.steps)) : 0,
      holders: holders.get(id) ?? 0,
      earnedAt: earned?.at ?? null,
      progress: own.progress.get(id) ?? null,
    }
  })
}

/** In a place of so many awards, what was counted is kept for a while, in milliseconds: one more or less is not seen. */
const MANY_AWARDS = 20_000
const KEPT = 10_000

const counts = new WeakMap<Executor, { readonly until: number; readonly holders: ReadonlyMap<number, number> }>()

/** How many members hold each badge; counted badge by badge, so that pages are answered in between. */
export async function countHolders(db: Executor): Promise<ReadonlyMap<number, number>> {
  const kept = counts.get(db)
  if (kept && performance.now() < kept.until) return kept.holders
  const holders = new Map<number, number>()
  let total = 0
  for (const { id } of await listBadges(db)) {
    const { n } = await db
      .selectFrom('awards')
      .select(sql<number>`count(distinct member_id)`.as('n'))
      .where('badge_id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirstOrThrow()
    holders.set(id, Number(n))
    total += Number(n)
    await pause()
  }
  if (total > MANY_AWARDS) counts.set(db, { until: performance.now() + KEPT, holders })
  return holders
}

interface Own {
  readonly earned: ReadonlyMap<number, { readonly step: number; readonly at: number }>
  readonly progress: ReadonlyMap<number, ProgressView>
}

const NOTHING: Own = { earned: new Map(), progress: new Map() }

async function ownOf(db: Executor, memberId: number): Promise<Own> {
  const awards = await db
    .selectFrom('awards')
    .select(['badge_id', 'step', 'at'])
    .where('member_id', '=', memberId)
    .where('revoked_at', 'is', null)
    .orderBy('step')
    .orderBy('at')
    .execute()
  const progress = await db.selectFrom('badge_progress').selectAll().where('member_id', '=', memberId).execute()
  return {
    earned: new Map(awards.map(({ badge_id, step, at }) => [badge_id, { step, at }])),
    progress: new Map(progress.map(({ badge_id, have, need }) => [badge_id, { have, need }])),
  }
}

async function ownAwards(db: Executor, memberId: number, badgeId: number): Promise<readonly OwnAwardView[]> {
  return db
    .selectFrom('awards')
    .select(['uid', 'step', 'period', 'at'])
    .where('member_id', '=', memberId)
    .where('badge_id', '=', badgeId)
    .where('revoked_at', 'is', null)
    .orderBy('at', 'desc')
    .orderBy('step', 'desc')
    .limit(20)
    .execute()
}
