import { mayAdminister } from '#app/access/members.ts'
import { demand } from '#app/kernel/verdict.ts'
import { logAct } from '#app/platform/acts.server.ts'
import type { Context } from '#app/platform/context.server.ts'
import { tell } from '#app/platform/events/tell.server.ts'
import { readSite, writeSite, type SiteSettings } from '#app/platform/site.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

/** Changes what an admin sets while the place runs; holds within a second in every process. */
export async function changeSite(
  { db, clock, viewer }: Pick<Context, 'db' | 'clock' | 'viewer'>,
  changes: Partial<SiteSettings>,
): Promise<void> {
  demand(mayAdminister(viewer))
  await inTransaction(db, async (trx) => {
    const now = await readSite(trx)
    const changed = (Object.keys(changes) as (keyof SiteSettings)[]).filter((key) => changes[key] !== now[key])
    if (changed.length === 0) return
    await writeSite(trx, clock, viewer.id, changes)
    // Calendars that follow the site work by other clocks now.
    if (changed.includes('zone')) await tell(trx, 'promise.changed', { calendar: null, category: null }, clock.now())
    await logAct(trx, { at: clock.now(), by: viewer.id, kind: 'setting', verb: 'change', id: 0, detail: { changed } })
  })
}
