import { listedThreads } from '#app/access/threads.server.ts'
import { categoryView, type ReadableCategories } from '#app/features/catalogue/queries/categories.server.ts'
import type { CategoryView } from '#app/features/catalogue/types.ts'
import { isStaff } from '#app/kernel/roles.ts'
import type { Context } from '#app/platform/context.server.ts'
import { prepared } from '#db/prepared.server.ts'
import type { Executor } from '#db/transaction.server.ts'

const selectLate = prepared((db: Executor, p: { unreadable: readonly number[]; now: number }) =>
  db
    .selectFrom('threads')
    .select((eb) => ['category_id', eb.fn.countAll<number | string>().as('count')])
    .where(listedThreads(p.unreadable))
    .where((eb) => eb('waiting', '=', eb.lit(1)))
    .where('due_at', '<', p.now)
    .where('details_asked_at', 'is', null)
    .groupBy('category_id'),
)

/** How many threads of each category wait longer than was promised. Only staff are told, and only for them it is counted. */
export async function lateCounts(
  { db, viewer, clock }: Pick<Context, 'db' | 'viewer' | 'clock'>,
  { unreadable }: ReadableCategories,
): Promise<ReadonlyMap<number, number>> {
  if (!isStaff(viewer)) return new Map()
  const rows = await selectLate(db, { unreadable, now: clock.now() }, null)
  return new Map(rows.map((row) => [row.category_id, Number(row.count)]))
}

/** The categories that threads can be started in, with how many are late in each. */
export function openCategories({ readable }: ReadableCategories, late: ReadonlyMap<number, number>): CategoryView[] {
  return readable
    .filter((category) => !category.facts.archived)
    .map((category) => ({ ...categoryView(category), lateCount: late.get(category.id) ?? 0 }))
}
