import type { Services } from '#app/platform/context.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { countMission } from '../commands/count-missions.server.ts'

type Parts = Pick<Services, 'db' | 'clock'>

/** The job `missions.settle`: counts the running missions that one member has joined. */
export async function settleMissions({ db, clock }: Parts, memberId: number): Promise<void> {
  const now = clock.now()
  const joined = await db
    .selectFrom('mission_members')
    .innerJoin('missions', 'missions.id', 'mission_members.mission_id')
    .select('missions.id')
    .where('mission_members.member_id', '=', memberId)
    .where('mission_members.joined_at', 'is not', null)
    .where('mission_members.left_at', 'is', null)
    .where('missions.ended_at', 'is', null)
    .where('missions.starts_at', '<=', now)
    .orderBy('missions.id')
    .execute()
  for (const { id } of joined) await inTransaction(db, (trx) => countMission(trx, id, clock.now()))
}

/** The job `missions.end`: counts a mission whose time is over once more, and ends it. */
export async function endMissions({ db, clock }: Parts): Promise<void> {
  const now = clock.now()
  const over = await db
    .selectFrom('missions')
    .select('id')
    .where('ends_at', '<=', now)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute()
  for (const { id } of over)
    await inTransaction(db, async (trx) => {
      await countMission(trx, id, now)
      await trx
        .updateTable('missions')
        .set({ ended_at: now })
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .execute()
    })
}
