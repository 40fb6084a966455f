import { mayAdminister } from '#app/access/members.ts'
import { oldRequests } from '#app/features/requests/queries/old-requests.server.ts'
import { DAY } from '#app/kernel/clock.ts'
import { KEPT_KINDS, type Kept, type KeptKind } from '#app/kernel/retention.ts'
import { demand } from '#app/kernel/verdict.ts'
import type { Context } from '#app/platform/context.server.ts'
import type { Executor } from '#db/transaction.server.ts'
import type { KeptCounts } from '../types.ts'
import { oldActs, oldFailures, oldMails } from './old-records.server.ts'

/** How many of each kind would be removed at once if they were kept no longer than this. */
export async function countRemoved(
  { db, clock, viewer }: Pick<Context, 'db' | 'clock' | 'viewer'>,
  kept: Kept,
): Promise<KeptCounts> {
  demand(mayAdminister(viewer))
  const now = clock.now()
  const counts: Record<KeptKind, number> = { requests: 0, searches: 0, log: 0, failures: 0, mails: 0 }
  for (const kind of KEPT_KINDS) {
    const days = kept[kind]
    if (days !== null) counts[kind] = await countOld(db, kind, now - days * DAY, now)
  }
  return counts
}

async function countOld(db: Executor, kind: KeptKind, before: number, now: number) {
  const counted = async (): Promise<{ readonly n: unknown }> => {
    switch (kind) {
      case 'searches': {
        const inVain = await oldRequests(db, kind, before)
          .select((eb) => eb.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
        const made = await db
          .selectFrom('search_log')
          .where('at', '<', before)
          .select((eb) => eb.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
        return { n: Number(inVain.n) + Number(made.n) }
      }
      case 'requests':
        return oldRequests(db, kind, before)
          .select((eb) => eb.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      case 'log':
        return oldActs(db, before)
          .select((eb) => eb.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      case 'failures':
        return oldFailures(db, before)
          .select((eb) => eb.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      case 'mails':
        return oldMails(db, before, now)
          .select((eb) => eb.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
    }
  }
  return Number((await counted()).n)
}
