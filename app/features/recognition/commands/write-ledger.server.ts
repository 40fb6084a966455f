import type { PointsTable } from '#db/schema/recognition.ts'
import { insertRows } from '#db/insert-rows.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { Selectable } from 'kysely'
import { shareOf } from '../rules/decay.ts'
import { dayOf } from '../rules/periods.ts'
import type { Outcome, PointReason } from '../types.ts'

type Entry = Selectable<PointsTable>

/** Which entries of the ledger a set of outcomes is compared with. */
export interface LedgerScope {
  readonly entries: readonly Entry[]
  /** Entries whose source is somewhere else now, or is settled by another job: they are left alone. */
  readonly isElsewhere: (entry: Entry) => boolean
  /** Whether the source of an entry is gone, so that it stays as it was earned. */
  readonly isGone: (entry: Entry) => boolean
}

/** What belongs to the source and is written as it is now; what it counts is settled afterwards. */
function rowOf(outcome: Outcome) {
  return {
    key: outcome.key,
    member_id: outcome.member,
    reason: outcome.reason satisfies PointReason,
    at: outcome.at,
    day: dayOf(outcome.at),
    from_id: outcome.from,
    thread_id: outcome.thread,
    post_id: outcome.post,
    article_id: outcome.article,
    category_id: outcome.category,
    topic_id: outcome.topic,
    tags: outcome.tags,
    worth: outcome.worth,
    waited_days: outcome.waitedDays,
    hour: outcome.hour,
    second: outcome.second ? 1 : 0,
  }
}

/**
 * Brings the ledger in line with the outcomes of some sources: new ones are entered, those that do not hold any more are
 * reversed, those whose source is gone stay. Run twice, it writes nothing. Returns the members whose sums are not
 * settled any more. `wholeBy`: whoever calls settles all entries of everybody afterwards, so that new ones are written as if
 * no cap held them, with this half-life in days: hardly any has to be written twice.
 */
export async function writeLedger(
  trx: Executor,
  outcomes: readonly Outcome[],
  scope: LedgerScope,
  now: number,
  wholeBy?: number,
): Promise<ReadonlySet<number>> {
  const touched = new Set<number>()
  const known = new Map(scope.entries.map((entry) => [entry.key, entry]))
  const fresh: (ReturnType<typeof rowOf> & { points?: number; share?: number; unsettled?: number })[] = []
  const expected = new Set<string>()
  for (const outcome of outcomes) {
    expected.add(outcome.key)
    const row = rowOf(outcome)
    const entry = known.get(outcome.key)
    if (!entry) {
      fresh.push(
        wholeBy === undefined
          ? row
          : { ...row, points: row.worth, share: shareOf(row.worth, row.at, wholeBy), unsettled: 0 },
      )
      touched.add(outcome.member)
      continue
    }
    const holds =
      entry.reversed_at === null && Object.entries(row).every(([name, value]) => entry[name as 'at'] === value)
    if (holds) continue
    touched.add(entry.member_id).add(outcome.member)
    await trx
      .updateTable('points')
      .set({ ...row, points: 0, share: 0, held: null, reversed_at: null, kept_at: null, unsettled: 1 })
      .where('id', '=', entry.id)
      .execute()
  }
  await insertRows(trx, 'points', fresh, 'on conflict (key) do nothing')
  for (const entry of scope.entries) {
    if (expected.has(entry.key) || entry.reversed_at !== null || scope.isElsewhere(entry)) continue
    if (scope.isGone(entry)) {
      if (entry.kept_at === null)
        await trx.updateTable('points').set({ kept_at: now }).where('id', '=', entry.id).execute()
      continue
    }
    touched.add(entry.member_id)
    await trx
      .updateTable('points')
      .set({ points: 0, share: 0, held: null, reversed_at: now, unsettled: 1 })
      .where('id', '=', entry.id)
      .execute()
  }
  return touched
}
