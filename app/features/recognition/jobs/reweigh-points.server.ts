import type { Services } from '#app/platform/context.server.ts'
import { enqueue } from '#app/platform/jobs/enqueue.server.ts'
import type { SiteSettings } from '#app/platform/site.server.ts'
import { rebuildPoints } from '../commands/rebuild-points.server.ts'

/** The job `points.reweigh`: counts every entry anew by the rules as they are now. Nobody is told: nothing happened. */
export async function reweighPoints(
  parts: Pick<Services, 'db' | 'clock'>,
  site: Pick<SiteSettings, 'zone'>,
  signal?: AbortSignal,
): Promise<void> {
  await rebuildPoints(parts, site.zone, signal ? { signal } : {})
  await enqueue(parts.db, 'badges.sweep', { badge: 0 }, { now: parts.clock.now() })
}
