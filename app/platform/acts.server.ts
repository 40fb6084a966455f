import type { Executor } from '#db/transaction.server.ts'
import type { KnownAct } from '#app/kernel/acts.ts'

/** Writes down who did what to which thing and why, and gives the id of the row; shown at /desk/log. */
export async function logAct(
  trx: Executor,
  act: KnownAct & {
    readonly at: number
    readonly by: number | null
    readonly id: number
    readonly reason?: string
    readonly detail?: Readonly<Record<string, unknown>>
  },
): Promise<number> {
  const { id } = await trx
    .insertInto('acts')
    .values({
      at: act.at,
      member_id: act.by,
      verb: act.verb,
      subject_kind: act.kind,
      subject_id: act.id,
      reason: act.reason ?? '',
      detail: JSON.stringify(act.detail ?? {}),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
