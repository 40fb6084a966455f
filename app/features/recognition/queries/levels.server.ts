import { isRight } from '#app/kernel/rights.ts'
import type { Executor } from '#db/transaction.server.ts'
import { whileUnchanged } from '#db/unchanged.server.ts'
import type { Level } from '../types.ts'

/** The levels, the lowest first. */
export const readLevels: (db: Executor) => Promise<readonly Level[]> = whileUnchanged(async (db) => {
  const rows = await db.selectFrom('levels').selectAll().orderBy('threshold').orderBy('position').execute()
  return rows.map((row) => ({
    id: row.id,
    position: row.position,
    name: row.name,
    threshold: row.threshold,
    rights: (JSON.parse(row.rights) as readonly unknown[]).filter(isRight),
    perks: row.perks,
    givesAdvocate: row.gives_advocate === 1,
    needsApplication: row.needs_application === 1,
  }))
})

/** How many members are on each level, by its id. */
export async function countOnLevels(db: Executor): Promise<Readonly<Record<number, number>>> {
  const rows = await db
    .selectFrom('standings')
    .select((eb) => ['level_id', eb.fn.countAll<number>().as('n')])
    .where('level_id', 'is not', null)
    .groupBy('level_id')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.level_id ?? 0, Number(row.n)]))
}
