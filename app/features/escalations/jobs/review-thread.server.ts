import { settleDoubts } from '#app/features/forum/commands/answer-doubt.server.ts'
import { MINUTE } from '#app/kernel/clock.ts'
import type { Services } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import { prepared } from '#db/prepared.server.ts'
import type { ThreadRow } from '#db/schema/forum.ts'
import type { EscalationRow } from '#db/schema/second-tier.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import {
  addReasons,
  changeEscalation,
  openEscalation,
  triageColumns,
  writeHistory,
} from '../commands/escalation-rows.server.ts'
import { giveInTurn } from '../commands/give-in-turn.server.ts'
import { inviteMembers } from '../commands/invite-members.server.ts'
import { teamFor } from '../queries/routing.server.ts'
import { readSecondTier } from '../queries/second-tier.server.ts'
import { isOpen, readSituation, type ReadSituation } from '../queries/situation.server.ts'
import { isOver, leftAlone, newSince, nextLook, reasonsHolding, type HoldingReason } from '../rules/reasons.ts'
import { triage } from '../rules/triage.ts'
import type { Reason, Resolution, SecondTier } from '../types.ts'

type Parts = Pick<Services, 'db' | 'clock'>

/** What one look at a thread works with. */
interface Look {
  readonly trx: Executor
  readonly tier: SecondTier
  readonly siteZone: string
  readonly now: number
  readonly thread: ThreadRow
  readonly read: ReadSituation
  readonly holding: readonly HoldingReason[]
}

/**
 * The job `escalation.review`: brings the escalation of a thread to what its state means now, and says when to look
 * again. Run twice, late or beside another worker, it ends the same: nothing depends on when it last ran.
 */
export async function reviewThread({ db, clock }: Parts, site: SiteSettings, threadId: number): Promise<void> {
  const now = clock.now()
  const before = await db.selectFrom('threads').selectAll().where('id', '=', threadId).executeTakeFirst()
  if (!before || (await isAtRest(db, before))) return
  if (before.doubt_until !== null && before.doubt_until <= now) await settleDoubts(db, threadId, now)
  const tier = await readSecondTier(db)
  await inTransaction(db, async (trx) => {
    await lockRow(trx, 'threads', threadId)
    const thread = await trx.selectFrom('threads').selectAll().where('id', '=', threadId).executeTakeFirst()
    if (!thread) return
    const open = await trx
      .selectFrom('escalations')
      .selectAll()
      .where('thread_id', '=', threadId)
      .where('resolved_at', 'is', null)
      .executeTakeFirst()
    const read = await readSituation(trx, thread, tier, site.zone, now)
    const holding = reasonsHolding(read.situation, tier.rules, now)
    const look: Look = { trx, tier, siteZone: site.zone, now, thread, read, holding }
    const row = open ? await carryOn(look, open) : await beginAnew(look)
    if (isAtRisk(look)) await inviteMembers(trx, thread, tier.rules.atRisk.members, now)
    await lookAgain(look, row)
  })
}

/**
 * The job `escalation.follow`: reviews a thread that stands at the desk, or whose time has come or was never set. What came to
 * it can't bring any other one to the desk.
 */
export async function followThread({ db, clock }: Parts, site: SiteSettings, threadId: number): Promise<void> {
  const [thread] = await selectLook(db, { thread: threadId }, null)
  if (!thread) return
  const isAwaited = thread.review_at !== null && thread.review_at > clock.now()
  if (thread.open === null && isAwaited) return
  await reviewThread({ db, clock }, site, threadId)
}

const selectLook = prepared((db: Executor, p: { thread: number }) =>
  db
    .selectFrom('threads')
    .leftJoin('escalations', (join) =>
      join.onRef('escalations.thread_id', '=', 'threads.id').on('escalations.resolved_at', 'is', null),
    )
    .select(['threads.review_at', 'escalations.id as open'])
    .where('threads.id', '=', p.thread),
)

/**
 * Whether nothing is to be done about a thread whatever the time: it can't need the second tier, is not there, and nobody
 * is to look again. Who changes any of this has it reviewed.
 */
