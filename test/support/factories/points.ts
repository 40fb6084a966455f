import type { Insertable } from 'kysely'
import { DAY } from '#app/kernel/clock.ts'
import type { PointsTable } from '#db/schema/recognition.ts'
import type { Executor } from '#db/transaction.server.ts'
import { NOON } from '../fakes/clock.ts'
import { nextNumber } from './rows.ts'

/** An entry of the ledger that counts: an accepted answer at noon, unless told otherwise. */
export async function aPoint(
  db: Executor,
  given: Partial<Insertable<PointsTable>> & Pick<Insertable<PointsTable>, 'member_id'>,
): Promise<number> {
  const at = given.at ?? NOON
  const worth = given.worth ?? 10
  const { id } = await db
    .insertInto('points')
    .values({
      key: `test ${nextNumber()}`,
      reason: 'accepted',
      day: Math.floor(at / DAY),
      ...given,
      at,
      worth,
      points: given.reversed_at == null ? (given.points ?? worth) : 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
