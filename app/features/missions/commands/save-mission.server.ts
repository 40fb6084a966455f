import { mayMindAdvocates } from '#app/access/recognition.ts'
import { mayWrite } from '#app/access/members.ts'
import { DAY } from '#app/kernel/clock.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { handleKey } from '#app/kernel/handles.ts'
import { isMember } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying, type Saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell, tellAll } from '#app/platform/events/tell.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { missionViews } from '../queries/missions.server.ts'
import type { MissionFields } from '../schemas.ts'
import type { MissionGoal } from '../types.ts'
import { missionRefusals } from '../words/refusals.ts'
import { countMission } from './count-missions.server.ts'

type Who = Pick<Context, 'db' | 'clock' | 'viewer'>

/** The longest that a mission may run, in milliseconds. */
const LONGEST = 366 * DAY

/** Starts a mission; it runs from now to the end of its last day (UTC). Returns its id. */
export async function startMission({ db, clock, viewer }: Who, form: MissionFields): Promise<number> {
  demand(mayMindAdvocates(viewer))
  return inTransaction(db, async (trx) => {
    const now = clock.now()
    const row = await rowOf(trx, form, now)
    const { id } = await trx
      .insertInto('missions')
      .values({ ...row, starts_at: now, created_at: now, created_by: viewer.id })
      .returning('id')
      .executeTakeFirstOrThrow()
    await writeThreads(trx, id, form.threads)
    await logAct(trx, { at: now, by: viewer.id, kind: 'mission', verb: 'add', id, detail: { title: form.title } })
    return id
  })
}

/** Changes a mission that runs. `form.version`: as the form was shown; throws `conflict` when somebody was quicker. */
export async function changeMission({ db, clock, viewer }: Who, id: number, form: MissionFields): Promise<void> {
  demand(mayMindAdvocates(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const mission = await getRunning(trx, id, now)
    if (mission.version !== form.version) throw new AppError('conflict', saying(missionRefusals, 'changed'))
    const row = await rowOf(trx, form, now)
    await trx
      .updateTable('missions')
      .set({ ...row, version: mission.version + 1 })
      .where('id', '=', id)
      .execute()
    await trx.deleteFrom('mission_threads').where('mission_id', '=', id).execute()
    await writeThreads(trx, id, form.threads)
    await countMission(trx, id, now)
    await logAct(trx, { at: now, by: viewer.id, kind: 'mission', verb: 'edit', id, detail: { title: form.title } })
  })
}

/** Ends a mission before its time; what was reached until now counts. */
export async function endMission({ db, clock, viewer }: Who, id: number): Promise<void> {
  demand(mayMindAdvocates(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    const mission = await getRunning(trx, id, now)
    await countMission(trx, id, now)
    await trx.updateTable('missions').set({ ended_at: now }).where('id', '=', id).execute()
    await logAct(trx, { at: now, by: viewer.id, kind: 'mission', verb: 'end', id, detail: { title: mission.title } })
  })
}

/** Invites members by their handles; who is on it already is left alone. */
export async function inviteToMission(
  { db, clock, viewer }: Who,
  id: number,
  handles: readonly string[],
): Promise<void> {
  demand(mayMindAdvocates(viewer))
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    await getRunning(trx, id, now)
    const members: number[] = []
    for (const handle of handles) {
      const member = await trx
        .selectFrom('members')
        .select('id')
        .where('handle_key', '=', handleKey(handle.replace(/^@/, '')))
        .where('erased_at', 'is', null)
        .executeTakeFirst()
      if (!member) throw wrong('handles', saying(missionRefusals, 'people', { handle }))
      members.push(member.id)
    }
    if (members.length === 0) return
    await trx
      .insertInto('mission_members')
      .values(members.map((member_id) => ({ mission_id: id, member_id, invited_at: now, invited_by: viewer.id })))
      .onConflict((c) => c.columns(['mission_id', 'member_id']).doNothing())
      .execute()
    await tellAll(
      trx,
      'programme.changed',
      members.map((member) => ({ member })),
      now,
    )
  })
}

