import { tell } from '#app/platform/events/tell.server.ts'
import type { EscalationRow } from '#db/schema/second-tier.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { HoldingReason } from '../rules/reasons.ts'
import type { EscalationState, Resolution, Triage } from '../types.ts'

/** What is written down about an escalation; each has a sentence in `words/history.ts`. */
export type HistoryAct =
  | 'opened'
  | 'reason'
  | 'claimed'
  | 'given'
  | 'released'
  | 'lapsed'
  | 'handed'
  | 'passed'
  | 'asker'
  | 'back'
  | 'again'
  | 'snoozed'
  | 'woke'
  | 'private'
  | 'routed'
  | 'resolved'
  | 'undone'

/** What an act took the place of, so that it can be taken back. */
export type BeforeAct = Pick<EscalationRow, 'state' | 'owner_id' | 'team_id' | 'snoozed_until'>

interface HistoryEntry {
  readonly escalation: number
  readonly at: number
  readonly by: number | null
  readonly act: HistoryAct
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Writes down what happened to an escalation, and gives the number of the entry. */
export async function writeHistory(trx: Executor, { escalation, at, by, act, detail }: HistoryEntry): Promise<number> {
  const { id } = await trx
    .insertInto('escalation_history')
    .values({ escalation_id: escalation, at, by_id: by, act, detail: JSON.stringify(detail ?? {}) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The parts of a score as columns. */
export function triageColumns({ severity, spread, influence, waiting, score, why }: Triage) {
  return { severity, spread, influence, waiting, score, why: JSON.stringify(why) }
}

interface NewEscalation {
  readonly threadId: number
  readonly reasons: readonly HoldingReason[]
  readonly triage: Triage
  readonly teamId: number | null
  readonly dueAt: number | null
  readonly cameBack: number
  readonly by: number | null
  readonly now: number
}

/** Opens an escalation of a thread that has none; of two who do it at once, one does. Null = it was open already. */
export async function openEscalation(trx: Executor, given: NewEscalation): Promise<EscalationRow | null> {
  const { threadId, reasons, triage, teamId, dueAt, cameBack, by, now } = given
  const row = await trx
    .insertInto('escalations')
    .values({
      thread_id: threadId,
      opened_at: now,
      team_id: teamId,
      due_at: dueAt,
      came_back: cameBack,
      ...triageColumns(triage),
    })
    .onConflict((c) => c.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) return null
  await addReasons(trx, row.id, reasons, by)
  const first = reasons[0]?.reason
  await writeHistory(trx, { escalation: row.id, at: now, by, act: 'opened', detail: { reason: first ?? '' } })
  await tell(trx, 'escalation.changed', { thread: threadId }, now)
  return row
}

/** Adds the reasons that are not there yet; returns which. */
export async function addReasons(
  trx: Executor,
  escalationId: number,
  reasons: readonly HoldingReason[],
  by: number | null,
): Promise<readonly string[]> {
  if (reasons.length === 0) return []
  const added = await trx
    .insertInto('escalation_reasons')
    .values(
      reasons.map(({ reason, since, detail }) => ({
        escalation_id: escalationId,
        reason,
        detail,
        at: since,
        by_id: by,
      })),
    )
    .onConflict((c) => c.columns(['escalation_id', 'reason']).doNothing())
    .returning('reason')
    .execute()
  return added.map((row) => row.reason)
}

type Changes = Partial<Omit<EscalationRow, 'id' | 'thread_id' | 'version' | 'state' | 'resolution'>> & {
  readonly state?: EscalationState
  readonly resolution?: Resolution | null
}

/** Changes an escalation whose thread is locked, and says that it changed. */
export async function changeEscalation(
  trx: Executor,
  row: EscalationRow,
  changes: Changes,
  now: number,
): Promise<EscalationRow> {
  const after = await trx
    .updateTable('escalations')
    .set({ ...changes, version: row.version + 1 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await tell(trx, 'escalation.changed', { thread: row.thread_id }, now)
  return after
}

/** What it was before an act, for taking that back. */
export function beforeAct(row: EscalationRow): BeforeAct {
  const { state, owner_id, team_id, snoozed_until } = row
  return { state, owner_id, team_id, snoozed_until }
}
