import { mayActAtDesk } from '#app/access/escalations.ts'
import { findPeople } from '#app/features/catalogue/queries/people.server.ts'
import { DAY, MINUTE } from '#app/kernel/clock.ts'
import { AppError } from '#app/kernel/errors.ts'
import { isMember, type MemberViewer } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { readSite } from '#app/platform/site.server.ts'
import type { EscalationRow } from '#db/schema/second-tier.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { getEscalation, type ReadableEscalation } from '../queries/facts.server.ts'
import { listColleagues } from '../queries/routing.server.ts'
import { readSecondTier } from '../queries/second-tier.server.ts'
import { deskRefusals } from '../words/refusals.ts'
import { leaveThread } from './mark-presence.server.ts'
import { giveInTurn } from './give-in-turn.server.ts'
import { beforeAct, changeEscalation, writeHistory, type BeforeAct, type HistoryAct } from './escalation-rows.server.ts'

type Desk = Pick<Context, 'db' | 'clock' | 'viewer'>

/** What an act left: the number of its entry in the history, by which it can be undone. */
export interface DoneAtDesk {
  readonly entry: number
}

/** Something may be put off for so long at most, in milliseconds. */
const LONGEST_SNOOZE = 30 * DAY

interface Deciding extends ReadableEscalation {
  readonly trx: Executor
  readonly now: number
  readonly viewer: MemberViewer
}

/** Locks the thread of an escalation that is not over, and has it decided about as it is then. */
async function decide<T>(context: Desk, id: number, change: (at: Deciding) => Promise<T>): Promise<T> {
  const { db, viewer, clock } = context
  const seen = await getEscalation(db, viewer, id)
  return inTransaction(db, async (trx) => {
    await lockRow(trx, 'threads', seen.thread.id)
    const found = await getEscalation(trx, viewer, id)
    const now = clock.now()
    demand(mayActAtDesk(viewer, now))
    if (!isMember(viewer)) throw new AppError('forbidden', saying(deskRefusals, 'notYours'))
    if (found.escalation.resolved_at !== null) throw new AppError('conflict', saying(deskRefusals, 'over'))
    return change({ ...found, trx, now, viewer })
  })
}

