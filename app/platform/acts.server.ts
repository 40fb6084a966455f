import type { Executor } from '#db/transaction.server.ts'

/** Writes down who did what to which thing and why; shown at /desk/log. */
export async function logAct(
  trx: Executor,
  act: {
    readonly at: number
    readonly by: number | null
    readonly verb: string
    readonly kind:
      'thread' | 'post' | 'tag' | 'member' | 'category' | 'article' | 'topic' | 'request' | 'import'
    readonly id: number
    readonly reason?: string
    readonly detail?: Readonly<Record<string, unknown>>
  },
): Promise<void> {
  await trx
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
    .execute()
}
