import { pause } from '#app/kernel/pause.ts'
import type { Executor } from '#db/transaction.server.ts'
import { isSameSum, subjectSums } from '../commands/settle-members.server.ts'

const MEMBERS = 200

/** How many members have sums that differ from their entries: points, periods or what they know. */
export async function countWrongPoints(db: Executor): Promise<number> {
  let wrong = 0
  for (let after = 0; ;) {
    const standings = await db
      .selectFrom('standings')
      .select(['member_id', 'points', 'reputation'])
      .where('member_id', '>', after)
      .orderBy('member_id')
      .limit(MEMBERS)
      .execute()
    const end = standings.at(-1)
    if (!end) return wrong
    after = end.member_id
    const ids = standings.map((row) => row.member_id)
    const sums = await db
      .selectFrom('points')
      .select((eb) => ['member_id', eb.fn.sum<number>('points').as('points'), eb.fn.sum<number>('share').as('share')])
      .where('member_id', 'in', ids)
      .groupBy('member_id')
      .execute()
    const sumOf = new Map(sums.map((row) => [row.member_id, row]))
    const periods = await db
      .selectFrom('point_periods')
      .select(['member_id', 'points'])
      .where('member_id', 'in', ids)
      .where('period', '=', 'all')
      .execute()
    const periodOf = new Map(periods.map((row) => [row.member_id, row.points]))
    const subjects = await subjectSums(db, ids)
    const known = await db
      .selectFrom('subject_standings')
      .select(['member_id', 'kind', 'subject_id', 'reputation'])
      .where('member_id', 'in', ids)
      .execute()
    const knownOf = new Map(known.map((row) => [`${row.member_id} ${row.kind} ${row.subject_id}`, row.reputation]))
    const off = new Set<number>()
    for (const row of subjects) {
      const key = `${row.member_id} ${row.kind} ${row.subject_id}`
      if (!isSameSum(knownOf.get(key) ?? 0, row.reputation)) off.add(row.member_id)
      knownOf.delete(key)
    }
    for (const key of knownOf.keys()) off.add(Number(key.split(' ')[0]))
    for (const row of standings) {
      const sum = sumOf.get(row.member_id)
      const points = Number(sum?.points ?? 0)
      const isRight =
        row.points === points &&
        (periodOf.get(row.member_id) ?? 0) === points &&
        isSameSum(row.reputation, Number(sum?.share ?? 0))
      if (!isRight) off.add(row.member_id)
    }
    wrong += off.size
    await pause()
  }
}
