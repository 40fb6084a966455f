import { saying } from '#app/locale/saying.ts'
import { requestRefusals } from '#app/features/requests/words/refusals.ts'
import { mayImportRequests } from '#app/access/desk.ts'
import type { ActVerb } from '#app/kernel/acts.ts'
import { MINUTE } from '#app/kernel/clock.ts'
import { AppError, notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context, Services } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction, lockRow, type Executor } from '#db/transaction.server.ts'
import { removeRequests } from './remove-requests.server.ts'

type Parts = Pick<Context, 'db' | 'blobs' | 'clock' | 'viewer'>

/** Stops an import where it is; what was read stays until the import is undone. */
export async function cancelImport({ db, blobs, clock, viewer }: Parts, importId: number): Promise<void> {
  demand(mayImportRequests(viewer))
  const key = await inTransaction(db, async (trx) => {
    await lockRow(trx, 'imports', importId)
    const now = clock.now()
    const run = await trx
      .updateTable('imports')
      .set({ cancelled_at: now })
      .where('id', '=', importId)
      .where('kind', '=', 'requests')
      .where('finished_at', 'is', null)
      .where('cancelled_at', 'is', null)
      .where('undone_at', 'is', null)
      .returning(['file_key', 'source'])
      .executeTakeFirst()
    if (run) await logImport(trx, 'cancel', { id: importId, by: viewer.id, at: now, source: run.source })
    return run?.file_key ?? ''
  })
  if (key !== '') await blobs.remove(key)
}

/** For how long an import that is being taken back can still be kept. */
export const UNDO_PAUSE = 30 * MINUTE

/**
 * Takes an import back whole: it reads no further at once, and after a pause, in which it can still be kept, a job
 * removes its requests and its file.
 */
export async function undoImport(parts: Parts, importId: number): Promise<void> {
  demand(mayImportRequests(parts.viewer))
  await undo(parts, importId, { pause: UNDO_PAUSE, by: parts.viewer.id })
}

/** Ends the pause of an import that is being taken back: its requests are removed now. */
export async function removeImportNow(parts: Parts, importId: number): Promise<void> {
  demand(mayImportRequests(parts.viewer))
  await undo(parts, importId, { by: parts.viewer.id })
}

/** Keeps an import that was being taken back, while none of it was removed; one that was not read whole goes on. */
export async function keepImport({ db, clock, viewer }: Parts, importId: number): Promise<void> {
  demand(mayImportRequests(viewer))
  await inTransaction(db, async (trx) => {
    await lockRow(trx, 'imports', importId)
    const now = clock.now()
    const run = await trx
      .updateTable('imports')
      .set({ undone_at: null, undo_due_at: null })
      .where('id', '=', importId)
      .where('kind', '=', 'requests')
      .where('undo_due_at', '>', now)
      .returning(['finished_at', 'cancelled_at', 'mapped_at', 'source'])
      .executeTakeFirst()
    if (!run) throw new AppError('conflict', saying(requestRefusals, 'itIsTooLate'))
    await logImport(trx, 'keep', { id: importId, by: viewer.id, at: now, source: run.source })
    if (run.finished_at === null && run.cancelled_at === null && run.mapped_at !== null)
      await enqueue(trx, 'requests.import', { import: importId }, { now })
  })
}

/** The same as `undoImport` for the command line, without a pause. Done twice, the earlier end of the pause counts. */
export async function undo(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  importId: number,
  { pause = 0, by = null }: { readonly pause?: number; readonly by?: number | null } = {},
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await lockRow(trx, 'imports', importId)
    const run = await trx
      .selectFrom('imports')
      .select(['undone_at', 'undo_due_at', 'source'])
      .where('id', '=', importId)
      .where('kind', '=', 'requests')
      .executeTakeFirst()
    if (!run) throw notFound(saying(requestRefusals, 'thisImport'))
    const now = clock.now()
    const due = Math.min(run.undo_due_at ?? Infinity, now + pause)
    // Done twice, the second time changes nothing, unless it ends the pause.
    const verb = run.undone_at === null ? 'undo' : due < (run.undo_due_at ?? Infinity) && pause === 0 ? 'remove' : null
    if (verb !== null) await logImport(trx, verb, { id: importId, by, at: now, source: run.source })
    await trx
      .updateTable('imports')
      .set({ undone_at: run.undone_at ?? now, undo_due_at: due })
      .where('id', '=', importId)
      .execute()
    await enqueue(trx, 'requests.undo', { import: importId }, { now, at: due })
  })
}

function logImport(
  trx: Executor,
  verb: ActVerb<'import'>,
  { source, ...act }: { readonly id: number; readonly by: number | null; readonly at: number; readonly source: string },
): Promise<number> {
  return logAct(trx, { ...act, kind: 'import', verb, detail: { source } })
}

const PAGE = 500

/**
 * Removes one page of an undone import's requests, and the replies it brought to others; returns how
 * many requests it removed, 0 when nothing is left.
 */
export async function removePage({ db, clock }: Pick<Services, 'db' | 'clock'>, importId: number): Promise<number> {
  return inTransaction(db, async (trx) => {
    const rows = await trx
      .selectFrom('requests')
      .innerJoin('imports', 'imports.id', 'requests.import_id')
      .select(['requests.id', 'requests.topic_id'])
      .where('requests.import_id', '=', importId)
      .where('imports.undo_due_at', '<=', clock.now())
      .orderBy('requests.id')
      .limit(PAGE)
      .execute()
    if (rows.length === 0) {
      await trx
        .deleteFrom('request_replies')
        .where('import_id', '=', importId)
        .where('import_id', 'in', (eb) =>
          eb.selectFrom('imports').select('imports.id').where('imports.undo_due_at', '<=', clock.now()),
        )
        .execute()
      return 0
    }
    await removeRequests(trx, rows, 'requests.removed', clock.now())
    return rows.length
  })
}
