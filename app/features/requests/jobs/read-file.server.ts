import { sayingText } from '#app/locale/saying.ts'
import { readingRefusals } from '#app/features/requests/words/reading.ts'
import { SECOND } from '#app/kernel/clock.ts'
import type { Services } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import { failImport, readImport } from '../commands/read-import.server.ts'
import { removePage } from '../commands/stop-import.server.ts'
import { keptFile } from '../readers/kept-file.server.ts'

/** How long one run works before it lets other jobs have its place and goes on as a new one. */
const SLICE = 15 * SECOND

type Parts = Pick<Services, 'db' | 'blobs' | 'clock'>

/**
 * The job `requests.import`: reads an uploaded file further, and enqueues itself while there is more.
 * The file holds what was not redacted, so it is removed as soon as it is read.
 */
export async function readFile(services: Parts, importId: number, signal?: AbortSignal): Promise<void> {
  const { db, blobs, clock } = services
  const run = await db
    .selectFrom('imports')
    .select(['file_key', 'finished_at', 'cancelled_at', 'undone_at'])
    .where('id', '=', importId)
    .executeTakeFirst()
  if (!run || run.file_key === '') return
  // One that is being taken back may still be kept; its file goes with its requests.
  if (run.undone_at !== null) return
  if (run.finished_at === null && run.cancelled_at === null) {
    const file = await keptFile(blobs, run.file_key)
    if (!file) return failImport(db, importId, sayingText(readingRefusals, 'theFileIsNot'), clock.now())
    const since = performance.now()
    const end = await readImport(services, importId, file, {
      isTime: () => signal?.aborted === true || performance.now() - since > SLICE,
    })
    if (end === 'later') return enqueue(db, 'requests.import', { import: importId }, { now: clock.now() })
    // Somebody else reads it, or stopped it and has removed the file.
    if (end === 'stopped') return
  }
  await blobs.remove(run.file_key)
}

/** The job `requests.undo`: removes what an undone import brought, a page at a time, and at last its file. */
export async function removeImported(services: Parts, importId: number, signal?: AbortSignal): Promise<void> {
  const { db, blobs, clock } = services
  const since = performance.now()
  const run = await db
    .selectFrom('imports')
    .select(['file_key', 'undo_due_at'])
    .where('id', '=', importId)
    .executeTakeFirst()
  if (!run || run.undo_due_at === null) return // it was kept after all
  if (run.undo_due_at > clock.now())
    return enqueue(db, 'requests.undo', { import: importId }, { now: clock.now(), at: run.undo_due_at })
  for (;;) {
    signal?.throwIfAborted()
    if ((await removePage(services, importId)) === 0) {
      if (run.file_key !== '') await blobs.remove(run.file_key)
      return
    }
    if (performance.now() - since > SLICE)
      return enqueue(services.db, 'requests.undo', { import: importId }, { now: services.clock.now() })
  }
}
