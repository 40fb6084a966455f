import { mayWorkDesk } from '#app/access/escalations.ts'
import { categoriesFor } from '#app/features/catalogue/queries/categories.server.ts'
import { pause } from '#app/kernel/pause.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import { byNeed, readReasons, scoredBy, type Ranked } from '../rules/rescore.ts'
import type { TriageWeights } from '../types.ts'
import type { NewOrderView } from '../types/second-tier.ts'

/** Places of the queue that are shown. */
const PLACES = 10
const PAGE = 500

/** The first places of the queue as other weights would fill them, beside who stands there now. Nothing is saved. */
export async function newOrder(
  { db, viewer, clock }: Pick<Context, 'db' | 'viewer' | 'clock'>,
  weights: TriageWeights,
): Promise<NewOrderView> {
  demand(mayWorkDesk(viewer))
  const now = clock.now()
  const { unreadable } = await categoriesFor(db, viewer)
  const present: Ranked[] = []
  const future: Ranked[] = []
  let after: number | null = 0
  while (after !== null) {
    const rows = await db
      .selectFrom('escalations')
      .innerJoin('threads', 'threads.id', 'escalations.thread_id')
      .select([
        'escalations.id',
        'escalations.score',
        'escalations.severity',
        'escalations.spread',
        'escalations.influence',
        'escalations.waiting',
        'escalations.why',
        'threads.created_at',
      ])
      .where('escalations.resolved_at', 'is', null)
      .where('escalations.state', '!=', 'asker')
      .where((eb) => eb.or([eb('escalations.snoozed_until', 'is', null), eb('escalations.snoozed_until', '<=', now)]))
      .$if(unreadable.length > 0, (q) => q.where('threads.category_id', 'not in', [...unreadable]))
      .where('escalations.id', '>', after)
      .orderBy('escalations.id')
      .limit(PAGE)
      .execute()
    for (const { id, score, severity, spread, influence, waiting, why, created_at } of rows) {
      present.push({ id, score, parts: { severity, spread, influence, waiting } })
      future.push(scoredBy(id, readReasons(why), now - created_at, weights))
    }
    after = rows.length < PAGE ? null : (rows.at(-1)?.id ?? null)
    await pause()
  }
  present.sort(byNeed)
  future.sort(byNeed)
  const places = new Map(present.map((one, at) => [one.id, at + 1]))
  const shown = [...present.slice(0, PLACES), ...future.slice(0, PLACES)].map((one) => one.id)
  const titles = new Map(
    shown.length === 0
      ? []
      : (
          await db
            .selectFrom('escalations')
            .innerJoin('threads', 'threads.id', 'escalations.thread_id')
            .select(['escalations.id', 'threads.title'])
            .where('escalations.id', 'in', shown)
            .execute()
        ).map((row) => [row.id, row.title]),
  )
  const placed = (one: Ranked) => ({ ...one, title: titles.get(one.id) ?? '' })
  return {
    count: present.length,
    places: present.slice(0, PLACES).flatMap((one, at) => {
      const then = future[at]
      return then ? [{ now: placed(one), then: { ...placed(then), was: places.get(then.id) ?? 0 } }] : []
    }),
  }
}