async function isAtRest(db: Executor, thread: ThreadRow): Promise<boolean> {
  if (isOpen(thread) || thread.review_at !== null || thread.doubt_until !== null) return false
  const open = await db
    .selectFrom('escalations')
    .select('id')
    .where('thread_id', '=', thread.id)
    .where('resolved_at', 'is', null)
    .executeTakeFirst()
  return open === undefined
}

/** An escalation begins when a reason is newer than the end of the one before. */
async function beginAnew(look: Look): Promise<EscalationRow | null> {
  const { trx, thread, holding, tier, read, now } = look
  if (holding.length === 0) return null
  const before = await trx
    .selectFrom('escalations')
    .selectAll()
    .where('thread_id', '=', thread.id)
    .orderBy('resolved_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  // What ended by itself, because somebody answered or the thread was out of sight, was dealt with by nobody.
  const dealtWith = before?.resolved_by == null ? null : before.resolved_at
  const fresh = newSince(holding, dealtWith)
  if (fresh.length === 0) return null
  if (before && dealtWith === null) return takeUpAgain(look, before, fresh)
  const row = await openEscalation(trx, {
    threadId: thread.id,
    reasons: fresh,
    triage: triage(read.triage, tier.weights),
    teamId: before?.team_id ?? (await teamFor(trx, thread)),
    dueAt: dueNext(look),
    cameBack: before ? before.came_back + 1 : 0,
    by: null,
    now,
  })
  return row && giveInTurn(trx, row, { ...look, had: before?.owner_id ?? null })
}

/** What ended by itself goes on where it was, with whoever had it: what ended it was taken back. */
async function takeUpAgain(
  look: Look,
  before: EscalationRow,
  reasons: readonly HoldingReason[],
): Promise<EscalationRow> {
  const { trx, tier, read, now } = look
  await addReasons(trx, before.id, reasons, null)
  await writeHistory(trx, { escalation: before.id, at: now, by: null, act: 'again' })
  const isOwned = before.owner_id !== null
  return changeEscalation(
    trx,
    before,
    {
      state: isOwned ? 'claimed' : 'waiting',
      lapses_at: isOwned ? now + tier.idleMinutes * MINUTE : null,
      resolved_at: null,
      resolution: null,
      due_at: dueNext(look),
      ...triageColumns(triage(read.triage, tier.weights)),
    },
    now,
  )
}

async function carryOn(look: Look, open: EscalationRow): Promise<EscalationRow | null> {
  const { trx, read, now, thread } = look
  const { situation } = read
  if (!situation.isOpen) {
    const how: Resolution = thread.accepted_post_id !== null ? 'solved' : thread.closed_at !== null ? 'closed' : 'gone'
    return resolve(look, open, how)
  }
  const added = await addReasons(trx, open.id, look.holding, null)
  for (const reason of added)
    await writeHistory(trx, { escalation: open.id, at: now, by: null, act: 'reason', detail: { reason } })
  let row = await followAsker(look, open)
  row = await lapseAndWake(look, row)
  if (row.state === 'waiting' && !situation.needsAnswer) {
    const stored = await trx
      .selectFrom('escalation_reasons')
      .select('reason')
      .where('escalation_id', '=', row.id)
      .execute()
    const reasons = stored.map((one) => one.reason as Reason) // written from the closed list only
    if (isOver(reasons, look.holding)) return resolve(look, row, 'answered')
  }
  const score = triageColumns(triage(read.triage, look.tier.weights))
  const due = dueNext(look)
  if (row.why !== score.why || row.score !== score.score || row.due_at !== due)
    return changeEscalation(trx, row, { ...score, due_at: due }, now)
  if (added.length > 0) await tell(trx, 'escalation.changed', { thread: thread.id }, now)
  return row
}

/** A thread that waits for its asker leaves the queue, and comes back by itself. */
async function followAsker(look: Look, row: EscalationRow): Promise<EscalationRow> {
  const { trx, now } = look
  const isPaused = look.read.situation.pausedAt !== null
  if (isPaused && row.state !== 'asker') {
    await writeHistory(trx, { escalation: row.id, at: now, by: null, act: 'asker' })
    return changeEscalation(trx, row, { state: 'asker' }, now)
  }
  if (isPaused || row.state !== 'asker') return row
  await writeHistory(trx, { escalation: row.id, at: now, by: null, act: 'back' })
  const isOwned = row.owner_id !== null
  return changeEscalation(
    trx,
    row,
    {
      state: isOwned ? 'claimed' : 'waiting',
      lapses_at: isOwned ? now + look.tier.idleMinutes * MINUTE : null,
    },
    now,
  )
}

/** When the owner of a claim last did something about it: wrote in the thread or its private part, or a note. */
async function lastWorkOf({ trx, thread }: Look, { owner_id, claimed_at }: EscalationRow): Promise<number> {
  const post = await trx
    .selectFrom('posts')
    .innerJoin('threads', 'threads.id', 'posts.thread_id')
    .select((eb) => eb.fn.max('posts.created_at').as('at'))
    .where((eb) => eb.or([eb('threads.id', '=', thread.id), eb('threads.part_of', '=', thread.id)]))
    .where('posts.author_id', '=', owner_id ?? 0)
    .executeTakeFirst()
  const note = await trx
    .selectFrom('staff_notes')
    .select((eb) => eb.fn.max('at').as('at'))
    .where('thread_id', '=', thread.id)
    .where('by_id', '=', owner_id ?? 0)
    .executeTakeFirst()
  return Math.max(claimed_at ?? 0, Number(post?.at ?? 0), Number(note?.at ?? 0))
}

/** A claim whose owner did nothing returns to the queue, and what was put off comes back. */
async function lapseAndWake(look: Look, row: EscalationRow): Promise<EscalationRow> {
  const { trx, now } = look
  let after = row
  if (after.snoozed_until !== null && after.snoozed_until <= now) {
    await writeHistory(trx, { escalation: row.id, at: now, by: null, act: 'woke' })
    after = await changeEscalation(trx, after, { snoozed_until: null }, now)
  }
  const isLapsed = after.state === 'claimed' && after.lapses_at !== null && after.lapses_at <= now
  if (!isLapsed) return after
  const works = (await lastWorkOf(look, after)) + look.tier.idleMinutes * MINUTE
  if (works > now) return changeEscalation(trx, after, { lapses_at: works }, now)
  await writeHistory(trx, {
    escalation: row.id,
    at: now,
    by: null,
    act: 'lapsed',
    detail: { from: after.owner_id },
  })
  after = await changeEscalation(
    trx,
    after,
    { state: 'waiting', owner_id: null, claimed_at: null, lapses_at: null },
    now,
  )
  return giveInTurn(trx, after, look)
}

async function resolve(look: Look, row: EscalationRow, how: Resolution): Promise<null> {
  const { trx, now } = look
  await writeHistory(trx, { escalation: row.id, at: now, by: null, act: 'resolved', detail: { how } })
  await changeEscalation(
    trx,
    row,
    { state: 'resolved', resolved_at: now, resolution: how, snoozed_until: null, lapses_at: null },
    now,
  )
  return null
}

/** What is due next: the first answer while one is needed, else the solution. */
function dueNext({ thread, read }: Look): number | null {
  return read.situation.needsAnswer ? thread.due_at : thread.solve_due_at
}

function isAtRisk({ tier, thread, read, now }: Look): boolean {
  const { isOpen, needsAnswer, pausedAt, isPrivate } = read.situation
  return (
    tier.rules.atRisk.on &&
    isOpen &&
    needsAnswer &&
    pausedAt === null &&
    !isPrivate &&
    thread.risk_at !== null &&
    thread.risk_at <= now &&
    // Once the time is over, the second tier has it.
    (thread.due_at === null || thread.due_at > now)
  )
}

async function lookAgain({ trx, thread, read, tier, now }: Look, row: EscalationRow | null): Promise<void> {
  const { situation } = read
  const isRunning = situation.isOpen && situation.pausedAt === null
  const next = nextLook(
    [
      ...(isRunning && situation.needsAnswer ? [thread.risk_at, thread.due_at] : []),
      isRunning ? thread.solve_due_at : null,
      thread.doubt_until,
      situation.isOpen ? leftAlone(situation.askerBack, tier.rules['came-back']) : null,
      row?.state === 'claimed' ? row.lapses_at : null,
      row?.snoozed_until ?? null,
    ],
    now,
  )
  if (next !== thread.review_at)
    await trx.updateTable('threads').set({ review_at: next }).where('id', '=', thread.id).execute()
  if (next !== null) await enqueue(trx, 'escalation.review', { thread: thread.id }, { now, at: next })
}
