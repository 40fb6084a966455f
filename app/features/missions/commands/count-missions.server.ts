import { tellAll } from '#app/platform/events/tell.server.ts'
import type { MissionsTable } from '#db/schema/programme.ts'
import type { Executor } from '#db/transaction.server.ts'
import { lockRow } from '#db/transaction.server.ts'
import type { Selectable } from 'kysely'
import { goalOf } from '../rules/goal.ts'

type MissionRow = Selectable<MissionsTable>

/**
 * Counts one mission anew: what each who joined has reached from its start to its end, and whether the goal is. Once reached
 * it stays so, whatever is taken back later; who did a part of it has done it. Tells whom that concerns.
 */
export async function countMission(trx: Executor, missionId: number, now: number): Promise<void> {
  await lockRow(trx, 'missions', missionId)
  const mission = await trx.selectFrom('missions').selectAll().where('id', '=', missionId).executeTakeFirst()
  if (!mission || mission.starts_at > now) return
  const members = await trx
    .selectFrom('mission_members')
    .selectAll()
    .where('mission_id', '=', missionId)
    .where('joined_at', 'is not', null)
    .where('left_at', 'is', null)
    .orderBy('member_id')
    .execute()
  const counts = await countsOf(
    trx,
    mission,
    members.map((row) => row.member_id),
  )
  const reached = [...counts.values()].reduce((sum, one) => sum + one, 0)
  const isDone = mission.done_at !== null || (mission.shared === 1 && reached >= mission.target)
  const doers: number[] = []
  for (const member of members) {
    const own = counts.get(member.member_id) ?? 0
    const didIt = mission.shared === 1 ? isDone && own > 0 : own >= mission.target
    const doneAt = member.done_at ?? (didIt ? now : null)
    if (own === member.reached && doneAt === member.done_at) continue
    await trx
      .updateTable('mission_members')
      .set({ reached: own, done_at: doneAt })
      .where('mission_id', '=', missionId)
      .where('member_id', '=', member.member_id)
      .execute()
    if (member.done_at === null && doneAt !== null) doers.push(member.member_id)
  }
  const doneAt = mission.done_at ?? (isDone ? now : null)
  if (reached !== mission.reached || doneAt !== mission.done_at)
    await trx.updateTable('missions').set({ reached, done_at: doneAt }).where('id', '=', missionId).execute()
  await tellAll(
    trx,
    'mission.done',
    doers.map((member) => ({ member })),
    now,
  )
}

/** How many outcomes of each member count for a mission. */
async function countsOf(
  trx: Executor,
  mission: MissionRow,
  members: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (members.length === 0) return new Map()
  const goal = goalOf(mission)
  let query = trx
    .selectFrom('points')
    .select((eb) => ['points.member_id', eb.fn.count<number>('points.id').distinct().as('n')])
    .where('points.member_id', 'in', [...members])
    .where('points.reason', '=', goal.outcome)
    .where('points.at', '>=', mission.starts_at)
    .where('points.at', '<', mission.ends_at)
    // What only the cap of a day holds was done all the same; what somebody brings too often, or a bar holds, was not.
    .where((eb) => eb.or([eb('points.points', '>', 0), eb('points.held', '=', 'day')]))
    .where('points.reversed_at', 'is', null)
    .groupBy('points.member_id')
  if (goal.category !== null) query = query.where('points.category_id', '=', goal.category)
  if (goal.topic !== null) query = query.where('points.topic_id', '=', goal.topic)
  if (goal.tag !== null)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('thread_tags')
          .select('thread_tags.tag_id')
          .whereRef('thread_tags.thread_id', '=', 'points.thread_id')
          .where('thread_tags.tag_id', '=', goal.tag),
      ),
    )
  if (goal.threads)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('mission_threads')
          .select('mission_threads.thread_id')
          .whereRef('mission_threads.thread_id', '=', 'points.thread_id')
          .where('mission_threads.mission_id', '=', mission.id),
      ),
    )
  const rows = await query.execute()
  return new Map(rows.map((row) => [row.member_id, Number(row.n)]))
}
