import { mayActAtDesk } from '#app/access/escalations.ts'
import { onceKey } from '#app/platform/once-key.server.ts'
import { getThread } from '#app/features/forum/queries/facts.server.ts'
import { AppError } from '#app/kernel/errors.ts'
import { isMember } from '#app/kernel/roles.ts'
import { demand } from '#app/kernel/verdict.ts'
import { saying } from '#app/locale/saying.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { deskRefusals } from '../words/refusals.ts'

/** Writes a note that only staff read, about a thread; colleagues who are mentioned are told. Sent twice, written once. */
export async function writeNote(
  context: Context,
  threadId: number,
  note: { readonly body: string; readonly key?: string | undefined },
): Promise<void> {
  const { db, viewer, clock } = context
  const now = clock.now()
  demand(mayActAtDesk(viewer, now))
  await getThread(db, viewer, threadId)
  if (!isMember(viewer)) throw new AppError('forbidden', saying(deskRefusals, 'notYours'))
  if (note.body.trim() === '')
    throw new AppError('invalid', saying(deskRefusals, 'note.empty'), {
      fields: { body: saying(deskRefusals, 'note.empty') },
    })
  const html = await context.markdown.render(note.body, viewer.id)
  await inTransaction(db, async (trx) => {
    await trx
      .insertInto('staff_notes')
      .values({
        thread_id: threadId,
        by_id: viewer.id,
        at: now,
        body: note.body,
        html,
        once_key: onceKey(viewer, note.key),
      })
      .onConflict((c) => c.column('once_key').doNothing())
      .execute()
    const draft = `thread:${threadId}:note`
    await trx.deleteFrom('drafts').where('member_id', '=', viewer.id).where('key', '=', draft).execute()
    await tell(trx, 'note.written', { thread: threadId }, now)
  })
}
