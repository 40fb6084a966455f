import { mayMindBadges } from '#app/access/badges.ts'
import { findCategory } from '#app/features/catalogue/queries/categories.server.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction, isDuplicate, lockRow, type Executor } from '#db/transaction.server.ts'
import { findBadge } from '../queries/badges.server.ts'
import { previewBadge } from '../queries/preview.server.ts'
import { slugOf } from '../rules/slug.ts'
import type { Badge, BadgeKind, BadgeRule } from '../types.ts'
import { badgeRefusals } from '../words/refusals.ts'

type Deciding = Pick<Context, 'db' | 'clock' | 'viewer'>

/** What an admin types. */
export interface ComposedBadge {
  readonly name: string
  readonly description: string
  readonly emblem: string
  readonly kind: BadgeKind
  readonly rule: BadgeRule | null
  readonly steps: readonly number[]
  readonly rare: boolean
  /** It may be given to nearly everybody. */
  readonly toAll: boolean
}

/**
 * Saves a badge, new where `id` is null, as a draft or in use; returns its id. A change makes a version of its own: awards
 * that are there keep theirs. Throws `conflict` where somebody else changed it, or where it would be everybody's and
 * nobody said that it should.
 */
export async function saveBadge(
  context: Deciding,
  id: number | null,
  seen: number,
  composed: ComposedBadge,
  state: 'draft' | 'active',
): Promise<number> {
  const { db, clock, viewer } = context
  demand(mayMindBadges(viewer))
  await refuseUnknown(db, composed.rule)
  if (state === 'active' && composed.rule !== null && !composed.toAll) await refuseForAll(context, composed)
  return once(() =>
    inTransaction(db, async (trx) => {
      const now = clock.now()
      const { toAll: _, rule, steps, rare, ...plain } = composed
      const row = {
        ...plain,
        rule: rule && JSON.stringify(rule),
        steps: JSON.stringify(steps),
        rare: rare ? 1 : 0,
        changed_at: now,
      }
      const kept = id === null ? null : await badgeToDecide(trx, id, seen)
      if (kept?.state === 'retired') throw new AppError('conflict', saying(badgeRefusals, 'retired'))
      // What is in use stays in use.
      const next = kept?.state === 'active' ? 'active' : state
      const version = kept ? kept.version + 1 : 1
      const badgeId = kept
        ? kept.id
        : (
            await trx
              .insertInto('badges')
              .values({
                ...row,
                slug: await freeSlug(trx, composed.name),
                state: next,
                position: 1000,
                created_at: now,
              })
              .returning('id')
              .executeTakeFirstOrThrow()
          ).id
      if (kept)
        await trx
          .updateTable('badges')
          .set({ ...row, state: next, version })
          .where('id', '=', badgeId)
          .execute()
      await trx
        .insertInto('badge_versions')
        .values({
          ...plain,
          badge_id: badgeId,
          version,
          rule: row.rule,
          steps: row.steps,
          at: now,
          by_id: viewer.id,
        })
        .execute()
      await logAct(trx, {
        at: now,
        by: viewer.id,
        kind: 'badge',
        verb: kept ? 'edit' : 'add',
        id: badgeId,
        detail: { name: composed.name, version },
      })
      if (next === 'active') await tell(trx, 'badge.changed', { badge: badgeId }, now)
      return badgeId
    }),
  )
}

/** Takes a badge out of use, or brings it back. Whoever has it keeps it. */
export async function retireBadge(
  { db, clock, viewer }: Deciding,
  id: number,
  seen: number,
  retire: boolean,
): Promise<void> {
  demand(mayMindBadges(viewer))
  await once(() =>
    inTransaction(db, async (trx) => {
      const badge = await badgeToDecide(trx, id, seen)
      if ((badge.state === 'retired') === retire) return
      const now = clock.now()
      await trx
        .updateTable('badges')
        .set({ state: retire ? 'retired' : 'active', retired_at: retire ? now : null, changed_at: now })
        .where('id', '=', id)
        .execute()
      const verb = retire ? 'retire' : 'restore'
      await logAct(trx, { at: now, by: viewer.id, kind: 'badge', verb, id, detail: { name: badge.name } })
      await tell(trx, 'badge.changed', { badge: id }, now)
    }),
  )
}

/** A rule names only what there is. */
async function refuseUnknown(db: Executor, rule: BadgeRule | null): Promise<void> {
  const { categoryId = null, tag = null } = rule ?? {}
  if (categoryId !== null && !(await findCategory(db, categoryId))) throw refusedIn('category')
  if (tag === null) return
  const known = await db.selectFrom('tags').select('id').where('name', '=', tag).executeTakeFirst()
  if (!known) throw refusedIn('tag')
}

function refusedIn(field: 'category' | 'tag'): AppError {
  const words = saying(badgeRefusals, field)
  return new AppError('invalid', words, { fields: { [field]: words } })
}

async function refuseForAll(context: Deciding, composed: ComposedBadge): Promise<void> {
  const preview = await previewBadge(context, composed)
  if (!preview.matchesAll) return
  const would = preview.would[0] ?? 0
  const words = saying(badgeRefusals, 'everybody', { would, known: preview.known })
  throw new AppError('conflict', words, { fields: { toAll: words } })
}

async function badgeToDecide(trx: Executor, id: number, seen: number): Promise<Badge> {
  await lockRow(trx, 'badges', id)
  const badge = await findBadge(trx, { id })
  if (!badge) throw notFound(saying(badgeRefusals, 'missing'))
  if (badge.version !== seen) throw new AppError('conflict', saying(badgeRefusals, 'changed'))
  return badge
}

async function freeSlug(trx: Executor, name: string): Promise<string> {
  const slug = slugOf(name)
  const taken = await trx.selectFrom('badges').select('slug').where('slug', 'like', `${slug}%`).execute()
  const known = new Set(taken.map((row) => row.slug))
  for (let n = 1; ; n += 1) {
    const free = n === 1 ? slug : `${slug}-${n}`
    if (!known.has(free)) return free
  }
}

async function once<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const words = saying(badgeRefusals, 'name.taken')
    throw new AppError('conflict', words, { fields: { name: words } })
  }
}