/** Joins a mission; what one did since its start counts at once. */
export async function joinMission({ db, clock, viewer }: Who, id: number): Promise<void> {
  const now = clock.now()
  demand(mayWrite(viewer, now))
  if (!isMember(viewer)) return
  await inTransaction(db, async (trx) => {
    const mission = await getRunning(trx, id, now)
    const [view] = await missionViews(trx, viewer, [mission], now)
    if (!view) throw notFound(saying(missionRefusals, 'missing'))
    if (view.own.joined) return
    if (!view.mayJoin) throw new AppError('forbidden', saying(missionRefusals, 'notForYou'))
    await trx
      .insertInto('mission_members')
      .values({ mission_id: id, member_id: viewer.id, joined_at: now })
      .onConflict((c) => c.columns(['mission_id', 'member_id']).doUpdateSet({ joined_at: now, left_at: null }))
      .execute()
    await countMission(trx, id, now)
    await tell(trx, 'programme.changed', { member: viewer.id }, now)
  })
}

/** Leaves a mission; what one did for it counts for nobody any more, unless it is done. */
export async function leaveMission({ db, clock, viewer }: Who, id: number): Promise<void> {
  if (!isMember(viewer)) return
  await inTransaction(db, async (trx) => {
    const now = clock.now()
    await lockRow(trx, 'missions', id)
    await trx
      .updateTable('mission_members')
      .set({ left_at: now })
      .where('mission_id', '=', id)
      .where('member_id', '=', viewer.id)
      .where('done_at', 'is', null)
      .execute()
    await countMission(trx, id, now)
    await tell(trx, 'programme.changed', { member: viewer.id }, now)
  })
}

async function getRunning(trx: Executor, id: number, now: number) {
  await lockRow(trx, 'missions', id)
  const mission = await trx.selectFrom('missions').selectAll().where('id', '=', id).executeTakeFirst()
  if (!mission) throw notFound(saying(missionRefusals, 'missing'))
  if (mission.ended_at !== null || mission.ends_at <= now)
    throw new AppError('conflict', saying(missionRefusals, 'over'))
  return mission
}

async function rowOf(trx: Executor, form: MissionFields, now: number) {
  const ends = Date.parse(`${form.ends}T00:00:00Z`) + DAY
  if (!(ends > now + DAY / 24) || ends > now + LONGEST) throw wrong('ends', saying(missionRefusals, 'ends'))
  if (form.audience === 'level') {
    const level = await trx.selectFrom('levels').select('id').where('id', '=', form.level).executeTakeFirst()
    if (!level) throw wrong('level', saying(missionRefusals, 'level'))
  }
  const [kind, subject] = [form.subject.slice(0, 2), Number(form.subject.slice(2)) || null]
  const goal: MissionGoal = {
    outcome: form.outcome,
    category: kind === 'c:' ? subject : null,
    tag: kind === 't:' ? subject : null,
    topic: kind === 'o:' ? subject : null,
    threads: form.threads.length > 0,
  }
  return {
    title: form.title,
    description: form.description,
    goal: JSON.stringify(goal),
    target: form.target,
    shared: form.mode === 'shared' ? 1 : 0,
    points: form.points,
    audience: form.audience,
    level_id: form.audience === 'level' ? form.level : null,
    topic_id: goal.topic,
    ends_at: ends,
  }
}

async function writeThreads(trx: Executor, id: number, threads: readonly number[]): Promise<void> {
  if (threads.length === 0) return
  const known = await trx
    .selectFrom('threads')
    .select('id')
    .where('id', 'in', [...threads])
    .where('listed', '=', 1)
    .execute()
  const found = new Set(known.map((row) => row.id))
  const missing = threads.find((one) => !found.has(one))
  if (missing !== undefined) throw wrong('threads', saying(missionRefusals, 'threads.unknown', { id: String(missing) }))
  await trx
    .insertInto('mission_threads')
    .values(threads.map((thread_id) => ({ mission_id: id, thread_id })))
    .execute()
}

function wrong(field: string, why: Saying): AppError {
  return new AppError('invalid', why, { fields: { [field]: why } })
}