async function write(
  { trx, now, viewer, escalation }: Deciding,
  act: HistoryAct,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<DoneAtDesk> {
  const entry = await writeHistory(trx, {
    escalation: escalation.id,
    at: now,
    by: viewer.id,
    act,
    detail: { ...detail, before: beforeAct(escalation) },
  })
  return { entry }
}

/** When the claim of somebody who does nothing returns to the queue; the thread is looked at then. */
async function lapse({ trx, now, thread }: Deciding): Promise<number> {
  const { idleMinutes } = await readSecondTier(trx)
  const at = now + idleMinutes * MINUTE
  await enqueue(trx, 'escalation.review', { thread: thread.id }, { now, at })
  return at
}

/**
 * Takes an escalation: of two at once one wins, and the other is told who has it. `takeOver` takes it from whoever has
 * it now. Claiming one's own again changes nothing.
 */
export async function claim(context: Desk, id: number, takeOver = false): Promise<DoneAtDesk | null> {
  return decide(context, id, async (at) => {
    const { escalation, viewer, trx, now } = at
    const owner = escalation.owner_id
    if (owner === viewer.id) return null
    if (owner !== null && !takeOver) {
      const name = (await findPeople(trx, [owner])).get(owner)?.name ?? ''
      throw new AppError('conflict', saying(deskRefusals, 'claimed.by', { name, time: timeOf(escalation.claimed_at) }))
    }
    const done = await write(at, 'claimed', owner === null ? {} : { from: owner })
    await changeEscalation(
      trx,
      escalation,
      {
        state: escalation.state === 'asker' ? 'asker' : 'claimed',
        owner_id: viewer.id,
        claimed_at: now,
        lapses_at: await lapse(at),
        snoozed_until: null,
      },
      now,
    )
    return done
  })
}

const timeOf = (at: number | null): string => (at === null ? '' : new Date(at).toISOString().slice(11, 16))

const FREE = { owner_id: null, claimed_at: null, lapses_at: null } as const
const waitingUnless = (row: EscalationRow): 'asker' | 'waiting' => (row.state === 'asker' ? 'asker' : 'waiting')

/** Gives an escalation back to the queue. */
export async function release(context: Desk, id: number): Promise<DoneAtDesk | null> {
  return decide(context, id, async (at) => {
    const { escalation, viewer, trx, now } = at
    if (escalation.owner_id === null) return null
    if (escalation.owner_id !== viewer.id) throw new AppError('conflict', saying(deskRefusals, 'notYours'))
    const done = await write(at, 'released')
    await changeEscalation(trx, escalation, { state: waitingUnless(escalation), ...FREE }, now)
    return done
  })
}

/**
 * "I can't take this": it goes on with a reason, to whoever is next where staff take turns, else to the queue. Never
 * back to the one who passed it on.
 */
export async function passOn(context: Desk, id: number, reason: string): Promise<DoneAtDesk> {
  if (reason.trim() === '') throw missingReason()
  return decide(context, id, async (at) => {
    const { escalation, viewer, trx, now } = at
    if (escalation.owner_id !== null && escalation.owner_id !== viewer.id)
      throw new AppError('conflict', saying(deskRefusals, 'notYours'))
    const done = await write(at, 'passed', { reason })
    const row = await changeEscalation(trx, escalation, { state: waitingUnless(escalation), ...FREE }, now)
    await giveOn(at, row)
    return done
  })
}

/** Gives what waits to whoever is next but for the one who acts, where staff take turns. */
async function giveOn({ trx, now, thread, viewer }: Deciding, row: EscalationRow): Promise<void> {
  const tier = await readSecondTier(trx)
  const { zone: siteZone } = await readSite(trx)
  const given = await giveInTurn(trx, row, { tier, siteZone, now, thread, not: [viewer.id] })
  if (given.lapses_at !== null)
    await enqueue(trx, 'escalation.review', { thread: thread.id }, { now, at: given.lapses_at })
}

function missingReason(): AppError {
  return new AppError('invalid', saying(deskRefusals, 'reason.missing'), {
    fields: { reason: saying(deskRefusals, 'reason.missing') },
  })
}

/** Hands an escalation to a team, or to a colleague who is here. The clock runs on. */
export async function handOver(
  context: Desk,
  id: number,
  to: { readonly team: number } | { readonly member: number },
  reason: string,
): Promise<DoneAtDesk> {
  if (reason.trim() === '') throw missingReason()
  return decide(context, id, async (at) => {
    const { escalation, viewer, trx, now } = at
    if ('member' in to && to.member === viewer.id) throw new AppError('invalid', saying(deskRefusals, 'handOver.self'))
    if ('team' in to) {
      const team = await trx.selectFrom('teams').select('id').where('id', '=', to.team).executeTakeFirst()
      if (!team) throw new AppError('invalid', saying(deskRefusals, 'handOver.whom'))
      const done = await write(at, 'handed', { team: to.team, reason })
      const state = waitingUnless(escalation)
      const row = await changeEscalation(
        trx,
        escalation,
        { state, ...FREE, team_id: to.team, snoozed_until: null },
        now,
      )
      await giveOn(at, row)
      return done
    }
    await demandHere(at, to.member)
    const done = await write(at, 'handed', { to: to.member, reason })
    const changes = { owner_id: to.member, claimed_at: now, lapses_at: await lapse(at), snoozed_until: null }
    const state = escalation.state === 'asker' ? 'asker' : 'claimed'
    await changeEscalation(trx, escalation, { state, ...changes }, now)
    return done
  })
}

/** Nobody on leave, off duty or with their hands full is handed anything. */
async function demandHere({ trx, now }: Deciding, memberId: number): Promise<void> {
  const { zone } = await readSite(trx)
  const colleague = (await listColleagues(trx, zone, now, null)).find((one) => one.id === memberId)
  const name = (await findPeople(trx, [memberId])).get(memberId)?.name
  if (!colleague || name === undefined) throw new AppError('invalid', saying(deskRefusals, 'handOver.whom'))
  if (!colleague.isHere) throw new AppError('conflict', saying(deskRefusals, 'handOver.away', { name }))
  const cap = colleague.mostOpen ?? (await readSecondTier(trx)).mostOpen
  if (cap !== null && colleague.open >= cap)
    throw new AppError('conflict', saying(deskRefusals, 'handOver.full', { name }))
}

/** Puts an escalation off until a time, in UTC milliseconds: it leaves the queue and comes back by itself. */
export async function snooze(context: Desk, id: number, until: number): Promise<DoneAtDesk> {
  return decide(context, id, async (at) => {
    const { escalation, trx, now, thread } = at
    if (until <= now) throw new AppError('invalid', saying(deskRefusals, 'snooze.past'))
    if (until > now + LONGEST_SNOOZE) throw new AppError('invalid', saying(deskRefusals, 'snooze.far'))
    const done = await write(at, 'snoozed', { until })
    await changeEscalation(trx, escalation, { snoozed_until: until }, now)
    await enqueue(trx, 'escalation.review', { thread: thread.id }, { now, at: until })
    return done
  })
}

/** Brings back what was put off. */
export async function wake(context: Desk, id: number): Promise<DoneAtDesk | null> {
  return decide(context, id, async (at) => {
    const { escalation, trx, now } = at
    if (escalation.snoozed_until === null) return null
    const done = await write(at, 'woke')
    await changeEscalation(trx, escalation, { snoozed_until: null }, now)
    return done
  })
}

/**
 * Ends an escalation because its question is answered. One that nobody answered can't be called resolved; nor one
 * with a private part and no public answer.
 */
export async function resolveEscalation(context: Desk, id: number): Promise<DoneAtDesk> {
  return decide(context, id, async (at) => {
    const { escalation, viewer, trx, now, thread } = at
    const needsAnswer = thread.first_answer_at === null || thread.reopened_at !== null
    if (needsAnswer) {
      const part = await trx.selectFrom('threads').select('id').where('part_of', '=', thread.id).executeTakeFirst()
      throw new AppError('conflict', saying(deskRefusals, part ? 'resolve.private' : 'resolve.unanswered'))
    }
    const done = await write(at, 'resolved', { how: 'answered' })
    await leaveThread(trx, thread.id, viewer.id)
    await changeEscalation(
      trx,
      escalation,
      {
        state: 'resolved',
        resolved_at: now,
        resolved_by: viewer.id,
        resolution: 'answered',
        snoozed_until: null,
        lapses_at: null,
      },
      now,
    )
    return done
  })
}

/** Acts that can be taken back by whoever did them, while nobody has worked on it since. */
const UNDOABLE: ReadonlySet<string> = new Set([
  'claimed',
  'released',
  'passed',
  'handed',
  'snoozed',
  'woke',
  'resolved',
])

/** Takes back one's own last act on an escalation, and says which that was. What was posted stays where it is. */
export async function undoAtDesk(
  context: Desk,
  entry: number,
): Promise<{ readonly escalation: number; readonly act: string }> {
  const { db, clock, viewer } = context
  const gone = () => new AppError('conflict', saying(deskRefusals, 'undo.gone'))
  const seen = await db.selectFrom('escalation_history').selectAll().where('id', '=', entry).executeTakeFirst()
  if (!seen) throw gone()
  const found = await getEscalation(db, viewer, seen.escalation_id)
  return inTransaction(db, async (trx) => {
    await lockRow(trx, 'threads', found.thread.id)
    const { escalation, thread } = await getEscalation(trx, viewer, seen.escalation_id)
    const now = clock.now()
    demand(mayActAtDesk(viewer, now))
    const later = await trx
      .selectFrom('escalation_history')
      .select('id')
      .where('escalation_id', '=', escalation.id)
      .where('id', '>', entry)
      .where('by_id', 'is not', null)
      .executeTakeFirst()
    if (later || seen.by_id !== viewer.id || !UNDOABLE.has(seen.act)) throw gone()
    const { before } = JSON.parse(seen.detail) as { readonly before?: BeforeAct } // written by `write` only
    if (!before) throw gone()
    const isOther = await trx
      .selectFrom('escalations')
      .select('id')
      .where('thread_id', '=', thread.id)
      .where('resolved_at', 'is', null)
      .where('id', '!=', escalation.id)
      .executeTakeFirst()
    if (isOther) throw gone()
    await writeHistory(trx, {
      escalation: escalation.id,
      at: now,
      by: viewer.id,
      act: 'undone',
      detail: { of: seen.act },
    })
    const isOwned = before.owner_id !== null
    const tier = await readSecondTier(trx)
    await changeEscalation(
      trx,
      escalation,
      {
        state: before.state as 'waiting' | 'claimed' | 'asker', // an escalation that was over can't be acted on
        owner_id: before.owner_id,
        team_id: before.team_id,
        snoozed_until: before.snoozed_until,
        claimed_at: isOwned ? (escalation.claimed_at ?? now) : null,
        lapses_at: isOwned ? now + tier.idleMinutes * MINUTE : null,
        resolved_at: null,
        resolved_by: null,
        resolution: null,
      },
      now,
    )
    await enqueue(trx, 'escalation.review', { thread: thread.id }, { now })
    return { escalation: escalation.id, act: seen.act }
  })
}
