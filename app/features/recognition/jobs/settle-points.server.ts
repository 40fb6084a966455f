import { logAct } from '#app/platform/acts.server.ts'
import type { Services } from '#app/platform/context.server.ts'
import { tell, tellAll } from '#app/platform/events/tell.server.ts'
import { enqueueAll } from '#app/platform/jobs/enqueue.server.ts'
import { DAY } from '#app/kernel/clock.ts'
import { pause } from '#app/kernel/pause.ts'
import { inTransaction, type Executor } from '#db/transaction.server.ts'
import { settleMembers, type Settled } from '../commands/settle-members.server.ts'
import { readLevels } from '../queries/levels.server.ts'
import { readPointRules } from '../queries/point-rules.server.ts'
import { sumWorth } from '../rules/decay.ts'
import { ROUNDED_UP } from '../rules/levels.ts'

type Parts = Pick<Services, 'db' | 'clock'>

/** The job `points.settle`: brings what is summed for one member up to date, and tells what became of it. */
export async function settlePoints({ db, clock }: Parts, memberId: number): Promise<void> {
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const known = await trx
      .selectFrom('members')
      .select('id')
      .where('id', '=', memberId)
      .where('erased_at', 'is', null)
      .executeTakeFirst()
    if (!known) return
    // An entry that a cap holds changes no sum, and is an outcome for missions all the same.
    const unsettled = await trx
      .selectFrom('points')
      .select('id')
      .where('member_id', '=', memberId)
      .where('unsettled', '=', 1)
      .limit(1)
      .executeTakeFirst()
    const settled = await settleMembers(trx, [memberId], now)
    await tellSettled(trx, unsettled ? { ...settled, changed: [memberId] } : settled, now)
  })
}

/** Tells whose points changed and whose level did, and gives the role that a level brings without an application. */
async function tellSettled(trx: Executor, { changed, levels }: Settled, now: number): Promise<void> {
  await tellAll(
    trx,
    'points.changed',
    changed.map((member) => ({ member })),
    now,
  )
  for (const { member, to } of levels) {
    if (to?.givesAdvocate === true && !to.needsApplication) await makeAdvocate(trx, member, now)
    await tell(trx, 'level.changed', { member }, now)
  }
}

async function makeAdvocate(trx: Executor, member: number, now: number): Promise<void> {
  const made = await trx
    .updateTable('members')
    .set({ role: 'advocate' })
    .where('id', '=', member)
    .where('role', '=', 'customer')
    .returning('id')
    .executeTakeFirst()
  if (!made) return
  const detail = { from: 'customer', to: 'advocate' }
  await logAct(trx, { at: now, by: null, verb: 'change-role', kind: 'member', id: member, detail })
  await tell(trx, 'member.rights-changed', { member }, now)
}

const PAGE = 200

/**
 * The job `levels.review`: reputation fades without anything happening, so once a day those are settled whose level is in
 * doubt by now, or whose time of grace is over, and those whose suspension is: they are listed again.
 */
export async function reviewLevels({ db, clock }: Parts, signal?: AbortSignal): Promise<void> {
  const now = clock.now()
  const back = await db
    .selectFrom('members')
    .innerJoin('standings', 'standings.member_id', 'members.id')
    .select('members.id')
    .where('members.suspended_until', '>', now - 2 * DAY)
    .where('members.suspended_until', '<=', now)
    .execute()
  await inTransaction(db, (trx) =>
    enqueueAll(
      trx,
      back.map(({ id: member }) => ({ name: 'points.settle' as const, payload: { member } })),
      now,
    ),
  )
  const { halfLifeDays } = await readPointRules(db)
  for (const level of await readLevels(db)) {
    const needed = sumWorth(level.threshold - ROUNDED_UP, now, halfLifeDays)
    for (let after = 0; ;) {
      const rows = await db
        .selectFrom('standings')
        .select('member_id')
        .where('level_id', '=', level.id)
        .where('member_id', '>', after)
        .where((eb) =>
          eb.or([
            eb.and([eb('reputation', '<', needed), eb('falls_at', 'is', null)]),
            eb('falls_at', '<=', now),
            eb.and([eb('reputation', '>=', needed), eb('falls_at', 'is not', null)]),
          ]),
        )
        .orderBy('member_id')
        .limit(PAGE)
        .execute()
      const end = rows.at(-1)
      if (!end) break
      after = end.member_id
      const jobs = rows.map(({ member_id: member }) => ({ name: 'points.settle' as const, payload: { member } }))
      await inTransaction(db, (trx) => enqueueAll(trx, jobs, now))
      signal?.throwIfAborted()
      await pause()
    }
  }
}
