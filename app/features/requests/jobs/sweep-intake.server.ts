import { DAY } from '#app/kernel/clock.ts'
import type { Services } from '#app/platform/context.server.ts'

const KEPT = { unmapped: 3 * DAY, key: 7 * DAY }

/**
 * The job `requests.sweep`: removes files that nobody started to read, which hold what was not redacted,
 * and keys of answers that no tool will ask for again.
 */
export async function sweepIntake({ db, blobs, clock }: Pick<Services, 'db' | 'blobs' | 'clock'>): Promise<void> {
  const now = clock.now()
  const left = await db
    .selectFrom('imports')
    .select(['id', 'file_key'])
    .where('kind', '=', 'requests')
    .where('file_key', '!=', '')
    .where('mapped_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('started_at', '<=', now - KEPT.unmapped)
    .execute()
  for (const { id, file_key } of left) {
    await blobs.remove(file_key)
    await db.updateTable('imports').set({ cancelled_at: now }).where('id', '=', id).execute()
  }
  await db
    .deleteFrom('idempotency_keys')
    .where('at', '<=', now - KEPT.key)
    .execute()
}
