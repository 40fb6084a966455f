import { inTransaction, type Executor } from '#db/transaction.server.ts'

/** How far a member is with a badge. */
export interface ProgressRow {
  readonly memberId: number
  readonly badgeId: number
  readonly have: number
  readonly need: number
}

interface KnownProgress {
  readonly member_id: number
  readonly badge_id: number
  readonly have: number
  readonly need: number
}

/** Writes what of `wanted` differs from `known`, and removes what is known and no longer wanted. */
export async function writeProgress(
  db: Executor,
  known: readonly KnownProgress[],
  wanted: readonly ProgressRow[],
): Promise<void> {
  const keyOf = (member: number, badge: number): string => `${member} ${badge}`
  const had = new Map(known.map((row) => [keyOf(row.member_id, row.badge_id), row]))
  const changed = wanted.filter(({ memberId, badgeId, have, need }) => {
    const row = had.get(keyOf(memberId, badgeId))
    return row?.have !== have || row.need !== need
  })
  const kept = new Set(wanted.map((row) => keyOf(row.memberId, row.badgeId)))
  const gone = known.filter((row) => !kept.has(keyOf(row.member_id, row.badge_id)))
  if (changed.length === 0 && gone.length === 0) return
  await inTransaction(db, async (trx) => {
    for (const { member_id, badge_id } of gone)
      await trx
        .deleteFrom('badge_progress')
        .where('member_id', '=', member_id)
        .where('badge_id', '=', badge_id)
        .execute()
    if (changed.length === 0) return
    await trx
      .insertInto('badge_progress')
      .values(
        changed.map(({ memberId, badgeId, have, need }) => ({ member_id: memberId, badge_id: badgeId, have, need })),
      )
      .onConflict((c) =>
        c
          .columns(['member_id', 'badge_id'])
          .doUpdateSet((eb) => ({ have: eb.ref('excluded.have'), need: eb.ref('excluded.need') })),
      )
      .execute()
  })
}
