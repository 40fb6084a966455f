import { mayImportRequests } from '#app/access/desk.ts'
import { notFound } from '#app/kernel/errors.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context, Services } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { inTransaction, lockRow } from '#db/transaction.server.ts'
import { afterRequestsChanged } from './steps.server.ts'

type Parts = Pick<Context, 'db' | 'blobs' | 'clock' | 'viewer'>

/** Stops an import where it is; what was read stays until the import is undone. */
export async function cancelImport(
  { db, blobs, clock, viewer }: Parts,
  importId: number,
): Promise<void> {
  // prettier-ignore
  demand(mayImportRequests(viewer))
  const key = await inTransaction(db, async (trx) => {
    await lockRow(trx, 'imports', importId)
    const run = await trx
      .updateTable('imports')
      .set({ cancelled_at: clock.now() })
      .where('id', '=', importId)
      .where('kind', '=', 'requests')
      .where('finished_at', 'is', null)
      .where('cancelled_at', 'is', null)
      .where('undone_at', 'is', null)
      .returning('file_key')
      .executeTakeFirst()
    return run?.file_key ?? ''
  })
  if (key !== '') await blobs.remove(key)
}

/** Takes an import back whole: it reads no further, and a job removes its requests. */
export async function undoImport(
  { db, blobs, clock, viewer }: Parts,
  importId: number,
): Promise<void> {
  // prettier-ignore
  demand(mayImportRequests(viewer))
  await undo({ db, blobs, clock }, importId)
}

/** The same for the command line; returns how many requests there are to be removed. */
export async function undo(
  { db, blobs, clock }: Pick<Services, 'db' | 'blobs' | 'clock'>,
  importId: number,
): Promise<void> {
  // prettier-ignore
  const key = await inTransaction(db, async (trx) => {
    await lockRow(trx, 'imports', importId)
    const run = await trx.selectFrom('imports').select(['file_key', 'undone_at']).where('id', '=', importId).where('kind', '=', 'requests').executeTakeFirst() // prettier-ignore
    if (!run) throw notFound('This import')
    const now = clock.now()
    if (run.undone_at === null)
      await trx.updateTable('imports').set({ undone_at: now }).where('id', '=', importId).execute()
    await enqueue(trx, 'requests.undo', { import: importId }, { now })
    return run.file_key
  })
  if (key !== '') await blobs.remove(key)
}

const PAGE = 500

/**
 * Removes one page of an undone import's requests, and the replies it brought to others; returns how
 * many requests it removed, 0 when nothing is left.
 */
export async function removePage(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  importId: number,
): Promise<number> {
  // prettier-ignore
  return inTransaction(db, async (trx) => {
    const rows = await trx
      .selectFrom('requests')
      .innerJoin('imports', 'imports.id', 'requests.import_id')
      .select(['requests.id', 'requests.topic_id'])
      .where('requests.import_id', '=', importId)
      .where('imports.undone_at', 'is not', null)
      .orderBy('requests.id')
      .limit(PAGE)
      .execute()
    if (rows.length === 0) {
      await trx
        .deleteFrom('request_replies')
        .where('import_id', '=', importId)
        .where('import_id', 'in', (eb) => eb.selectFrom('imports').select('imports.id').where('imports.undone_at', 'is not', null)) // prettier-ignore
        .execute()
      return 0
    }
    const ids = rows.map((row) => row.id)
    const quoting = await trx
      .selectFrom('article_sources')
      .select('article_id')
      .distinct()
      .where('request_id', 'in', ids)
      .where('gone_at', 'is', null)
      .execute()
    await trx.deleteFrom('requests').where('id', 'in', ids).execute()
    const now = clock.now()
    // An article holds sentences of them: they leave with what they were taken from.
    for (const { article_id } of quoting)
      await enqueue(trx, 'article.requests', { article: article_id }, { now })
    const topics = [...new Set(rows.flatMap((row) => (row.topic_id === null ? [] : [row.topic_id])))] // prettier-ignore
    await afterRequestsChanged(trx, { arrived: false, topics }, now)
    return rows.length
  })
}
