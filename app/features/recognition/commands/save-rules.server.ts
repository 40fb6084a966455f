import { isDeepStrictEqual } from 'node:util'
import { mayMindRecognition } from '#app/access/recognition.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { POINT_RULES_KEY, readPointRules, rulesChangedAt } from '../queries/point-rules.server.ts'
import type { PointRules } from '../types.ts'
import { recognitionRefusals } from '../words/refusals.ts'

/**
 * Sets what outcomes are worth and how they are capped; a job then counts every entry anew. `seen`: when the rules were last
 * changed as the form was shown; throws `conflict` when somebody changed them since. Returns whether anything changed.
 */
export async function saveRules(
  { db, clock, viewer }: Pick<Context, 'db' | 'clock' | 'viewer'>,
  rules: PointRules,
  seen: number,
): Promise<boolean> {
  demand(mayMindRecognition(viewer))
  return inTransaction(db, async (trx) => {
    const before = await readPointRules(trx)
    if (isDeepStrictEqual(before, rules)) return false
    if ((await rulesChangedAt(trx)) !== seen)
      throw new AppError('conflict', saying(recognitionRefusals, 'rules.changed'))
    // Two changes within one millisecond are told apart as well.
    const at = Math.max(clock.now(), seen + 1)
    const row = { value: JSON.stringify(rules), changed_at: at, changed_by: viewer.id }
    const written = await trx
      .insertInto('settings')
      .values({ key: POINT_RULES_KEY, ...row })
      .onConflict((c) => c.column('key').doUpdateSet(row).where('settings.changed_at', '=', seen))
      .returning('key')
      .executeTakeFirst()
    if (!written) throw new AppError('conflict', saying(recognitionRefusals, 'rules.changed'))
    const changed = [POINT_RULES_KEY]
    await logAct(trx, { at, by: viewer.id, kind: 'setting', verb: 'change', id: 0, detail: { changed } })
    await enqueue(trx, 'points.reweigh', {}, { now: clock.now() })
    return true
  })
}
