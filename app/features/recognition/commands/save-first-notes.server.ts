import { mayMindAdvocates } from '#app/access/recognition.ts'
import { AppError } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { FIRST_NOTES_KEY, readFirstNotes } from '../queries/first-notes.server.ts'
import type { FirstNotes } from '../types.ts'
import { recognitionRefusals } from '../words/refusals.ts'

/**
 * Writes the notes anew. `signing`: whether the writer signs from now on, nobody does, or it stays as it is. `seen`: when they
 * were last changed as the form was shown; throws `conflict` when somebody was quicker.
 */
export async function saveFirstNotes(
  { db, clock, viewer }: Pick<Context, 'db' | 'clock' | 'viewer'>,
  texts: Omit<FirstNotes, 'signer'>,
  signing: 'me' | 'nobody' | 'same',
  seen: number,
): Promise<void> {
  demand(mayMindAdvocates(viewer))
  await inTransaction(db, async (trx) => {
    const { notes } = await readFirstNotes(trx)
    const signer = signing === 'me' ? viewer.id : signing === 'nobody' ? null : notes.signer
    const at = Math.max(clock.now(), seen + 1)
    const row = { value: JSON.stringify({ ...texts, signer }), changed_at: at, changed_by: viewer.id }
    const insert = trx.insertInto('settings').values({ key: FIRST_NOTES_KEY, ...row })
    const written = await insert
      .onConflict((c) => c.column('key').doUpdateSet(row).where('settings.changed_at', '=', seen))
      .returning('key')
      .executeTakeFirst()
    if (!written) throw new AppError('conflict', saying(recognitionRefusals, 'notes.changed'))
    const detail = { changed: [FIRST_NOTES_KEY] }
    await logAct(trx, { at, by: viewer.id, kind: 'setting', verb: 'change', id: 0, detail })
  })
}
